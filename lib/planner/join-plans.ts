import { SentenceError } from '../contract/errors.ts'
import type { AppPlan, PlanField, PlanResource, Wish } from '../contract/factory/plan.ts'

/**
 * An app's plan with what one more sentence asks for. What is there stays as it is; fields of a thing that is there
 * already are added to it, and are not required, since rows without them are kept by now.
 * @throws SentenceError where the app has all of it
 */
export function joinPlans(before: AppPlan, more: AppPlan): AppPlan {
  const resources = [
    ...before.resources.map((resource) => {
      const other = more.resources.find(({ id }) => id === resource.id)
      return other === undefined ? resource : withWishes(withFields(resource, other.fields), other.wishes)
    }),
    ...more.resources.filter(({ id }) => !before.resources.some((resource) => resource.id === id)),
  ]
  const features = [...new Set([...before.features, ...more.features])].toSorted()
  const pages = [...before.pages, ...more.pages.filter(({ id }) => !before.pages.some((page) => page.id === id))]
  const isSame = features.length === before.features.length && pages.length === before.pages.length && resources.every((resource, index) => resource === before.resources[index])
  if (isSame) throw new SentenceError(`The app ${before.slug} has all of that already: ${before.resources.map(({ id }) => id).join(', ')}${before.features.length === 0 ? '' : `, with ${before.features.join(', ')}`}. Nothing was changed.`)
  return { ...before, resources, features, pages, understood: more.understood, leftOut: more.leftOut }
}

function withFields(resource: PlanResource, fields: readonly PlanField[]): PlanResource {
  const added = fields.filter(({ name }) => !resource.fields.some((field) => field.name === name))
  return added.length === 0 ? resource : { ...resource, fields: [...resource.fields, ...added.map((field) => ({ ...field, isRequired: false }))] }
}

function withWishes(resource: PlanResource, wishes: readonly Wish[]): PlanResource {
  const added = wishes.filter((wish) => !resource.wishes.some(({ text }) => text === wish.text))
  return added.length === 0 ? resource : { ...resource, wishes: [...resource.wishes, ...added] }
}
