import type { AnyNode } from 'acorn'
import type { Edit } from '../edit.ts'
import type { SourceFile } from '../source-file.ts'
import type { Visit } from '../visit.ts'
import { Context } from './context.ts'
import { gapsAt } from './gaps.ts'
import { probeEdit } from './probe.ts'

/** A place where names are asked for what they hold. */
export interface TypeProbe { edit: Edit; names: readonly string[] }

/** How many names of one function are looked at. */
const mostNames = 14

/** One probe for each function that the statements are in, before its last statement: there most of its names hold something. */
export function* typeProbesFor(file: SourceFile, statements: readonly number[]): Generator<TypeProbe> {
  const context = new Context(file, { statements, constants: [], first: [] })
  const last = new Map<AnyNode, number>()
  for (const { statement: { id, node, place } } of context.outline.parts) {
    const around = context.functionAround(node)
    const parent = context.parent(node)
    if (around && place === 'list' && parent && context.parent(parent) === around) last.set(around, id)
  }
  const wanted = new Set(statements.flatMap((id) => { const part = context.outline.parts[id]; return part ? [context.functionAround(part.statement.node)] : [] }))
  for (const [around, id] of last) {
    const part = context.outline.parts[id]
    const [gap] = part ? gapsAt(part, context) : []
    if (!part || !gap || !wanted.has(around)) continue
    const names = context.namesFor(part).filter(({ scope, kind }) => scope.fn === around && kind !== 'function' && kind !== 'class').slice(0, mostNames).map(({ name }) => name)
    if (names.length === 0) continue
    yield { edit: probeEdit(names, gap.put, part.statement.start), names }
  }
}

/** As candidate hosts write what a value is. */
const words: Readonly<Record<string, string>> = { n: 'number', s: 'string', b: 'boolean', a: 'array', o: 'object', f: 'function', m: 'map', t: 'set', '0': 'null', u: 'undefined' }

/** What names were seen to hold, by name; those that only ever held nothing are left out: what they should hold may be what is broken. */
export function seenTypes(probed: readonly { probe: TypeProbe; visits: readonly Visit[] }[]): Map<string, Set<string>> {
  const seen = new Map<string, Set<string>>()
  for (const { probe: { names }, visits } of probed) {
    for (const { answers } of visits) {
      for (const [index, name] of names.entries()) {
        const word = words[answers.charAt(index)]
        if (word !== undefined) seen.set(name, (seen.get(name) ?? new Set()).add(word))
      }
    }
  }
  for (const [name, all] of seen) if ([...all].every((word) => word === 'null' || word === 'undefined')) seen.delete(name)
  return seen
}
