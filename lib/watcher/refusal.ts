import type { Failure, RunRecord } from '../contract/run.ts'
import { parseStack } from './stack.ts'

/**
 * A refusal on purpose, as against an accident on the way: `perform` threw a TypeError or a RangeError that does not
 * read like one of the platform's own. A program that stumbles over bad input has not refused it.
 */
export const isCleanRefusal = (failure: Failure): boolean =>
  failure.phase === 'perform' &&
  (failure.name === 'TypeError' || failure.name === 'RangeError') &&
  failure.message.trim() !== '' &&
  !accidents.some((accident) => accident.test(failure.message))

/** How V8 words what nobody meant to throw. */
const accidents = [
  /^Cannot (?:read|set|destructure|convert|access|mix) /,
  /^Cannot (?:assign|delete|add|define|redefine) /,
  / is not a function(?: or |$)/,
  / is not a constructor$/,
  / (?:is not|must be) iterable/,
  /^Assignment to constant variable/,
  /^Maximum call stack size exceeded/,
  /^Invalid (?:array|string) length/,
  /^Array buffer allocation failed/,
]

/** A script refuses with an exit code of its own and a word about it, not with a stack trace. */
export const isCleanExit = (run: RunRecord, tail: string): boolean =>
  run.exitCode !== null && run.exitCode > 0 && run.exitCode < 126 &&
  run.signal === null && run.stopReason === null && run.failure === null &&
  tail.trim() !== '' && parseStack(tail).length === 0
