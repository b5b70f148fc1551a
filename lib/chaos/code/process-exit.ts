import { codeFault } from './code-fault.ts'
import { insertionsOf } from './insertions.ts'

export const processExit = codeFault({
  id: 'process-exit',
  label: 'Exit in the middle',
  teaches: 'A program can leave without an error, even with exit code 0, and have done nothing of what was asked.',
  intensity: 'how many functions end the process: 1 to 5',
  sites: (code) => insertionsOf(code).flatMap(({ insert }) => [0, 1].map((exitCode) => insert(`process.exit(${exitCode});`))),
})
