import type { SystemFault } from '../../contract/fault.ts'

export const fillDisk: SystemFault = {
  class: 'system',
  id: 'fill-disk',
  label: 'Fill the disk',
  teaches: 'Where nothing can be written, nothing is forgotten either: the core says so, waits, and writes all of it when there is room.',
  intensity: 'makes no difference: it is full',
  takes: ['time'],
  undo: 'the file that fills it is removed',
  inject: (target) => target.fillDisk(),
}
