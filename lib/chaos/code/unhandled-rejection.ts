import { codeFault } from './code-fault.ts'
import { insertionsOf } from './insertions.ts'

export const unhandledRejection = codeFault({
  id: 'unhandled-rejection',
  label: 'Leave a promise rejected',
  teaches: 'A promise that fails with nobody waiting for it ends the whole process, even after a right answer was given.',
  intensity: 'how many functions leave one: 1 to 5',
  sites: (code) => insertionsOf(code).map(({ insert }) => insert("Promise.reject(new Error('chaos was here, and nobody caught it'));")),
})
