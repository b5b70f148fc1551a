import type { Blueprint, Component } from '../../contract/factory/blueprint.ts'
import { scenarioSchema, type Scenario } from '../../contract/factory/scenario.ts'
import { throughTheApp } from './app-scenarios.ts'
import type { Draft } from './draft.ts'
import { gatewayScenarios } from './gateway-scenarios.ts'
import { keeperScenarios } from './keeper-scenarios.ts'
import { usersScenarios } from './users-scenarios.ts'
import { webScenarios } from './web-scenarios.ts'

/** What has to hold of each component by itself, in a rehearsal, and of the app as a whole. Said from the plan, never from the code. Pure. */
export function scenariosFor(blueprint: Blueprint, iteration: number): Scenario[] {
  const drafts = [...blueprint.components.flatMap((component) => ofComponent(blueprint, component)), ...throughTheApp(blueprint)]
  return drafts.map((draft) => scenarioSchema.parse({ ...draft, iteration }))
}

function ofComponent(blueprint: Blueprint, component: Component): Draft[] {
  switch (component.template) {
    case 'backend/resource': return component.resource === null ? [] : keeperScenarios(component.resource)
    case 'backend/users': return usersScenarios()
    case 'api/gateway': return gatewayScenarios(blueprint, component)
    case 'frontend/web': return webScenarios(blueprint)
    default: return []
  }
}
