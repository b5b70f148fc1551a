import type { Blueprint, Component, Route } from '../../contract/factory/blueprint.ts'

/** What a gateway hands on, and to whom: all that those behind it answer, but for what only they ask each other. */
export const forwardedRoutes = ({ components }: Blueprint, { needs }: Component): (Route & { to: string })[] =>
  needs.flatMap((to) => components.find(({ id }) => id === to)?.routes.filter(({ access }) => access !== 'inner').map((route) => ({ ...route, to })) ?? [])
