import { fold } from '../language/fold.ts'
import type { PlanResource, Wish } from '../contract/factory/plan.ts'
import type { Language } from './lexicon.ts'
import { readSentence, type Piece } from './read-sentence.ts'

/** What a sentence goes on with shows in its next words. */
const mostLetters = 100
const hasWord = /\p{L}/u
const clauses = /[^.;!?,()]+|[.;!?,()]+/gu
const joints = /(?<!\p{L})(?:and|but|with|where|whose|oraz|i|ale|z|ze|gdzie|których)\s+/giu
const rule = /(?<!\p{L})(?:(?:that|which|who|któr\p{L}+)\s+)?(?:must|may only|may not|cannot|can't|can not|should|shall|never|only if|has to|have to|needs? to|nie\s+(?:może|mogą|wolno|powin\p{L}+)|musi|muszą|powin\p{L}+|może\s+być\s+tylko|nigdy|tylko\s+jeśli)(?!\p{L})/iu
const order = /(?<!\p{L})(?:sorted|ordered (?:by|from)|sort by|newest first|oldest first|alphabetical(?:ly)?|posortowan\p{L}*|uporządkowan\p{L}*|od najnowsz\p{L}+|od najstarsz\p{L}+|alfabetycznie)(?!\p{L})/iu

/**
 * Takes what is said in words that no template has out of a sentence: rules like “the date must not lie in the past”, and
 * how a list is sorted. Whoever is meant by them stays in it, and so do rules that fields have, like “must be unique”.
 */
export function takeWishes(text: string, language: Language): { rest: string; wishes: Wish[] } {
  const wishes: Wish[] = []
  const rest = [...text.matchAll(clauses)].map(([clause]) => {
    const asked = rule.exec(clause)
    const found = asked ?? order.exec(clause)
    if (found === null) return clause
    const subject = clause.slice(0, found.index)
    const [said, further] = cutAtNext(clause.slice(found.index), language)
    if (asked !== null && isUnderstood(said, language)) return clause
    const about = asked === null ? '' : subject.slice([...subject.matchAll(joints)].map(({ index, 0: joint }) => index + joint.length).at(-1) ?? 0)
    wishes.push({ gap: asked === null ? 'order' : 'rule', text: `${about}${said}`.trim().slice(0, 200) })
    return `${subject} ${further}`
  })
  return { rest: rest.join(''), wishes }
}

/** A wish ends where the sentence goes on to another thing to keep or to do. */
function cutAtNext(words: string, language: Language): [string, string] {
  const starts = new Set<Piece['is']>(['resource', 'kit', 'feature', 'keep', 'fields'])
  const next = [...words.matchAll(joints)].find(({ index, 0: joint }) => {
    const tail = words.slice(index + joint.length, index + joint.length + mostLetters)
    if (!hasWord.test(tail)) return false
    const first = readSentence(tail, language).pieces.find(({ is }) => is !== 'stop')
    return first !== undefined && starts.has(first.is)
  })
  return next === undefined ? [words, ''] : [words.slice(0, next.index), words.slice(next.index)]
}

/** Whether it is all words that fields have rules for, and nothing is denied. */
function isUnderstood(said: string, language: Language): boolean {
  const { pieces } = readSentence(said, language)
  const modals = /^(?:must|should|shall|has|have|need|needs|musi|muszą|powinien|powinna|powinno)$/i
  return pieces.every((piece) => (piece.is !== 'unknown' || modals.test(piece.text)) && piece.is !== 'not')
}

/** Each with the thing that it is about: of those that it names most of, the first. */
export function withWishes(resources: readonly PlanResource[], wishes: readonly Wish[]): PlanResource[] {
  const owners = wishes.map(({ text }) => {
    const said = fold(text)
    const score = ({ id, label, fields }: PlanResource): number => [id, label, ...fields.flatMap((field) => [field.label, field.name])].filter((name) => said.includes(stem(name))).length
    return resources.toSorted((a, b) => score(b) - score(a))[0]?.id
  })
  return resources.map((resource) => ({ ...resource, wishes: wishes.filter((_wish, index) => owners[index] === resource.id) }))
}

/** Without the ending, which a sentence changes. */
const stem = (name: string): string => {
  const word = fold(name)
  return word.length > 4 ? word.slice(0, -Math.max(1, Math.floor(word.length / 4))) : word
}
