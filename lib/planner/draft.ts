import { fold } from '../language/fold.ts'
import type { FeatureId, PlanField, PlanResource } from '../contract/factory/plan.ts'
import { SentenceError } from '../contract/errors.ts'
import { knownField } from './known-fields.ts'
import { knownResources, type KnownResource } from './known-resources.ts'
import type { Language, Rule } from './lexicon.ts'

/** Names that the generated code has a use of its own for, or that every object has. */
const taken = new Set(['id', 'owner', 'createdAt', 'updatedAt', 'password', 'secret', 'token', '__proto__', ...Object.getOwnPropertyNames(Object.prototype)])
const mostFields = 30

export interface FieldDraft extends PlanField {
  /** What was said about it by word. */
  said: Set<Rule>
}

export interface ResourceDraft {
  id: string
  label: string
  known: KnownResource | null
  /** What the sentence names; where it names none, what is usual. */
  fields: FieldDraft[]
}

/** What is known of an app while its sentence is read. */
export class Draft {
  readonly language: Language
  readonly resources: ResourceDraft[] = []
  readonly features = new Set<FeatureId>()
  readonly unwanted = new Set<string>()
  readonly understood: { text: string; why: string }[] = []
  readonly leftOut: { text: string; why: string }[] = []
  /** Named before there is anything that could have them. */
  #early: FieldDraft[] = []
  kit: string | null = null

  constructor(language: Language) {
    this.language = language
  }

  get current(): ResourceDraft | undefined { return this.resources.at(-1) }

  knows(text: string, why: string): void {
    if (!this.understood.some((note) => note.text === text && note.why === why)) this.understood.push({ text: text.slice(0, 200), why })
  }

  leaves(text: string, why: string): void {
    if (!this.leftOut.some((note) => note.text === text)) this.leftOut.push({ text: text.slice(0, 200), why })
  }

  /** Mentioned once more it is the same one, and what follows is about it. */
  keep(id: string): ResourceDraft {
    const known = knownResources.find((one) => one.id === id) ?? null
    return this.#begin({ id, label: known?.label[this.language] ?? id, known, fields: [] })
  }

  /** Something that no list here knows. */
  keepUnknown(text: string): ResourceDraft {
    const id = fold(text).replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^[-0-9]+|-+$/g, '').slice(0, 36).replace(/-+$/, '')
    const plural = this.language === 'en' && id !== '' && !id.endsWith('s') ? `${id}s` : id
    return this.#begin({ id: plural === '' ? 'things' : plural, label: text.slice(0, 1).toLocaleUpperCase(this.language) + text.slice(1, 60), known: null, fields: [] })
  }

  field(name: string): FieldDraft {
    const { type, label, min = null, max = null } = knownField(name)
    return this.#add({ name, label: label[this.language], type, isRequired: false, isUnique: false, min, max, choices: [], of: null, said: new Set() })
  }

  unknownField(text: string): FieldDraft {
    const words = fold(text).split(/[^a-z0-9]+/).filter(Boolean)
    const camel = words.map((word, index) => (index === 0 ? word : word.slice(0, 1).toUpperCase() + word.slice(1))).join('').replace(/^[0-9]+/, '').slice(0, 32)
    const name = camel === '' ? 'field' : taken.has(camel) ? `${camel}Field` : camel
    return this.#add({ name, label: text.slice(0, 1).toLocaleUpperCase(this.language) + text.slice(1, 60), type: 'text', isRequired: false, isUnique: false, min: null, max: 200, choices: [], of: null, said: new Set() })
  }

  #add(field: FieldDraft): FieldDraft {
    const fields = this.current?.fields ?? this.#early
    const before = fields.find(({ name }) => name === field.name)
    if (before !== undefined) return before
    if (fields.length >= mostFields) throw new SentenceError(`More than ${mostFields} fields are asked for in one place. Make the app with the most important ones, and add a feature with a further sentence.`)
    fields.push(field)
    return field
  }

  #begin(resource: ResourceDraft): ResourceDraft {
    const before = this.resources.findIndex(({ id }) => id === resource.id)
    const [same = resource] = before === -1 ? [] : this.resources.splice(before, 1)
    same.fields.push(...this.#early)
    this.#early = []
    this.resources.push(same)
    return same
  }
}

/** @throws SentenceError where it contradicts what was said before */
export function applyRule(field: FieldDraft, rule: Rule): void {
  field.said.add(rule)
  if (field.said.has('required') && field.said.has('optional')) throw new SentenceError(`“${field.label}” is asked to be required and to be optional. Say one of the two.`)
  if (rule === 'required') field.isRequired = true
  if (rule === 'optional') field.isRequired = false
  if (rule === 'unique') field.isUnique = true
  if (rule === 'positive') {
    if (!isNumeric(field)) field.type = 'decimal'
    field.min = field.type === 'integer' ? 1 : 0.01
    field.max = field.max !== null && field.max < field.min ? null : field.max
  }
}

/** @throws SentenceError where no value could be right */
export function applyLimit(field: FieldDraft, side: 'min' | 'max', value: number): void {
  field[side] = value
  if (field.min !== null && field.max !== null && field.min > field.max) throw new SentenceError(`“${field.label}” would have to be at least ${field.min} and at most ${field.max}: nothing is. Say limits that some value keeps.`)
}

const isNumeric = ({ type }: PlanField): boolean => type === 'integer' || type === 'decimal' || type === 'money'

/** As the plan has it: what was named, or else what is usual of such a thing. */
export function finished({ id, label, known, fields }: ResourceDraft, language: Language, hasLogin: boolean): PlanResource {
  const usual = known === null ? [] : usualFields(known, language)
  const named = fields.map(({ said: _said, ...field }) => field)
  const extra = usual.filter(({ name, isRequired }) => (named.length === 0 || isRequired) && !named.some((field) => field.name === name))
  const all = [...extra, ...named]
  const complete = all.length > 0 ? all : [{ ...plainName(language) }]
  return {
    id, label, fields: complete.some(({ isRequired }) => isRequired) ? complete : complete.map((field, index) => (index === 0 ? { ...field, isRequired: true } : field)),
    operations: ['list', 'read', 'create', 'update', 'delete'], isOwned: hasLogin && known?.isPersonal === true, wishes: [],
  }
}

const plainName = (language: Language): PlanField =>
  ({ name: 'name', label: knownField('name').label[language], type: 'text', isRequired: true, isUnique: false, min: null, max: 100, choices: [], of: null })

function usualFields({ fields }: KnownResource, language: Language): PlanField[] {
  return fields.split(' ').map((word, index) => {
    const name = word.replace(/[!*]/g, '')
    const { type, label, min = null, max = null } = knownField(name)
    return { name, label: label[language], type, isRequired: index === 0 || word.includes('!'), isUnique: word.includes('*'), min, max, choices: [], of: null }
  })
}
