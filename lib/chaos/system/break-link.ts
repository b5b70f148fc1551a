import type { SystemFault } from '../../contract/fault.ts'

export const breakLink: SystemFault = {
  class: 'system',
  isMomentary: true,
  id: 'break-link',
  label: 'Break the socket between the cores',
  teaches: 'A broken connection is no dead core. Whoever stands by asks again before it takes the lead.',
  intensity: 'makes no difference: every connection is cut',
  takes: [],
  undo: 'the cores connect again by themselves',
  inject(target) {
    target.breakLink()
    return () => undefined
  },
}
