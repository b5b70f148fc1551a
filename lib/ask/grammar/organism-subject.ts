import { fitsIn, has, nounNamed } from './catalogue.ts'
import { aboutWhat, Misunderstanding } from './misunderstanding.ts'
import type { Parts, ValuePart } from './parts.ts'
import type { Span } from './read-range.ts'
import type { Subject } from './subject.ts'

const everyChoice = (value: ValuePart, is: (reading: ValuePart['readings'][number][number]) => boolean): boolean => value.readings.every((each) => each.some(is))

/** Organisms as they are now, or those to which something has happened. */
export function subjectOfOrganisms(left: Parts, span: Span | null, isPlural: boolean): Subject {
  const { tense, superlative, values } = left
  const isPast = tense === 'past' || span !== null || superlative?.by === 'count'
  const states = values.filter((value) => everyChoice(value, ({ dimension }) => dimension === 'state'))
  const isOther = values.some((value) => !states.includes(value) && !everyChoice(value, ({ dimension }) => has('organisms', dimension)))
  if (!isOther && !isPast) {
    const [state] = states
    if (state && tense !== 'now' && !states.every(({ isBeforeNoun }) => isBeforeNoun)) throw new Misunderstanding(`Say whether they are ${state.text} now, or were.`, `Powiedz, czy teraz są (${state.text}), czy były.`)
    return { noun: 'organism', entity: 'organisms', key: null, isPlural }
  }
  // What they are not, others may have been: “which organisms were not quarantined” asks for those without a row.
  if (values.some(({ isNot }) => isNot)) throw new Misunderstanding('I can tell to which organisms something has happened, not to which it has not.', 'Umiem powiedzieć, którym organizmom coś się stało, a nie którym się nie stało.')
  if (!isOther && states.length === 0) throw aboutWhat()
  const happened = (['incidents', 'pulses', 'states', 'faults'] as const).filter((entity) => values.every((value) => everyChoice(value, (reading) => fitsIn(entity, reading))))
  // A crash is a pulse, wherever it is asked for.
  const isOfPulse = happened.includes('pulses') && values.some((value) => everyChoice(value, ({ dimension }) => dimension === 'verdict'))
  const entity = isOfPulse ? 'pulses' : happened[0]
  if (!entity) throw aboutWhat()
  return { noun: nounNamed(entity), entity, key: { by: 'dimension', dimension: 'organism' }, isPlural }
}
