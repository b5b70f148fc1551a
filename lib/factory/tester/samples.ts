import type { PlanField, PlanResource } from '../../contract/factory/plan.ts'

/** Longer texts than this are not tried: a scenario is to be read. */
const longestTried = 6_000
/** In it, what a page has to escape and a search has to find. */
const odd = 'Ala & <kot> "ó"'

/** What stands in a field. */
export type Value = string | number | boolean

/** A value that the field takes; another one for another `nth`, where there is one. */
export function valid(field: PlanField, nth: number): Value {
  const { type, min, max, choices } = field
  switch (type) {
    case 'text': case 'long-text': return sized(nth === 1 ? odd : `Ola ${nth}`, min ?? 0, max ?? Infinity)
    case 'email': return `ada${nth}@example.org`
    case 'url': return `https://example.org/${nth}`
    case 'phone': return `+48 600 100 20${nth % 10}`
    case 'integer': return within(nth, Math.ceil(min ?? 0), max)
    case 'decimal': return within(nth + 0.5, min ?? 0, max)
    case 'money': return within(nth + 0.25, min ?? 0, max)
    case 'yes-no': return nth % 2 === 1
    case 'date': return `2026-0${((nth - 1) % 9) + 1}-15`
    case 'choice': return choices[(nth - 1) % choices.length] ?? ''
    case 'reference': return nth
  }
}

export const record = ({ fields }: PlanResource, nth: number): Record<string, Value> => Object.fromEntries(fields.map((field) => [field.name, valid(field, nth)]))

/** Values that the field must refuse, each with a word for what is wrong with it. */
export function invalid(field: PlanField): { word: string; value: Value }[] {
  return [...(field.isRequired && field.type !== 'yes-no' ? [{ word: 'empty', value: '' }] : []), ...wrongKind(field), ...beyond(field)]
}

function wrongKind({ type }: PlanField): { word: string; value: Value }[] {
  switch (type) {
    case 'text': case 'long-text': return [{ word: 'no-text', value: 7 }]
    case 'email': return [{ word: 'no-address', value: 'nobody' }, { word: 'blank', value: 'a b@example.org' }]
    case 'url': return [{ word: 'no-address', value: 'nowhere' }, { word: 'script', value: 'javascript:alert(1)' }]
    case 'phone': return [{ word: 'no-number', value: 'call me' }]
    case 'integer': return [{ word: 'fraction', value: 1.5 }, { word: 'no-number', value: 'ten' }]
    case 'decimal': return [{ word: 'no-number', value: 'ten' }]
    case 'money': return [{ word: 'three-decimals', value: 1.999 }, { word: 'no-number', value: 'ten' }]
    case 'yes-no': return [{ word: 'neither', value: 'maybe' }]
    case 'date': return [{ word: 'no-day', value: '2026-02-30' }, { word: 'no-date', value: 'tomorrow' }]
    case 'choice': return [{ word: 'no-choice', value: 'none of these' }]
    case 'reference': return [{ word: 'no-row', value: 0 }]
  }
}

function beyond({ type, min, max }: PlanField): { word: string; value: Value }[] {
  if (type === 'integer' || type === 'decimal' || type === 'money') {
    return [...(min === null ? [] : [{ word: 'too-small', value: min - 1 }]), ...(max === null ? [] : [{ word: 'too-large', value: max + 1 }])]
  }
  if (type !== 'text' && type !== 'long-text') return []
  return [
    ...(min === null || min < 2 ? [] : [{ word: 'too-short', value: 'x'.repeat(min - 1) }]),
    ...(max === null || max > longestTried ? [] : [{ word: 'too-long', value: 'x'.repeat(max + 1) }]),
  ]
}

const sized = (text: string, min: number, max: number): string => text.padEnd(min, 'x').slice(0, max).trim()
const within = (value: number, min: number, max: number | null): number => {
  const raised = value < min ? min : value
  return max !== null && raised > max ? max : raised
}
