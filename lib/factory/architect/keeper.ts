import type { Component } from '../../contract/factory/blueprint.ts'
import type { FieldType, PlanResource } from '../../contract/factory/plan.ts'

const deeds = {
  list: ['GET', '', 'all of them, or those with ?q= in a text'], create: ['POST', '', 'adds one'], read: ['GET', '/:id', 'one of them'],
  update: ['PUT', '/:id', 'changes the fields that are given'], delete: ['DELETE', '/:id', 'removes one'],
} as const

/** A service that keeps a resource, and does nothing else. */
export function keeper(resource: PlanResource): Component {
  return {
    id: resource.id, layer: 'backend', language: 'javascript', title: resource.label, template: 'backend/resource', resource, keepsData: true, needs: [],
    routes: resource.operations.map((operation) => {
      const [method, path, does] = deeds[operation]
      return { method, path: `/${resource.id}${path}`, does, access: resource.isOwned ? 'signed-in' : 'anyone' }
    }),
  }
}

const keepers: ReadonlySet<string> = new Set(['backend/resource', 'backend/links', 'backend/products'])
/** Whether people add and change a component's rows field by field, whatever else it does; the pages of the others have files of their own. */
export const keepsRows = ({ template }: Pick<Component, 'template'>): boolean => keepers.has(template)

/** Whether a plan has left a resource what a special component works with. */
export const hasFields = ({ fields, operations }: PlanResource, wanted: Readonly<Record<string, FieldType>>): boolean =>
  Object.entries(wanted).every(([name, type]) => fields.some((field) => field.name === name && field.type === type)) && operations.includes('list') && operations.includes('create') && operations.includes('read')
