import { commonWords } from '../common-words.ts'
import type { Asked } from './asked-names.ts'
import type { BodyUse, Frame } from './frames.ts'
import { head, type Head } from './head.ts'
import { parametersFor } from './parameters.ts'

const isConstructor = (name: string): boolean => /^[A-Z]/.test(name) && name !== name.toUpperCase()

/** Names at the place of a frame that others ask for and that nothing declares, surest first, and how others get at them. */
export function wantedNames({ parents, elsewhere, names, declared }: Frame, { imported, calls }: Asked): { name: string; isShown: boolean }[] {
  const isTop = parents.length === 1
  const taken = isTop ? [...imported].filter((name) => !declared.has(name)) : []
  const within = names.filter((name) => calls.has(name))
  const order = [...elsewhere.filter((name) => taken.includes(name)), ...taken, ...elsewhere.filter((name) => calls.has(name)), ...elsewhere, ...(taken.length + elsewhere.length === 0 ? within : [])]
  return [...new Set(order)].map((name) => ({ name, isShown: taken.includes(name) }))
}

/** `function name(a, b) {` for what is asked for and not there. */
export function functionHeads(text: string, frame: Frame, asked: Asked): Head[] {
  const { body, hole, names } = frame
  const heads: Head[] = []
  const isNested = frame.parents.length > 1
  const wanted = wantedNames(frame, asked).filter(({ name }) => !isConstructor(name))
  for (const [order, { name, isShown }] of wanted.slice(0, 4).entries()) {
    const isDefault = name === 'default'
    if (isDefault && /\bexport\s+default\b|\bmodule\.exports\s*=/.test(text)) continue
    const calls = asked.calls.get(name) ?? []
    const own = names.filter((one) => one !== name)
    const arity = Math.max(0, ...calls.map((args) => args.length))
    // More is given than is missing: a parameter may go by the name of something else.
    const hidden = arity > own.length ? parametersFor([...own, ...frame.hidden.filter((one) => one !== name).slice(0, arity - own.length)], calls).slice(0, 6).map((list) => ({ ...list, cost: list.cost + 0.1 })) : []
    for (const { text: list, cost, hasSlot } of [...parametersFor(own, calls), ...hidden]) {
      const plain = signature(body, isDefault ? '' : name, list, isNested && body.this)
      heads.push(head(isShown ? shown(text, plain, name) : plain, cost + order, hasSlot ? 'default' : null))
    }
  }
  // A program that nobody is known to use may be an organism: its one door has a name.
  if (wanted.length === 0 && !isNested && asked.imported.size === 0 && !frame.declared.has('perform')) {
    for (const { text: list, cost } of parametersFor(names, []).slice(0, 8)) heads.push(head(`export ${signature(body, 'perform', list, false)}`, cost + 0.5))
  }
  if (isNested && hole.closing.length <= 2) heads.push(...returnedHeads(frame), ...assignedHeads(frame, asked))
  return heads
}

