import type { SystemFault } from '../../contract/fault.ts'

export const killCore: SystemFault = {
  class: 'system',
  id: 'kill-core',
  label: 'Kill the core that leads',
  teaches: 'Who heals the healer? The core that stands by hears the connection end, and leads before anybody misses a pulse.',
  intensity: 'makes no difference: dead is dead',
  takes: ['step'],
  undo: 'the other core leads, and this one is started again to stand by',
  inject: (target, { at }) => target.strike('SIGKILL', at),
}
