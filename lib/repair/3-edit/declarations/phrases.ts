import type { AnyNode, ClassBody } from 'acorn'
import type { Name } from '../../scopes.ts'
import { isFunction, nodesIn } from '../../tree.ts'
import { literal } from '../literal.ts'
import { anything, array, boolean, fn, list, map, nil, number, object, set, string, type Types, undef } from '../value-types.ts'
import { sentencesFor } from '../vocabulary.ts'
import type { Lost, Noun, Value } from './value.ts'
import { areAkin } from './words-of-name.ts'

interface Phrase extends Value { types: Types }

const maybe = nil | undef
const isOnly = (types: Types, wanted: Types): boolean => types !== 0 && (types & ~(wanted | maybe)) === 0

/** What names, fields and functions of the place offer for one value, in no order. */
export function* phrases(lost: Lost): Generator<Value> {
  const told = typesTold(lost.missing.name)
  for (const { types, ...value } of allPhrases(lost)) {
    if ((types & lost.wanted) === 0) continue
    const cost = value.cost + fitOf(types, lost.wanted) + ((types & told) === 0 ? contradiction : fitOf(types, told) / 2)
    yield { ...value, cost }
    // What may not be there yet has something to stand for it.
    if (/\.get\([^()]*\)$|\[[^\]]*\]$/.test(value.text) && !/^\[|^new /.test(value.text)) for (const [kind, start] of starts) if (isOnly(lost.wanted, kind)) yield { text: `${value.text} ?? ${start}`, cost: cost + 0.35 }
  }
}

/** What it costs not to be what the name says. */
const contradiction = 0.7

const starts: readonly [Types, string][] = [[list | map | set | object, '[]'], [number, '0'], [number | string, "''"]]

/** Of something that is surely of the type that is asked for, where a type is asked for at all. */
const fitOf = (types: Types, wanted: Types): number => (isSpecific(wanted) ? (isOnly(types, wanted) ? -0.4 : isSpecific(types) ? -0.1 : 0.1) : 0)

/** What a name says of its value. */
const typesTold = (name: string): Types => {
  if (/^(?:is|has|can|was|should)[A-Z]/.test(name)) return boolean
  if (/(?:count|index|length|total|sum|size|number|width|height|position|depth|amount|difference|distance|middle)$/i.test(name)) return number
  return /[a-z](?:[^s]s|ies)$/.test(name) ? array | map | set | object : anything & ~array
}

const isSpecific = (types: Types): boolean => (types & (number | string | array | object)) !== (number | string | array | object)

function* allPhrases(lost: Lost): Generator<Phrase> {
  const { nouns, missing: { name }, context, part, wanted } = lost
  for (const noun of nouns) {
    const own = noun.text.split('.').at(-1) ?? ''
    yield { text: noun.text, cost: 2.2 + noun.cost, types: noun.types }
    if (noun.types & object) yield { text: `${noun.text}.${name}`, cost: (context.outline.fields.has(name) ? 1.7 : 2.4) + noun.cost, types: anything }
    for (const shapes of [ofList, ofText, ofNumber, ofCollection, ofRecord]) {
      let order = 0
      for (const [text, types] of shapes(noun, lost)) {
        const method = /\.(\w+)\([^()]*\)$/.exec(text)?.[1]
        yield { text, cost: (isSpecific(noun.types) ? 1.8 : 2.1) + noun.cost + order * 0.05 - (areAkin(own, name) ? 0.1 : 0) - (method !== undefined && !/^(?:keys|values|entries|at|get|has)$/.test(method) && areAkin(method, name) ? 0.4 : 0), types }
        order += 1
      }
    }
    // What grows begins with one of something.
    const first = lost.grows ? 1.7 : 2.8
    for (const [order, [text, types]] of ([[`[${noun.text}]`, array], [`new Set([${noun.text}])`, set], [`[[${noun.text}]]`, array], [`new Map([[${noun.text}, 0]])`, map]] as const).entries()) yield { text, cost: first + noun.cost + order * 0.1, types }
    if (lost.grows) yield { text: noun.text, cost: 1.7 + noun.cost, types: noun.types }
  }
  yield* elementsOfLoop(lost)
  yield* precedents(lost)
  yield* pairs(lost)
  yield* calls(lost)
  yield* ownMethods(lost)
  yield* dates(lost)
  yield* records(lost)
  let order = 0
  for (const { text, types } of sentencesFor(part, wanted, context)) {
    yield { text, cost: 3.4 + order * 0.01, types }
    if ((order += 1) > 200) break
  }
}