function signature({ awaits, yields }: BodyUse, name: string, list: string, isArrow: boolean): string {
  if (isArrow && !yields) return `const ${name} = ${awaits ? 'async ' : ''}(${list}) => {`
  return `${awaits ? 'async ' : ''}function${yields ? '*' : ''} ${name}(${list}) {`.replace(/ \(/, '(')
}

/** As the file gives other things away. */
function shown(text: string, plain: string, name: string): string {
  const isCommon = /\bmodule\.exports\b|\bexports\.|\brequire\s*\(/.test(text) && !/^(?:import|export)\b/m.test(text)
  if (name === 'default') return isCommon ? `module.exports = ${plain}` : `export default ${plain}`
  if (!isCommon) return `export ${plain}`
  return /\bexports\.[\w$]+\s*=|module\.exports\s*=/.test(text) && !new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b`).test(text) ? `module.exports.${name} = ${plain}` : plain
}

/** `return (a) => {`: what a function makes that gives a function back. */
function returnedHeads({ names, body }: Frame): Head[] {
  return parametersFor(names, []).slice(0, 4).map(({ text, cost }) => head(`return ${signature(body, '', text, !body.this && !body.yields).replace(/^const {2}= /, '')}`, 1 + cost))
}

/** `memoized.clear = () => {`: what hangs on a function that is made and given back. */
function assignedHeads({ visible, names, body }: Frame, { members, calls }: Asked): Head[] {
  const free = members.filter((name) => !commonWords.has(name) && calls.has(name)).slice(0, 6)
  return visible.slice(0, 4).flatMap((holder, order) => free.map((name) => head(`${holder}.${name} = ${body.awaits ? 'async ' : ''}(${names.join(', ')}) => {`, 2 + order * 0.2)))
}

/** `name(a, b) {` in a class or an object, for what is read from it and not there; `constructor`, `get` and `static` too. */
export function methodHeads(text: string, frame: Frame, asked: Asked): Head[] {
  const { body, names, parents, elsewhere } = frame
  const members = ownMembers(frame)
  const heads: Head[] = []
  const isClass = parents.some(({ type }) => type === 'ClassBody')
  if (frame.kind === 'constructor') return parametersFor(names, callsOfClass(frame, asked)).map(({ text: list, cost, hasSlot }) => head(`constructor(${list}) {`, cost, hasSlot ? 'default' : null))
  const keyword = `${body.awaits ? 'async ' : ''}${body.yields ? '*' : ''}`
  const add = (name: string, cost: number, before = keyword): void => {
    for (const { text: list, cost: more, hasSlot } of parametersFor(names, name === 'constructor' ? callsOfClass(frame, asked) : asked.calls.get(name) ?? [])) heads.push(head(`${before}${name}(${list}) {`, cost + more, hasSlot ? 'default' : null))
  }
  if (isClass && !members.has('constructor') && !body.returns && keyword === '') add('constructor', body.super || names.length > 0 ? -0.2 : 0.6, '')
  for (const name of elsewhere) if (name.startsWith('#')) add(name, -0.3)
  const own = new Set([...text.matchAll(/\bthis\s*\??\.\s*(#?[\w$]+)/g)].map(([, name = '']) => name))
  const free = [...new Set([...asked.members, ...asked.reads])].filter((name) => !members.has(name))
  for (const [order, name] of free.slice(0, 60).entries()) {
    const isUsual = commonWords.has(name) && !own.has(name)
    // What only the file reads, and what any list or map has, is read from those.
    const cost = (own.has(name) ? 0 : 0.3) + (isUsual ? (asked.members.includes(name) ? 0.4 : 1.4) : 0) + order * 0.02
    if (asked.calls.has(name)) add(name, cost)
    else if (body.returns && names.length === 0) heads.push(head(`get ${name}() {`, cost))
    else if (names.length === 1) heads.push(head(`set ${name}(${names[0] ?? ''}) {`, cost + 0.6))
  }
  if (isClass) {
    const holder = parents.findLast((node) => node.type === 'ClassDeclaration' || node.type === 'ClassExpression')
    const name = holder && 'id' in holder && holder.id?.type === 'Identifier' ? holder.id.name : null
    for (const [, member = ''] of name === null ? [] : text.matchAll(new RegExp(`\\b${name}\\.([\\w$]+)\\(`, 'g'))) if (!members.has(member)) add(member, 0.4, `static ${keyword}`)
    if (body.yields && names.length === 0) heads.push(head('*[Symbol.iterator]() {', 0.4))
    if (names.length === 0) for (const usual of ['toString', 'toJSON']) if (!members.has(usual)) heads.push(head(`${usual}() {`, 1.6))
  }
  return heads
}

/** Names that the class or object has already: methods, fields, and what is assigned to `this`. */
function ownMembers({ ast, parents }: Frame): ReadonlySet<string> {
  const found = new Set<string>()
  const holder = parents.findLast(({ type }) => type === 'ClassBody' || type === 'ObjectExpression') ?? ast
  const members = holder.type === 'ClassBody' ? holder.body : holder.type === 'ObjectExpression' ? holder.properties : []
  for (const member of members) {
    if (!('key' in member)) continue
    if (member.key.type === 'Identifier' || member.key.type === 'PrivateIdentifier') found.add(`${member.key.type === 'PrivateIdentifier' ? '#' : ''}${member.key.name}`)
  }
  return found
}

function callsOfClass({ parents }: Frame, { calls }: Asked): readonly (readonly string[])[] {
  const holder = parents.findLast((node) => node.type === 'ClassDeclaration' || node.type === 'ClassExpression')
  return holder && 'id' in holder && holder.id?.type === 'Identifier' ? calls.get(holder.id.name) ?? [] : []
}
