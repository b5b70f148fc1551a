import { fitsIn, has, homeOf, identities, nounNamed, nounOf } from './catalogue.ts'
import { entities, type DimensionId, type EntityId, type NounId } from './entities.ts'
import type { TimeUnit } from './meaning.ts'
import { aboutWhat, Misunderstanding } from './misunderstanding.ts'
import { subjectOfOrganisms } from './organism-subject.ts'
import type { NounPart, Parts } from './parts.ts'
import type { Span } from './read-range.ts'

/** What a question is about: rows of an entity, and by what they are told apart where a word says so. */
export interface Subject {
  noun: NounId
  entity: EntityId
  key: { by: 'dimension'; dimension: DimensionId } | { by: 'time'; unit: TimeUnit } | null
  isPlural: boolean
}

/** Takes the nouns out of what was said, and whatever else only says of what it is asked. */
export function findSubject(left: Parts, span: Span | null): Subject {
  settleDoubtful(left)
  mergeTwice(left)
  takeEvery(left)
  const asked = takeAskedUnit(left)
  const [first, second, third] = left.nouns.splice(0)
  if (first && second) {
    if (third || asked) throw tooMuch(first, third ?? second)
    return subjectOfTwo(first, second)
  }
  if (first && asked) return subjectInTime(first, asked)
  if (first) return subjectByGroup(left, first) ?? subjectOfOne(left, span, first)
  const noun = impliedNoun(left)
  const { entity } = nounOf(noun)
  if (!entity) throw aboutWhat()
  return { noun, entity, key: asked, isPlural: false }
}

/** A word that is a noun or a value is a value where rows are asked for that have such a column. */
function settleDoubtful(left: Parts): void {
  const sure = [...left.nouns.filter(({ orValue, isQualifying }) => orValue === null && !isQualifying).map(({ id }) => id), ...homeOf(left.measures)]
  for (const noun of left.nouns.filter(({ orValue }) => orValue !== null)) {
    const own = nounOf(noun.id).entity
    // “why was inc-12 rolled back”: no version is an incident.
    const isOdd = own !== undefined && left.values.some(({ readings }) => !readings.every((each) => each.some((reading) => fitsIn(own, reading))))
    const isValue = (sure.length === 0 && isOdd) || sure.some((id) => {
      const { entity } = nounOf(id)
      return entity !== undefined && entity !== 'organisms' && noun.orValue?.some(({ dimension }) => has(entity, dimension)) === true
    })
    if (!isValue) continue
    left.nouns.splice(left.nouns.indexOf(noun), 1)
    left.values.push({ is: 'value', readings: [[...(noun.orValue ?? [])]], isNot: false, isBeforeNoun: false, text: noun.text })
  }
  // “the repair rung” names no rows where others are asked for.
  if (left.nouns.some(({ isQualifying }) => !isQualifying)) left.nouns = left.nouns.filter(({ isQualifying }) => !isQualifying)
}

/** “faults were injected”, “percentage of faults that were code faults”: one thing, said twice. */
function mergeTwice(left: Parts): void {
  const isCounted = left.superlative?.by === 'count'
  left.nouns = left.nouns.filter(({ id }, place) => left.nouns.findIndex((noun) => noun.id === id) === place)
  for (const verb of left.nouns.filter(({ isVerb }) => isVerb)) {
    const same = left.nouns.find((noun) => noun !== verb && nounOf(noun.id).entity === nounOf(verb.id).entity)
    if (same && !(isCounted && nounOf(same.id).dimension !== undefined)) left.nouns.splice(left.nouns.indexOf(verb), 1)
  }
}

/** “list every incident of beacon”: all of them. Beside other rows, “each” tells them apart. */
function takeEvery(left: Parts): void {
  const [group, another] = left.groups
  if (!group?.isEvery || another || left.nouns.length > 0 || left.measures.length > 0 || !('noun' in group.by)) return
  left.groups = []
  left.nouns.push({ is: 'noun', id: group.by.noun, isPlural: true, isVerb: false, orValue: null, isAsked: true, isQualifying: false, text: group.text })
}

/** “which hour had the most incidents” */
function takeAskedUnit(left: Parts): Subject['key'] {
  const place = left.groups.findIndex(({ by, isAsked }) => isAsked && 'unit' in by)
  const [group] = place === -1 ? [] : left.groups.splice(place, 1)
  return group && 'unit' in group.by ? { by: 'time', unit: group.by.unit } : null
}

function subjectInTime({ id, isPlural }: NounPart, key: Subject['key']): Subject {
  const { entity } = nounOf(id)
  if (!entity) throw aboutWhat()
  return { noun: id, entity, key, isPlural }
}

/** “which organism had incidents”: rows of the second, told apart by the first. */
function subjectOfTwo(first: NounPart, second: NounPart): Subject {
  const [{ dimension }, { entity }] = [nounOf(first.id), nounOf(second.id)]
  if (!entity || !has(entity, dimension) || !first.isAsked) throw tooMuch(first, second)
  return { noun: second.id, entity, key: { by: 'dimension', dimension }, isPlural: first.isPlural }
}

/** “the top 3 organisms by incidents”: incidents are counted, organisms are told apart. */
function subjectByGroup(left: Parts, first: NounPart): Subject | null {
  const [group, another] = left.groups
  if (!group || another || !('noun' in group.by)) return null
  const { dimension, entity } = nounOf(first.id)
  const counted = nounOf(group.by.noun)
  const isOfFirst = entity !== undefined && has(entity, counted.dimension)
  if (isOfFirst || counted.entity === undefined || !has(counted.entity, dimension)) return null
  left.groups = []
  if (left.isTop) left.superlative ??= { by: 'count', direction: 'most', text: group.text }
  return { noun: group.by.noun, entity: counted.entity, key: { by: 'dimension', dimension }, isPlural: first.isPlural }
}