/** What a loop that counts through a list looks at. */
function* elementsOfLoop({ missing: { first }, context, seen }: Lost): Generator<Phrase> {
  const around = first.parents.findLast((node) => node.type === 'ForStatement')
  if (around?.init?.type !== 'VariableDeclaration' || !around.test) return
  const [counter] = around.init.declarations
  if (counter?.id.type !== 'Identifier' || !seen.some(({ name }) => counter.id.type === 'Identifier' && name === counter.id.name)) return
  for (const node of nodesIn(around.test)) if (node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier' && node.property.name === 'length') yield { text: `${context.text(node.object)}[${counter.id.name}]`, cost: 1.3, types: elementTypes }
}

type Shapes = Generator<[text: string, types: Types]>

function* ofList({ text, types }: Noun, { context }: Lost): Shapes {
  if (types & array) {
    const element = elementTypes
    yield [`${text}.length`, number]
    yield [`${text}.at(-1)`, element]
    yield [`${text}[0]`, element]
    yield [`${text}.pop()`, element]
    yield [`${text}.shift()`, element]
    yield [`[...${text}]`, array]
    yield [`${text}.slice()`, array]
    yield [`${text}.slice(1)`, array]
    yield [`${text}.length - 1`, number]
    yield [`Math.floor(${text}.length / 2)`, number]
    yield [`${text}[${text}.length - 1]`, element]
    yield [`new Set(${text})`, set]
    yield [`new Map(${text})`, map]
    yield [`[...${text}].sort((a, b) => a - b)`, array]
    yield [`${text}.toSorted((a, b) => a - b)`, array]
    yield [`[...${text}].sort()`, array]
    yield [`${text}[0].length`, number]
    yield [`Math.max(...${text})`, number]
    yield [`Math.min(...${text})`, number]
    yield [`${text}.reduce((sum, one) => sum + one, 0)`, number]
    yield [`${text}.filter(Boolean)`, array]
    yield [`${text}.map(() => 0)`, array]
    yield [`${text}.map(Number)`, array]
    yield [`${text}.toReversed()`, array]
    yield [`[...${text}].reverse()`, array]
    yield [`new Array(${text}.length).fill(0)`, array]
    yield [`new Array(${text}.length)`, array]
    yield [`${text}.join('')`, string]
    yield [`${text}.flat()`, array]
    for (const fieldName of fieldNames(context)) yield [`${text}.map(({ ${fieldName} }) => ${fieldName})`, array]
  }
}

function* ofText({ text, types }: Noun, { context }: Lost): Shapes {
  if (types & string) {
    yield [`${text}.trim()`, string]
    yield [`${text}.toLowerCase()`, string]
    yield [`${text}.toUpperCase()`, string]
    yield [`${text}.split('')`, array]
    yield [`[...${text}]`, array]
    yield [`Number(${text})`, number]
    yield [`${text}[0]`, string]
    if ((types & array) === 0) yield [`${text}.length`, number]
    for (const mark of separatorsIn(context.file.code)) {
      yield [`${text}.split(${mark})`, array]
      yield [`${text}.indexOf(${mark})`, number]
      yield [`${text}.split(${mark}).map(Number)`, array]
    }
    yield [`${text}.trim().split(/\\s+/)`, array]
    yield [`${text}.split(/\\s+/)`, array]
    yield [`${text}.charCodeAt(0)`, number]
    yield [`${text}.slice(1)`, string]
    yield [`${text}.replaceAll(' ', '')`, string]
    yield [`${text}.replace(/\\s+/g, '')`, string]
    yield [`parseInt(${text}, 10)`, number]
    yield [`new Date(${text})`, object]
  }
}

function* ofNumber({ text, types }: Noun, { context }: Lost): Shapes {
  if (types & number) {
    yield [`${text} - 1`, number]
    yield [`${text} + 1`, number]
    yield [`Math.floor(${text} / 2)`, number]
    yield [`Math.abs(${text})`, number]
    yield [`Math.floor(${text})`, number]
    yield [`Math.round(${text})`, number]
    yield [`String(${text})`, string]
    for (const divisor of numbersIn(context.file.code)) {
      yield [`${text} % ${divisor}`, number]
      yield [`Math.floor(${text} / ${divisor})`, number]
    }
    yield [`(${text} - 1) >> 1`, number]
    yield [`2 * ${text} + 1`, number]
    yield [`Math.sqrt(${text})`, number]
    yield [`new Array(${text}).fill(0)`, array]
    yield [`new Array(${text} + 1).fill(0)`, array]
    yield [`Array.from({ length: ${text} }, (_, index) => index)`, array]
    yield [`new Date(${text})`, object]
  }
}

function* ofCollection({ text, types }: Noun, { nouns }: Lost): Shapes {
  if (types & (map | object)) for (const key of nouns) if (key.text !== text && key.types & (string | number | object)) yield [`${text}.get(${key.text})`, elementTypes]
  if ((types & (map | set)) === 0) return
  yield [`${text}.size`, number]
  for (const what of ['values', 'keys', 'entries']) {
    yield [`[...${text}.${what}()]`, array]
    yield [`${text}.${what}()`, array | object]
  }
  yield [`[...${text}]`, array]
  for (const key of nouns) if (key.text !== text) yield [`${text}.has(${key.text})`, boolean]
}

function* ofRecord({ text, types }: Noun): Shapes {
  if ((types & object) === 0) return
  for (const what of ['keys', 'values', 'entries']) yield [`Object.${what}(${text})`, array]
  yield [`JSON.stringify(${text})`, string]
  yield [`{ ...${text} }`, anything]
  yield [`structuredClone(${text})`, anything]
}

const elementTypes: Types = anything & ~fn

/** Quoted texts that things are split and joined by in the file, then the usual ones. */
function separatorsIn(code: string): string[] {
  const own = [...code.matchAll(/(?:split|join|indexOf|includes)\(\s*(['"`][^'"`\n\\]{1,3}['"`])/g)].map(([, mark = '']) => mark)
  return [...new Set([...own, ...[',', ' ', '-', ':', '.', '/', '=', '\n', '&', ', '].map(literal)])].slice(0, 10)
}

/** Divisors that stand in the file, then the usual ones. */
const numbersIn = (code: string): string[] => [...new Set([...[...code.matchAll(/[%/] (\d+)\b/g)].map(([, one = '']) => one), '10', '2', '60', '100', '1000'])].slice(0, 8)

const fieldNames = ({ outline }: Lost['context']): string[] => [...outline.fields].filter(([field, { isMethod }]) => !isMethod && field !== 'length').map(([field]) => field).slice(0, 6)

const mostMethods = 24

/** Methods that are called somewhere in the file, called on what is here, as they are called there or with what is here. */
function* precedents({ context, nouns, missing: { name } }: Lost): Generator<Phrase> {
  const calls = new Map<string, Set<string>>()
  for (const node of nodesIn(context.file.ast)) {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.computed || node.callee.property.type !== 'Identifier') continue
    const args = context.text({ start: node.arguments[0]?.start ?? 0, end: node.arguments.at(-1)?.end ?? 0 })
    if (args.length > 50) continue
    const holder = context.text(node.callee.object)
    const method = `${/^[A-Z]\w+$/.test(holder) ? `${holder}.` : ''}${node.callee.property.name}`
    calls.set(method, (calls.get(method) ?? new Set()).add(args))
  }
  const visible = new Set(nouns.map(({ text }) => text))
  const isHere = (args: string): boolean => (args.match(/(?<![.\w$'"`])[A-Za-z_$][\w$]*(?!['"`\w])/g) ?? []).every((word) => visible.has(word))
  for (const [method, given] of [...calls].slice(0, mostMethods)) {
    const bonus = areAkin(method.split('.').at(-1) ?? '', name) ? 0.5 : 0
    if (/^(?:push|forEach|set|add|log|unshift)$/.test(method)) continue
    if (method.includes('.')) {
      for (const noun of nouns.slice(0, 6)) yield { text: `${method}(${noun.text})`, cost: 2.4 + noun.cost - bonus, types: anything }
      continue
    }
    for (const noun of nouns.slice(0, 10)) {
      if (isOnly(noun.types, number | boolean)) continue
      for (const args of given) if (isHere(args) && !args.split(/\W+/).includes(noun.text)) yield { text: `${noun.text}.${method}(${args})`, cost: 2.1 + noun.cost - bonus, types: anything }
      for (const other of nouns.slice(0, 6)) if (other !== noun && ![...given].every((args) => args === '')) yield { text: `${noun.text}.${method}(${other.text})`, cost: 2.4 + noun.cost + other.cost - bonus, types: anything }
    }
  }
}

/** What is usually made of two values. */
function* pairs({ nouns }: Lost): Generator<Phrase> {
  const near = nouns.slice(0, 9)
  for (const left of near) {
    for (const right of near) {
      if (left === right) continue
      const cost = 2.2 + left.cost + right.cost
      const both = left.types & right.types
      if (left.types & list && right.types & (number | string)) yield { text: `${left.text}[${right.text}]`, cost: cost - 0.2, types: elementTypes }
      else if (left.types & object && right.types & (string | number)) yield { text: `${left.text}[${right.text}]`, cost, types: elementTypes }
      if (both & number) {
        yield { text: `${left.text} - ${right.text}`, cost, types: number }
        yield { text: `Math.floor(${left.text} / ${right.text})`, cost: cost + 0.3, types: number }
        yield { text: `${left.text} % ${right.text}`, cost: cost + 0.2, types: number }
        yield { text: `${left.text} / ${right.text}`, cost: cost + 0.2, types: number }
        if (left.text < right.text) {
          yield { text: `${left.text} + ${right.text}`, cost: cost + 0.1, types: number }
          yield { text: `${left.text} * ${right.text}`, cost: cost + 0.2, types: number }
          yield { text: `Math.min(${left.text}, ${right.text})`, cost: cost + 0.3, types: number }
          yield { text: `Math.max(${left.text}, ${right.text})`, cost: cost + 0.3, types: number }
          yield { text: `Math.floor((${left.text} + ${right.text}) / 2)`, cost: cost + 0.3, types: number }
          yield { text: `(${left.text} + ${right.text}) >> 1`, cost: cost + 0.4, types: number }
        }
        for (const step of ['+ 1', '- 1']) yield { text: `${left.text} - ${right.text} ${step}`, cost: cost + 0.5, types: number }
      }
      if (left.types & list && right.types & number) {
        yield { text: `${left.text}.slice(${right.text})`, cost: cost + 0.2, types: list }
        yield { text: `${left.text}.slice(0, ${right.text})`, cost: cost + 0.2, types: list }
        yield { text: `${left.text}[${right.text} + 1]`, cost: cost + 0.3, types: elementTypes }
        yield { text: `${left.text}[${right.text} - 1]`, cost: cost + 0.3, types: elementTypes }
        yield { text: `${left.text}[${right.text}++]`, cost: cost + 0.5, types: elementTypes }
      }
      if (left.types & list && right.types & string) yield { text: `${left.text}.indexOf(${right.text})`, cost: cost + 0.4, types: number }
      if (left.types & string && right.types & string) yield { text: `${left.text}.split(${right.text})`, cost: cost + 0.4, types: array }
      if (isOnly(left.types, map | object)) for (const third of near) if (third.types & right.types & number && third !== right && third !== left) yield { text: `${left.text}.get(${right.text} - ${third.text})`, cost: cost + third.cost - (isOnly(left.types, map) ? 0.4 : 0), types: elementTypes }
      yield { text: `\`\${${left.text}},\${${right.text}}\``, cost: cost + 0.8, types: string }
      yield { text: `[${left.text}, ${right.text}]`, cost: cost + 0.6, types: array }
    }
  }
}

const mostCalls = 40

/** Functions of the file, those first that nobody calls; functions that were handed in; classes. */
function* calls({ seen, missing, context, nouns, idle, part }: Lost): Generator<Phrase> {
  const isAsync = part.scope.fn === null ? context.file.sourceType === 'module' : isFunction(part.scope.fn) && part.scope.fn.async
  for (const name of seen) {
    const called = name.kind === 'function' ? name.declaration : name.init
    const isKnown = called !== null && isFunction(called)
    const isHandedIn = name.kind === 'param' && context.typesOfName(name) & fn && (context.typesOfName(name) === fn || idle.includes(name))
    if (name.kind === 'class') { for (const noun of ['', ...nouns.slice(0, 3).map(({ text }) => text)]) yield { text: `new ${name.name}(${noun})`, cost: 2.4, types: object }; continue }
    if (!isKnown && !isHandedIn && name.kind !== 'import') continue
    if (isKnown && called.start <= missing.first.node.start && called.end >= missing.first.node.end && called.body.start > missing.first.node.start) continue
    const types = isKnown ? context.typesOfResult(called) : anything
    const holdsItself = isKnown && called.start <= missing.first.node.start && called.end >= missing.first.node.end
    const cost = (idle.includes(name) ? (isKnown || context.typesOfName(name) === fn ? 1.5 : 2) : 2.3) + (holdsItself ? 0.5 : 0) - (areAkin(name.name, missing.name) ? 0.4 : 0)
    let order = 0
    for (const args of argumentLists(isKnown ? called.params : null, nouns)) {
      const text = `${name.name}(${args})`
      if (isKnown && called.async && isAsync) yield { text: `await ${text}`, cost: cost + order * 0.04, types: anything }
      else if (!isKnown && isAsync) yield { text: `await ${text}`, cost: cost + 0.2 + order * 0.04, types: anything }
      yield { text, cost: cost + order * 0.04, types }
      if ((order += 1) >= mostCalls) break
    }
  }
}

/** The parameters' own names where they are known here; else what is here, at last parts of it. */
function argumentLists(params: readonly AnyNode[] | null, nouns: readonly Noun[]): string[] {
  const names = nouns.slice(0, 8).map((noun) => noun.text)
  const indexes = nouns.filter(({ types }) => types & number).slice(0, 3)
  const parts = nouns.filter(({ types }) => types & list).slice(0, 4).flatMap((noun) => [...indexes.filter((index) => index !== noun).map((index) => `${noun.text}[${index.text}]`), `${noun.text}.slice(1)`, `${noun.text}[0]`])
  const steps = nouns.filter(({ types }) => types & number).slice(0, 4).flatMap((noun) => [`${noun.text} - 1`, `${noun.text} + 1`])
  const all = [...names, ...parts, ...steps]
  if (params === null) return [...nouns.flatMap(({ text, isRest }) => (isRest ? [`...${text}`] : [])), '', ...all.slice(0, 14), ...names.slice(0, 4).map((name) => `...${name}`), ...names.slice(0, 4).flatMap((one) => names.slice(0, 4).filter((other) => other !== one).map((other) => `${one}, ${other}`))]
  if (params.length === 0) return ['']
  const choices = params.slice(0, 4).map((param) => {
    const own = param.type === 'Identifier' ? param.name : param.type === 'AssignmentPattern' && param.left.type === 'Identifier' ? param.left.name : ''
    return names.includes(own) ? [own, ...all.filter((one) => one !== own)] : all
  })
  const rows = choices.reduce<{ row: string[]; cost: number }[]>((made, choice) => made.flatMap(({ row, cost }) => choice.slice(0, params.length > 1 ? 9 : 24).map((one, index) => ({ row: [...row, one], cost: cost + index + (row.includes(one) ? 6 : 0) }))).sort((a, b) => a.cost - b.cost).slice(0, mostCalls), [{ row: [], cost: 0 }])
  return rows.map(({ row }) => row.join(', '))
}

/** Methods of the class around. */
function* ownMethods({ part, context, missing, nouns }: Lost): Generator<Phrase> {
  if (part.scope.thisFn === null) return
  const around = missing.first.parents.findLast((node): node is ClassBody => node.type === 'ClassBody')
  const own = missing.first.parents.findLast(({ type }) => type === 'MethodDefinition')
  const isAsync = part.scope.fn !== null && isFunction(part.scope.fn) && part.scope.fn.async
  for (const method of around?.body ?? []) {
    if (method.type !== 'MethodDefinition' || method === own || method.computed || method.kind === 'constructor' || !('name' in method.key) || method.static) continue
    const name = `${method.key.type === 'PrivateIdentifier' ? '#' : ''}${method.key.name}`
    const isIdle = !context.file.code.includes(`.${name}`)
    const bonus = (isIdle ? 0.5 : 0) + (areAkin(name, missing.name) ? 0.4 : 0)
    const types = context.typesOfResult(method.value)
    if (method.kind === 'get') { yield { text: `this.${name}`, cost: 2 - bonus, types }; continue }
    if (method.kind !== 'method') continue
    for (const [order, args] of argumentLists(method.value.params, nouns.filter(({ text }) => !text.startsWith('this.'))).slice(0, mostOwn).entries()) {
      const text = `this.${name}(${args})`
      if (isAsync) yield { text: `await ${text}`, cost: 2.1 - bonus + order * 0.05, types: anything }
      yield { text, cost: 2.1 - bonus + order * 0.05, types }
    }
  }
}

const mostOwn = 8

/** For what is asked for its day or time: a date of years, months and days, whose months may be counted from 1. */
function* dates({ missing: { uses }, nouns }: Lost): Generator<Phrase> {
  const asked = uses.flatMap(({ node, parents }) => {
    const parent = parents.at(-1)
    return parent?.type === 'MemberExpression' && parent.object === node && parent.property.type === 'Identifier' ? [parent.property.name] : []
  })
  if (!asked.some((method) => /^(?:[gs]et(?:UTC)?(?:Date|Day|FullYear|Month|Hours|Time)|toISOString)$/.test(method))) return
  const numbers = nouns.filter(({ types }) => types & number).map(({ text }) => text)
  const year = numbers.find((text) => /year/i.test(text)) ?? numbers[0]
  const month = numbers.find((text) => /month/i.test(text) && text !== year) ?? numbers[1]
  if (year === undefined || month === undefined || year === month) return
  const others = numbers.filter((text) => text !== year && text !== month).slice(0, 3)
  const isUtc = asked.some((method) => /UTC|ISO/.test(method))
  const days = others.flatMap((other) => [[year, `${month} - 1`, other], [year, month, other], [year, `${month} + ${other}`, '0'], [year, `${month} + ${other}`, '1']])
  const lists = [[year, `${month} - 1`, '1'], [year, month, '1'], [year, month, '0'], [year, `${month} + 1`, '0'], ...days, [year, '0', '1']]
  for (const [order, args] of lists.entries()) yield { text: isUtc ? `new Date(Date.UTC(${args.join(', ')}))` : `new Date(${args.join(', ')})`, cost: 1.7 + order * 0.05, types: object }
}

/** A record of what nothing else reads, or of the fields that are read from it. */
function* records({ idle, missing: { uses }, part, nouns }: Lost): Generator<Phrase> {
  const own = idle.filter(({ scope, kind }) => scope.fn === part.scope.fn && kind !== 'function' && kind !== 'class').map(({ name }: Name) => name).reverse()
  const read = [...new Set(uses.flatMap(({ node, parents }) => {
    const parent = parents.at(-1)
    return parent?.type === 'MemberExpression' && parent.object === node && !parent.computed && parent.property.type === 'Identifier' ? [parent.property.name] : []
  }))]
  if (own.length > 1) yield { text: `{ ${own.join(', ')} }`, cost: 1.8, types: object }
  if (own.length === 1) yield { text: `{ ${own.join('')} }`, cost: 2.4, types: object }
  const names = new Set(nouns.map(({ text }) => text))
  if (read.length > 1 && read.every((field) => names.has(field))) yield { text: `{ ${read.join(', ')} }`, cost: 1.6, types: object }
  for (const start of ['0', "''", 'null', '[]']) if (read.length > 1) yield { text: `{ ${read.map((field) => (names.has(field) ? field : `${field}: ${start}`)).join(', ')} }`, cost: 3, types: object }
}
