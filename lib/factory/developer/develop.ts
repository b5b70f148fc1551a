import type { Blueprint, Component } from '../../contract/factory/blueprint.ts'
import type { Developed } from '../../contract/factory/gap-end.ts'
import { fillGap, type Writer } from './fill-gap.ts'
import { wishesOf, type Fills } from './gap.ts'
import { render } from './render.ts'

/** @param kept what stands in its gaps already, and still says what is wished for */
export interface DeveloperOrder { blueprint: Blueprint; component: Component; iteration: number; kept: Fills }

const noWriter = 'a language model writes that, and none is set: say which with mind'

/** Writes a component from its templates; what no template has, where somebody wishes for it, a model does. */
export async function develop({ blueprint, component, iteration, kept }: DeveloperOrder, writer: Writer | null, stop: AbortSignal): Promise<Developed> {
  const { resource } = component
  const gaps = render(blueprint, component, kept).gaps
  const ends: Developed['gaps'] = []
  let fills = kept
  const leave = (gap: Developed['gaps'][number]['gap'], wishes: string[], why: string): void => void ends.push({ component: component.id, gap, wishes, state: 'left', why, by: null, tokens: null, answers: [], scenarios: [] })
  for (const kind of new Set(resource?.wishes.map(({ gap }) => gap))) {
    if (resource === null || kept[kind] !== undefined) continue
    const wishes = wishesOf(resource, kind)
    const gap = gaps.find((one) => one.kind === kind)
    if (gap === undefined) leave(kind, wishes, 'its service has no place for that')
    else if (writer === null) leave(kind, wishes, noWriter)
    else {
      const { told, fill } = await fillGap(gap, { blueprint, component, resource, iteration, fills }, writer, stop)
      if (fill !== null) fills = { ...fills, [kind]: fill }
      ends.push(told)
    }
  }
  return { files: render(blueprint, component, fills).files, gaps: ends }
}
