import type { SystemFault } from '../../contract/fault.ts'

const common = { class: 'system', intensity: 'makes no difference', takes: ['time'], undo: 'the model is asked as before' } satisfies Partial<SystemFault>

export const modelDead: SystemFault = {
  ...common, id: 'model-dead', label: 'Blind the healer: the model is dead',
  teaches: 'Nobody answers. The rung is given up soon, is left alone for a while, and the ladder goes on without it.',
  inject: (target) => target.spoilModel('dead'),
}

export const modelSlow: SystemFault = {
  ...common, id: 'model-slow', label: 'Blind the healer: the model is slow',
  teaches: 'It answers, and far too late. A rung has a time limit of its own, so that one slow part does not slow all of it.',
  inject: (target) => target.spoilModel('slow'),
}

export const modelLying: SystemFault = {
  ...common, id: 'model-lying', label: 'Blind the healer: the model lies',
  teaches: 'It answers at once, and wrong. What a model says is a candidate like any other: the gate decides.',
  inject: (target) => target.spoilModel('lying'),
}
