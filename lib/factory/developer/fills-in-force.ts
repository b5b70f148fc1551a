import { isDeepStrictEqual } from 'node:util'
import { filesInForce } from '../../app-folder/read-app.ts'
import type { Blueprint, Component } from '../../contract/factory/blueprint.ts'
import type { GapKind } from '../../contract/factory/plan.ts'
import type { Registry } from '../../contract/factory/registry.ts'
import { fillIn } from './check-fill.ts'
import { wishesOf, type Fills } from './gap.ts'
import { render } from './render.ts'

/** What was written into the gaps of a component before, as it stands now. @param old the plan that it was written for */
export function fillsInForce(root: string, registry: Registry, old: Blueprint, id: string): Fills {
  const before = old.components.find((one) => one.id === id)
  const registered = registry.components.find((one) => one.id === id)
  // Where nobody wished for anything, nothing was written.
  if (before === undefined || registered === undefined || !before.resource?.wishes.length) return {}
  const files = filesInForce(root, registry, registered)
  return Object.fromEntries(render(old, before).gaps.flatMap(({ kind, path, name, own }): [GapKind, string][] => {
    const fill = fillIn(files[path] ?? '', name)
    return fill === null || fill === own ? [] : [[kind, fill]]
  }))
}

/** Of those, the ones for which the same is still wished. */
export function stillWished(fills: Fills, old: Blueprint, { id, resource }: Component): Fills {
  const before = old.components.find((one) => one.id === id)?.resource ?? null
  return Object.fromEntries((Object.entries(fills) as [GapKind, string][]).filter(([kind]) => isDeepStrictEqual(wishesOf(before, kind), wishesOf(resource, kind))))
}
