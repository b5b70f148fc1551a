import type { Component } from '../../contract/factory/blueprint.ts'
import type { AppPlan } from '../../contract/factory/plan.ts'

/** What an app's background workers are written in; all its other parts are JavaScript. */
export const workerLanguage = (features: AppPlan['features']): Component['language'] => (features.includes('python-workers') ? 'python' : 'javascript')