function subjectOfOne(left: Parts, span: Span | null, noun: NounPart): Subject {
  const { id, isPlural, isAsked } = noun
  const { entity, dimension } = nounOf(id)
  const measured = subjectByMeasure(left, noun)
  if (measured) return measured
  if (id === 'organism') return subjectOfOrganisms(left, span, isPlural)
  if (!entity) return subjectOfDimension(left, dimension, isPlural)
  const told: Subject | null = has(entity, dimension) ? { noun: id, entity, key: { by: 'dimension', dimension }, isPlural } : null
  const { superlative } = left
  const isKind = told !== null && dimension !== undefined && !identities.includes(dimension)
  if (left.ask !== 'who' && (superlative?.by === 'count' || (left.isTop && superlative === null))) {
    // “the most common fault”
    if (!isKind) throw new Misunderstanding('I do not understand the most of what is asked for.', 'Nie rozumiem, czego ma być najwięcej.')
    left.superlative ??= { by: 'count', direction: 'most', text: 'top' }
    return told
  }
  if (isKind && isAsked && superlative?.by === 'duration') {
    // “the rung that is fastest on average”
    if (left.aggregate) return told
    if (left.ask === 'list' && left.tense !== 'past') throw new Misunderstanding(`Say “${superlative.text} on average”, or ask which one was.`, `Powiedz „średnio ${superlative.text}” albo zapytaj, który był.`)
  }
  if (told && left.isDistinct && isAsked) return told
  return { noun: id, entity, key: null, isPlural }
}

/** “which fault takes longest to heal”: the measure says whose rows, the noun how they are told apart. */
function subjectByMeasure(left: Parts, { id, isPlural, isAsked, text }: NounPart): Subject | null {
  const { entity: own, dimension } = nounOf(id)
  const [noun] = homeOf(left.measures)
  const entity = noun && nounOf(noun).entity
  if (!noun || !entity || entity === own || !has(entity, dimension)) return null
  if (isAsked) return { noun, entity, key: { by: 'dimension', dimension }, isPlural }
  // “healing time of code faults”: the value says it all.
  const says = id === 'fault' && left.values.some(({ readings }) => readings.flat().some((reading) => reading.dimension === 'class' || reading.dimension === 'fault'))
  if (!says) throw new Misunderstanding(`I do not understand what “${text}” does here.`, `Nie rozumiem, co tu robi „${text}”.`)
  return { noun, entity, key: null, isPlural }
}

/** A word that only tells rows apart: of whose rows is said by what else there is. */
function subjectOfDimension(left: Parts, dimension: DimensionId | undefined, isPlural: boolean): Subject {
  if (left.isTop) left.superlative ??= { by: 'count', direction: 'most', text: 'top' }
  const fitting = candidates(left).filter((each) => has(each, dimension))
  // A class is a fault's, whatever else is told apart by it.
  const [entity, another] = dimension === 'class' && fitting.includes('faults') ? (['faults'] as const) : fitting
  if (!entity || another || dimension === undefined) throw aboutWhat()
  const noun = nounNamed(entity)
  return entity === 'organisms' ? { noun, entity, key: null, isPlural: true } : { noun, entity, key: { by: 'dimension', dimension }, isPlural }
}

/** No noun at all: a measure, or values, say of what is asked. */
function impliedNoun(left: Parts): NounId {
  const [measured] = homeOf(left.measures)
  if (measured) return measured
  if (left.measures.length === 0 && left.values.length === 0) throw aboutWhat()
  const ids = left.measures[0]?.ids
  const fitting = candidates(left).filter((entity) => ids === undefined || ids.some((id) => id in entities[entity].measures))
  // Of what heals, or does not, incidents are meant.
  const ends = left.values.some(({ readings }) => readings.flat().some((reading) => reading.dimension === 'end' && fitsIn('incidents', reading)))
  const entity = fitting.length === 1 ? fitting[0] : (byTense(left, fitting) ?? (ends && fitting.includes('incidents') ? 'incidents' : undefined))
  if (!entity) throw aboutWhat()
  return nounNamed(entity)
}

/** “when was beacon paused”: a state that it had. “who paused beacon”: a command. */
function byTense({ tense, ask, values }: Parts, fitting: readonly EntityId[]): EntityId | undefined {
  if (ask === 'who') return fitting.includes('commands') ? 'commands' : undefined
  const isOfState = values.some(({ readings }) => readings.flat().some(({ dimension }) => dimension === 'to-state'))
  return tense === 'past' && ask !== 'why' && isOfState && fitting.includes('states') && fitting.includes('organisms') ? 'states' : undefined
}

/** Every entity whose rows can have all of the values. */
function candidates({ values }: Parts): EntityId[] {
  return (Object.keys(entities) as EntityId[]).filter((entity) => values.every(({ readings }) => readings.every((each) => each.some((reading) => fitsIn(entity, reading)))))
}

const tooMuch = (one: NounPart, other: NounPart): Misunderstanding =>
  new Misunderstanding(`I do not understand how “${one.text}” and “${other.text}” belong together here.`, `Nie rozumiem, jak się tu mają do siebie „${one.text}” i „${other.text}”.`)
