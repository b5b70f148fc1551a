import type { Component, Route } from '../../contract/factory/blueprint.ts'
import type { AppPlan } from '../../contract/factory/plan.ts'
import { hasFields, keeper } from './keeper.ts'
import { workerLanguage } from './worker-language.ts'

export const linksId = 'links'
const visitsId = 'visits'

/** Links that lead on, and the worker that counts how often: by the id of the resource whose place they take. */
export function linkComponents({ resources, features }: AppPlan): Component[] {
  const links = resources.find(({ id }) => id === linksId)
  const leads = features.includes('redirect') || features.includes('count-visits')
  if (!leads || links === undefined || !hasFields(links, { url: 'url' })) return []
  const plain = keeper(links)
  const component: Component = {
    ...plain, template: 'backend/links',
    routes: [
      ...plain.routes,
      { method: 'GET', path: '/go/:code', does: 'leads to the address behind a short one, and notes the visit', access: 'anyone' },
      { method: 'GET', path: '/events', does: 'the visits after ?after=, for whoever counts them', access: 'inner' },
    ],
  }
  return features.includes('count-visits') ? [component, visits(resources.some(({ id }) => id === visitsId) ? 'visit-counter' : visitsId, plain.routes[0]?.access ?? 'anyone', workerLanguage(features))] : [component]
}

const visits = (id: string, access: Route['access'], language: Component['language']): Component => ({
  id, layer: 'workers', language, title: 'The counter of visits', template: 'workers/visits', resource: null, keepsData: true, needs: [linksId],
  routes: [
    { method: 'GET', path: '/counts', does: 'how often each link was visited', access },
    { method: 'GET', path: '/counts/:id', does: 'how often one link was visited', access },
    { method: 'POST', path: '/events', does: 'counts visits, each once', access: 'inner' },
  ],
})
