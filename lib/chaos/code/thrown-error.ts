import { codeFault } from './code-fault.ts'
import { insertionsOf } from './insertions.ts'

export const thrownError = codeFault({
  id: 'thrown-error',
  label: 'Throw an error',
  teaches: 'The honest way to fail: the stack names the line, and every restart fails there again.',
  intensity: 'how many functions throw: 1 to 5',
  sites: (code) => insertionsOf(code).map(({ insert }) => insert("throw new Error('chaos was here');")),
})
