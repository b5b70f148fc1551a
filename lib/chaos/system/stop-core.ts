import type { SystemFault } from '../../contract/fault.ts'

export const stopCore: SystemFault = {
  class: 'system',
  id: 'stop-core',
  label: 'Freeze the core that leads',
  teaches: 'A frozen core keeps its locks and says nothing: it has to be ended, and seen dead, before another one may lead.',
  intensity: 'makes no difference: it does not wake by itself',
  takes: ['step'],
  undo: 'the other core ends it and leads; it is started again to stand by',
  inject: (target, { at }) => target.strike('SIGSTOP', at),
}
