import { UnknownFaultError } from '../contract/errors.ts'
import type { Fault, FaultChoice } from '../contract/fault.ts'
import { type OrganismKind, organismKinds } from '../contract/organism.ts'
import { closest } from './closest.ts'
import { arithmetic } from './code/arithmetic.ts'
import { blockedEventLoop } from './code/blocked-event-loop.ts'
import { boundary } from './code/boundary.ts'
import { comparison } from './code/comparison.ts'
import { constant } from './code/constant.ts'
import { deleteLines } from './code/delete-lines.ts'
import { divisionByZero } from './code/division-by-zero.ts'
import { infiniteLoop } from './code/infinite-loop.ts'
import { leak } from './code/leak.ts'
import { logical } from './code/logical.ts'
import { negatedCondition } from './code/negated-condition.ts'
import { nullValue } from './code/null-value.ts'
import { offByOne } from './code/off-by-one.ts'
import { processExit } from './code/process-exit.ts'
import { removedReturn } from './code/removed-return.ts'
import { removedStatement } from './code/removed-statement.ts'
import { renamedVariable } from './code/renamed-variable.ts'
import { swappedArguments } from './code/swapped-arguments.ts'
import { syntaxError } from './code/syntax-error.ts'
import { thrownError } from './code/thrown-error.ts'
import { unboundedRecursion } from './code/unbounded-recursion.ts'
import { unhandledRejection } from './code/unhandled-rejection.ts'
import { emptyInput } from './data/empty-input.ts'
import { hostileInput } from './data/hostile-input.ts'
import { hugeInput } from './data/huge-input.ts'
import { malformedInput } from './data/malformed-input.ts'
import { addedLatency } from './runtime/added-latency.ts'
import { cpuBurn } from './runtime/cpu-burn.ts'
import { memorySqueeze } from './runtime/memory-squeeze.ts'
import { sigkill } from './runtime/sigkill.ts'
import { sigstop } from './runtime/sigstop.ts'
import { stolenPort } from './runtime/stolen-port.ts'
import { breakLink } from './system/break-link.ts'
import { cutDatabase } from './system/cut-database.ts'
import { fillDisk } from './system/fill-disk.ts'
import { jumpClock } from './system/jump-clock.ts'
import { killCore } from './system/kill-core.ts'
import { lockLedger } from './system/lock-ledger.ts'
import { modelDead, modelLying, modelSlow } from './system/spoil-model.ts'
import { splitBrain } from './system/split-brain.ts'
import { stopCore } from './system/stop-core.ts'

/** Every fault there is. The order is the one to show them in: by class, the classics first, then as one would teach them. */
export const faults: readonly Fault[] = [
  deleteLines,
  syntaxError,
  divisionByZero,
  // Loud: they stop the program.
  thrownError,
  renamedVariable,
  nullValue,
  unboundedRecursion,
  unhandledRejection,
  processExit,
  // Slow: they use up time or memory.
  infiniteLoop,
  blockedEventLoop,
  leak,
  // Quiet: only the answer is wrong.
  offByOne,
  boundary,
  comparison,
  negatedCondition,
  logical,
  arithmetic,
  constant,
  swappedArguments,
  removedReturn,
  removedStatement,

  sigkill,
  sigstop,
  addedLatency,
  memorySqueeze,
  cpuBurn,
  stolenPort,

  emptyInput,
  malformedInput,
  hugeInput,
  hostileInput,

  // Those that hit Ouroboros itself.
  killCore,
  stopCore,
  splitBrain,
  breakLink,
  lockLedger,
  fillDisk,
  jumpClock,
  modelDead,
  modelSlow,
  modelLying,
  cutDatabase,
]

/** @throws UnknownFaultError that names the nearest one, or says where the list is */
export function findFault(id: string): Fault {
  const found = faults.find((fault) => fault.id === id)
  if (found) return found
  const near = closest(id, faults.map((fault) => fault.id))
  throw new UnknownFaultError(`There is no fault “${id.slice(0, 60)}”. ${near ? `Did you mean “${near}”?` : `Choose one of: ${faults.map((fault) => fault.id).join(', ')}.`}`)
}

/** What can be chosen of a fault. */
export const takesOf = (fault: Fault): readonly FaultChoice[] => (fault.class === 'system' ? fault.takes : ['intensity', 'time'])

/** Kinds of organism that a fault can be injected into: any for code and data, though one file or input may offer no place; none for a system fault. */
export const kindsOf = (fault: Fault): OrganismKind[] => [...(fault.class === 'runtime' ? fault.kinds : fault.class === 'system' ? [] : organismKinds)]
