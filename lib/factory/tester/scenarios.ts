import type { Blueprint, Component } from '../../contract/factory/blueprint.ts'
import { scenarioSchema, type Scenario } from '../../contract/factory/scenario.ts'
import { throughTheApp } from './app-scenarios.ts'
import { cartsScenarios } from './carts-scenarios.ts'
import type { Draft } from './draft.ts'
import { gatewayScenarios } from './gateway-scenarios.ts'
import { keeperScenarios } from './keeper-scenarios.ts'
import { linksScenarios } from './links-scenarios.ts'
import { notificationsScenarios } from './notifications-scenarios.ts'
import { ordersScenarios } from './orders-scenarios.ts'
import { paymentsScenarios } from './payments-scenarios.ts'
import { stockScenarios } from './stock-scenarios.ts'
import { usersScenarios } from './users-scenarios.ts'
import { visitsScenarios } from './visits-scenarios.ts'
import { webScenarios } from './web-scenarios.ts'

/** What has to hold of each component by itself, in a rehearsal, and of the app as a whole. Said from the plan, never from the code. Pure. */
export function scenariosFor(blueprint: Blueprint, iteration: number): Scenario[] {
  const drafts = [...blueprint.components.flatMap((component) => ofComponent(blueprint, component)), ...throughTheApp(blueprint)]
  return drafts.map((draft) => scenarioSchema.parse({ ...draft, iteration }))
}

function ofComponent(blueprint: Blueprint, component: Component): Draft[] {
  switch (component.template) {
    case 'backend/resource': return component.resource === null ? [] : keeperScenarios(component.resource)
    case 'backend/links': return component.resource === null ? [] : [...keeperScenarios(component.resource), ...linksScenarios(component.resource)]
    case 'backend/products': return component.resource === null ? [] : [...keeperScenarios(component.resource), ...stockScenarios(component.resource)]
    case 'backend/carts': return cartsScenarios()
    case 'backend/orders': return ordersScenarios(component)
    case 'backend/payments': return paymentsScenarios()
    case 'workers/visits': return visitsScenarios(component)
    case 'workers/notifications': return notificationsScenarios(blueprint)
    case 'backend/users': return usersScenarios()
    case 'api/gateway': return gatewayScenarios(blueprint, component)
    case 'frontend/web': return webScenarios(blueprint)
    default: return []
  }
}
