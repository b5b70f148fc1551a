import type { AnyNode } from 'acorn'
import { isFunction, nodesIn } from '../../tree.ts'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import { type Gap, gapsAt } from '../gaps.ts'
import { remembered } from '../remembered.ts'
import { unusedFor, unusedWords } from '../unused.ts'
import { array } from '../value-types.ts'

/** How many words of what nobody uses are put in a place. */
const most = 12

/** What nobody uses, used: kept, put into a list, given back, in place of another value. */
export const useUnused: Family = {
  kinds: ['use-unused', 'return-asked'],
  tiers: [2],
  *propose(part, context): Iterable<Proposal> {
    for (const gap of gapsAt(part, context)) {
      if (gap.where === 'else') continue
      for (const text of lostAt(gap, context)) yield { kind: 'use-unused', cost: 2.6, changes: [gap.put(text)] }
      if (gap.isEnd) for (const text of asked(gap, context)) yield { kind: 'return-asked', cost: 2.4, changes: [gap.put(`return ${text}`)] }
    }
    if (unusedFor(part, context).length === 0) return
    for (const site of part.sites) {
      if (site.role !== 'value' || !/^(VariableDeclarator|AssignmentExpression|ReturnStatement|CallExpression|ForOfStatement|ArrowFunctionExpression|Property|YieldExpression)$/.test(site.parent.type) || isFunction(site.node)) continue
      for (const word of unusedWords(part, context).slice(0, most)) yield { kind: 'use-unused', cost: 2.8, changes: [context.put(site, word)] }
    }
  },
}

/** Statements that would use a value that is there and that nobody uses. */
function* lostAt(gap: Gap, context: Context): Iterable<string> {
  const unused = unusedFor(gap.part, context)
  if (unused.length === 0) return
  const own = new Set(unused.map(({ name }) => name))
  const words = unusedWords(gap.part, context).slice(0, most)
  const others = context.namesFor(gap.part).filter(({ name, scope }) => !own.has(name) && scope.fn === gap.part.scope.fn)
  for (const { isMutable, name } of others) if (isMutable) for (const { text } of words) yield `${name} = ${text}`
  for (const target of targetsOf(gap.part.scope.fn ?? context.file.ast, context)) for (const { text } of words) yield `${target} = ${text}`
  for (const name of others) if (context.typesOfName(name) === array) for (const { text } of words.slice(0, 4)) { yield `${name.name}.push(${text})`; yield `${name.name}.push(...${text})` }
  for (const { text } of words) if (text.endsWith(')')) yield text
  if (!context.functionAround(gap.anchor) || !gap.isEnd) return
  for (const { text } of words) yield `return ${text}`
}

/** Elements and fields that are assigned to, or read, where they are. */
const targetsOf = remembered((around: AnyNode, context): string[] => {
  const found = new Set<string>()
  for (const node of nodesIn(around)) if (node.type === 'MemberExpression' && (node.computed || node.object.type === 'ThisExpression') && node.end - node.start < 24 && !/[("]/.test(context.text(node))) found.add(context.text(node))
  return [...found].slice(0, 6)
})

/** Objects that tests expect, and what callers take apart when they get it: `const { a, b } = f()` asks for `{ a, b }`. */
function* asked(gap: Gap, context: Context): Iterable<string> {
  const around = context.functionAround(gap.anchor)
  const visible = new Set(context.namesFor(gap.part).map((one) => one.name))
  for (const keys of context.focus.shapes ?? []) if (keys.every((key) => visible.has(key))) yield `{ ${keys.join(', ')} }`
  const name = around ? nameOf(around, context) : undefined
  if (!name) return
  for (const read of name.reads) {
    let at: AnyNode | undefined = context.parent(read)
    while (at && /^(Call|Await|Conditional|Logical)Expression$/.test(at.type)) at = context.parent(at)
    if (at?.type !== 'VariableDeclarator') continue
    const { id } = at
    const keys = id.type === 'ObjectPattern' ? id.properties.flatMap((one) => (one.type === 'Property' && one.key.type === 'Identifier' ? [one.key.name] : [])) : []
    const elements = id.type === 'ArrayPattern' ? id.elements.flatMap((one) => (one?.type === 'Identifier' ? [one.name] : [])) : []
    if (keys.length > 0 && keys.some((key) => visible.has(key))) {
      const unused = unusedFor(gap.part, context).map((one) => one.name)
      yield `{ ${keys.map((key) => (visible.has(key) ? key : `${key}: ${unused[0] ?? 'null'}`)).join(', ')} }`
    }
    if (elements.length > 0 && elements.every((key) => visible.has(key))) yield `[${elements.join(', ')}]`
  }
}

function nameOf(around: AnyNode, context: Context) {
  if (around.type === 'FunctionDeclaration') return context.outline.declared.get(around)
  const parent = context.parent(around)
  return parent ? context.outline.declared.get(parent) : undefined
}
