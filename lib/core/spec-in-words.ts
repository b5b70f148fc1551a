import type { AnySpec, Measure } from '../contract/spec.ts'
import type { SpecWords } from '../contract/spec-words.ts'

const mostRows = 40
const mostChars = 600

/** What of a spec can be told to people: data and names. Its functions are asked, never told. */
export function specInWords(spec: AnySpec): SpecWords {
  const refusals = spec.throws ?? []
  return {
    examples: spec.examples.slice(0, mostRows).map(({ name, task, expected, state }) => ({
      name: name.slice(0, 200), task: valueText(task), expected: valueText(expected), ...(state === undefined ? {} : { state: valueText(state) }),
    })),
    refusals: refusals.slice(0, mostRows).map(({ name, task, message }) => ({ name: name.slice(0, 200), task: valueText(task), message: message ? String(message).slice(0, 300) : null })),
    properties: spec.properties.slice(0, mostRows).map(({ name }) => name.slice(0, 300)),
    counts: { examples: spec.examples.length, refusals: refusals.length, properties: spec.properties.length },
    isChoosy: spec.accepts !== undefined,
    initialState: spec.initialState === undefined ? null : valueText(spec.initialState),
    limits: spec.limits,
    fitness: worthOf(spec),
  }
}

/** As JSON, with the numbers that JSON has no word for; long values end in …. */
function valueText(value: unknown): string {
  const text = JSON.stringify(value, (_key, one: unknown) => (typeof one === 'number' && (!Number.isFinite(one) || Object.is(one, -0)) ? `\u0000${Object.is(one, -0) ? '-0' : one}\u0000` : one)) ?? 'nothing'
  const plain = text.replaceAll(/"\\u0000(-?\w+)\\u0000"/g, '$1').toWellFormed()
  return plain.length > mostChars ? `${plain.slice(0, mostChars).toWellFormed()}…` : plain
}

const measured: readonly (readonly [SpecWords['fitness'][number]['measure'], keyof Measure])[] =
  [['time', 'wallMs'], ['CPU time', 'cpuMs'], ['memory', 'peakRssMb'], ['output', 'outputBytes']]
const usual: Measure = { wallMs: 20, cpuMs: 15, peakRssMb: 50, outputBytes: 2_000 }

/** Which measures a version's worth hangs on, and which way: found by asking for a run that has ten times as much of one. */
function worthOf(spec: AnySpec): SpecWords['fitness'] {
  try {
    const before = spec.fitness(usual)
    return measured.flatMap(([measure, key]) => {
      const after = spec.fitness({ ...usual, [key]: usual[key] * 10 })
      return after === before || Number.isNaN(after - before) ? [] : [{ measure, more: after > before ? 'better' as const : 'worse' as const }]
    })
  } catch {
    // Its own pulses will say so.
    return []
  }
}
