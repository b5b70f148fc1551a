import { fold } from '../../language/fold.ts'
import { formsOf } from '../../language/forms.ts'
import type { Meaning, MeaningOf, ValueReading } from './meaning.ts'
import type { NounId } from './entities.ts'

/** A word or phrase, in all of its forms, and what it may mean. */
export interface Entry { forms: string; meanings: readonly Meaning[] }

export const entry = (forms: string, ...meanings: Meaning[]): Entry => ({ forms, meanings })
export const asks = (ask: MeaningOf<'ask'>['ask'], forms: string): Entry => entry(forms, { is: 'ask', ask })
export const noun = (id: NounId, one: string, many: string): Entry[] => [entry(one, { is: 'noun', noun: id, isPlural: false }), entry(many, { is: 'noun', noun: id, isPlural: true })]
/** What happens to something, as a word for its happening: “restarted” asks for restarts. */
export const verb = (id: NounId, forms: string, ...others: Meaning[]): Entry => entry(forms, { is: 'noun', noun: id, isPlural: false, isVerb: true }, ...others)
export const value = (forms: string, ...readings: ValueReading[]): Entry => entry(forms, { is: 'value', readings })
/** Forms that share one meaning of a kind that says no more. */
export const plain = (is: 'top' | 'per' | 'by' | 'not' | 'and' | 'or' | 'distinct' | 'times' | 'since' | 'until' | 'before' | 'after' | 'between' | 'from' | 'to' | 'at' | 'last' | 'previous' | 'this' | 'ago' | 'half' | 'stop', forms: string): Entry => entry(forms, { is })

/** Folded phrase, its words joined by a space → what it may mean. */
export type Lexicon = ReadonlyMap<string, readonly Meaning[]>
/** What may be asked of it to read a question. */
export type Lookup = Pick<Lexicon, 'get'>

const key = (form: string): string => fold(form).trim().split(/[\s\-–']+/).join(' ')

/** What two entries say of one phrase is put together: which of it is meant is seen where it stands. */
export function lexiconOf(entries: readonly Entry[]): Lexicon {
  const lexicon = new Map<string, Meaning[]>()
  for (const { forms, meanings } of entries) {
    for (const phrase of forms.split(',').flatMap((form) => formsOf(form)).map(key).filter(Boolean)) {
      const known = lexicon.get(phrase) ?? []
      lexicon.set(phrase, merged([...known, ...meanings]))
    }
  }
  return lexicon
}

/** Readings as a value are one meaning, however many entries gave them. */
export function merged(meanings: readonly Meaning[]): Meaning[] {
  const readings = meanings.flatMap((meaning) => (meaning.is === 'value' ? meaning.readings : []))
  const distinct = [...new Map(readings.map((reading) => [JSON.stringify(reading), reading])).values()]
  const others = [...new Map(meanings.filter(({ is }) => is !== 'value').map((meaning) => [JSON.stringify(meaning), meaning])).values()]
  return [...others, ...(distinct.length > 0 ? [{ is: 'value' as const, readings: distinct }] : [])]
}
