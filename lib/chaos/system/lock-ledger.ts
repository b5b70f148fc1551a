import type { SystemFault } from '../../contract/fault.ts'

export const lockLedger: SystemFault = {
  class: 'system',
  id: 'lock-ledger',
  label: 'Lock the database',
  teaches: 'Somebody else holds the write lock. The core beats on, so that nobody takes it for dead, and writes when it is given free.',
  intensity: 'makes no difference: it is held until it is taken back, or its time is over',
  takes: ['time'],
  undo: 'whoever holds the lock is ended',
  inject: (target) => target.lockLedger(),
}
