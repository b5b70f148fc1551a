import type { Blueprint, Component, Route } from '../../contract/factory/blueprint.ts'
import type { AppPlan, PlanField } from '../../contract/factory/plan.ts'
import { keeper } from './keeper.ts'
import { linkComponents } from './links.ts'
import { shopComponents } from './shop.ts'

/** The gateway knows who asks; users knows who there is. Both names are kept for them. */
export const gatewayId = 'gateway'
export const webId = 'web'
const usersId = 'users'

const field = (name: string, type: PlanField['type'], label: string, more: Partial<PlanField> = {}): PlanField =>
  ({ name, label, type, isRequired: true, isUnique: false, min: null, max: null, choices: [], of: null, ...more })

/** Of a plan, the components with their contracts: a service for each resource, one for those who sign in, workers, the gateway and the pages. Pure. */
export function design(plan: AppPlan): Blueprint {
  const hasLogin = plan.features.includes('login')
  const special = [...linkComponents(plan), ...shopComponents(plan)]
  const kept = plan.resources.map((resource) => special.find(({ id }) => id === resource.id) ?? keeper(resource))
  const backends = [...(hasLogin ? [users(plan)] : []), ...kept, ...special.filter(({ resource }) => resource === null)]
  const gateway: Component = {
    id: gatewayId, layer: 'api', language: 'javascript', title: 'The address of the API', template: 'api/gateway', resource: null, keepsData: false,
    needs: backends.map(({ id }) => id),
    routes: backends.flatMap(({ routes }) => routes.filter(({ access }) => access !== 'inner').map((route) => ({ ...route, path: `/api${route.path}` }))),
  }
  const web: Component = {
    id: webId, layer: 'frontend', language: 'javascript', title: 'The pages', template: 'frontend/web', resource: null, keepsData: false, needs: [gatewayId],
    routes: [{ method: 'GET', path: '/', does: 'leads to the first page', access: 'anyone' }, ...plan.pages.map(({ id, title }): Route => ({ method: 'GET', path: `/${id}`, does: title, access: 'anyone' }))],
  }
  return { app: plan.slug, title: plan.title, language: plan.language, features: plan.features, pages: plan.pages, components: [...backends, gateway, web] }
}

function users({ language }: AppPlan): Component {
  const words = language === 'pl' ? { title: 'Użytkownicy', name: 'Nazwa', password: 'Hasło' } : { title: 'Users', name: 'Name', password: 'Password' }
  return {
    id: usersId, layer: 'backend', language: 'javascript', title: words.title, template: 'backend/users', keepsData: true, needs: [],
    resource: {
      id: usersId, label: words.title, operations: ['create', 'read'], isOwned: false, wishes: [],
      fields: [field('name', 'text', words.name, { max: 100 }), field('email', 'email', 'E-mail', { max: 254, isUnique: true }), field('password', 'text', words.password, { min: 8, max: 200 })],
    },
    routes: [
      { method: 'POST', path: '/users', does: 'registers somebody, and signs them in', access: 'anyone' },
      { method: 'GET', path: '/users/me', does: 'who is signed in', access: 'signed-in' },
      { method: 'POST', path: '/sessions', does: 'signs somebody in', access: 'anyone' },
    ],
  }
}
