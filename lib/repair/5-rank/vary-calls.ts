import type { Random } from '../../contract/fault.ts'
import type { Json } from '../../contract/json.ts'
import type { Call } from '../4-evaluate/orders.ts'

/** A call that no test makes, and whether the test that it comes from passed before anything was changed. */
export interface VariedCall extends Call { fromPassing: boolean }

/** Calls near to those that the tests make: each with something small about one of its arguments changed. */
export function varyCalls(calls: readonly (Call & { passes: boolean })[], random: Random, most: number): VariedCall[] {
  const seen = new Set(calls.map(({ path, name, args }) => `${path} ${name} ${args}`))
  const varied: VariedCall[] = []
  for (let round = 0; round < most * 4 && varied.length < most && calls.length > 0; round += 1) {
    const call = calls[round % calls.length]
    if (!call) break
    const args = JSON.parse(call.args) as Json[]
    if (args.length === 0) continue
    const at = Math.floor(random() * args.length)
    args[at] = vary(args[at] ?? null, random)
    const text = JSON.stringify(args)
    const key = `${call.path} ${call.name} ${text}`
    if (seen.has(key)) continue
    seen.add(key)
    varied.push({ path: call.path, name: call.name, args: text, fromPassing: call.passes })
  }
  return varied
}

const pick = <T>(from: readonly T[], random: Random): T => from[Math.floor(random() * from.length)] as T

/** A value of the same shape, a little different. */
export function vary(value: Json, random: Random): Json {
  if (typeof value === 'number') return pick([value + 1, value - 1, value * 2, -value, 0, value + pick([2, 3, 5, 10], random)], random) + 0
  if (typeof value === 'boolean') return !value
  if (typeof value === 'string') return varyText(value, random)
  if (Array.isArray(value)) return varyList(value, random)
  if (value !== null) {
    const keys = Object.keys(value)
    if (keys.length === 0) return value
    const key = pick(keys, random)
    return { ...value, [key]: vary(value[key] ?? null, random) }
  }
  return value
}

function varyText(text: string, random: Random): string {
  const at = Math.floor(random() * text.length)
  return pick([
    () => text.slice(0, at) + text.slice(at + 1),
    () => text.slice(0, at) + (text[at] ?? 'a') + text.slice(at),
    () => text + (text[Math.floor(random() * text.length)] ?? 'b'),
    () => [...text].reverse().join(''),
    () => text.slice(at) + text.slice(0, at),
    () => text.slice(0, at) + pick([...'aZ0 -'], random) + text.slice(at + 1),
    () => '',
  ], random)()
}

function varyList(list: readonly Json[], random: Random): Json[] {
  const at = Math.floor(random() * list.length)
  const one = list[at]
  return pick([
    () => list.filter((_, index) => index !== at),
    () => (one === undefined ? [] : [...list, one]),
    () => list.toReversed(),
    () => [...list.slice(at), ...list.slice(0, at)],
    () => list.map((item, index) => (index === at ? vary(item, random) : item)),
    () => list.map((item, index) => (index === at ? vary(item, random) : item)),
    () => list.map((item) => (random() < 0.3 ? vary(item, random) : item)),
  ], random)()
}
