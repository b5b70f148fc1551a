import type { Blueprint, Component } from '../../contract/factory/blueprint.ts'
import type { PlanPage } from '../../contract/factory/plan.ts'

/** The first that is made from these templates: of those that do more than keep a resource an app has one at most. */
export const componentOf = ({ components }: Blueprint, template: string): Component | undefined => components.find((one) => one.template === template)
export const hasTemplate = (blueprint: Blueprint, template: string): boolean => componentOf(blueprint, template) !== undefined
export const pageOf = ({ pages }: Blueprint, resource: string): PlanPage | undefined => pages.find((page) => page.resource === resource)
