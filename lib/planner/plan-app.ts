import { SentenceError } from '../contract/errors.ts'
import { appPlanSchema, type AppPlan, type FeatureId, type PlanField, type PlanPage, type PlanResource, type Wish } from '../contract/factory/plan.ts'
import { applyLimit, applyRule, Draft, finished, type FieldDraft } from './draft.ts'
import { knownResources } from './known-resources.ts'
import type { Language, Rule } from './lexicon.ts'
import { readSentence, type Piece } from './read-sentence.ts'
import { takeWishes, withWishes } from './wishes.ts'

const mostResources = 12

/**
 * What app a sentence asks for, by rules and with no model: the same sentence, the same plan. Says what it understood
 * and, of everything else, why it is left out; it never guesses.
 * @throws SentenceError where nothing can be made of it, with what was wrong and the way out
 */
export function planApp(text: string): AppPlan {
  // Of the whole sentence: it is refused for what it is, not for what is left of it.
  const { language } = readSentence(text)
  const { rest, wishes } = takeWishes(text, language)
  const draft = new Draft(language)
  if (/\p{L}/u.test(rest)) new Reader(draft, readSentence(rest, language).pieces).read()
  for (const { gap, text: said } of wishes) draft.knows(said, gap === 'rule' ? 'a rule in words, which a language model writes where there is one' : 'an order in words, which a language model writes where there is one')
  return compose(draft, wishes)
}

/** Walks along a sentence. */
class Reader {
  readonly #draft: Draft
  readonly #pieces: readonly Piece[]
  #isNegated = false
  /** Unknown words are fields here. */
  #inFields = false
  #keepsNext = false
  #field: FieldDraft | null = null
  /** Said before the field that they are about. */
  #rules: Rule[] = []
  #awaits: ('min' | 'max')[] = []
  /** Inside brackets behind a field stands what it must be, commas and all. */
  #isAboutField = false

  constructor(draft: Draft, pieces: readonly Piece[]) {
    this.#draft = draft
    this.#pieces = pieces
  }

  read(): void {
    for (const [index, piece] of this.#pieces.entries()) this.#take(piece, index)
  }

  #take(piece: Piece, index: number): void {
    const draft = this.#draft
    switch (piece.is) {
      case 'stop': return
      case 'and': return this.#nextItem()
      case 'not':
        this.#isNegated = true
        return
      case 'mark': return this.#mark(piece.mark)
      case 'with':
        this.#nextItem()
        this.#inFields = this.#listsFields(index + 1)
        return
      case 'fields':
        this.#nextItem()
        this.#inFields = true
        return
      case 'keep':
        this.#keepsNext = true
        return
      case 'resource':
        if (this.#refuses(piece.id)) return
        draft.keep(piece.id)
        draft.knows(piece.text, 'a thing to keep')
        for (const feature of knownResources.find(({ id }) => id === piece.id)?.brings ?? []) draft.features.add(feature)
        return this.#free()
      case 'kit':
        for (const id of piece.resources) draft.keep(id)
        for (const feature of [...piece.features, ...piece.resources.flatMap((id) => knownResources.find((one) => one.id === id)?.brings ?? [])]) draft.features.add(feature)
        draft.kit ??= piece.title
        draft.knows(piece.text, `${piece.resources.join(', ')} and ${piece.features.join(', ')}`)
        return this.#free()
      case 'feature':
        if (this.#refuses(piece.id)) return
        draft.features.add(piece.id)
        draft.knows(piece.text, `the feature ${piece.id}`)
        return
      case 'field': {
        if (this.#isNegated) return this.#refuseField(piece.name, piece.text)
        draft.knows(piece.text, 'a field')
        return this.#begin(draft.field(piece.name))
      }
      case 'type':
        if (this.#field === null) return draft.leaves(piece.text, 'it says of no field what it is')
        this.#field.type = piece.type
        if (piece.type !== 'text' && this.#field.max === 200) this.#field.max = null
        return draft.knows(piece.text, `the kind of “${this.#field.label}”`)
      case 'rule': return this.#rule(piece.rule, piece.text)
      case 'number': return this.#number(piece.value, piece.text)
      case 'quoted':
        if (this.#field === null) return draft.leaves(piece.text, 'a text in quotes is a choice of a field; there is no field before it')
        Object.assign(this.#field, { type: 'choice', min: null, max: null })
        this.#field.choices.push(piece.text.trim())
        return draft.knows(piece.text, `a choice of “${this.#field.label}”`)
      case 'given':
        this.#isNegated = false
        return draft.knows(piece.text, `${piece.what}: every app has it`)
      case 'beyond':
        if (!this.#isNegated) draft.leaves(piece.text, piece.why)
        this.#isNegated = false
        return
      case 'unknown': return this.#stranger(piece.text, index)
    }
  }

  #stranger(text: string, index: number): void {
    const draft = this.#draft
    if (this.#isNegated) {
      this.#isNegated = false
      return draft.leaves(text, 'I do not know this word; nothing of the kind is made')
    }
    const next = this.#pieces[index + 1]
    const hasFields = next !== undefined && (next.is === 'with' || next.is === 'fields') && this.#listsFields(index + 2)
    if (this.#keepsNext || (hasFields && !this.#inFields)) {
      draft.keepUnknown(text)
      draft.knows(text, 'a thing to keep, of which nothing more is known')
      return this.#free()
    }
    if (this.#inFields && text.length > 1) {
      draft.knows(text, 'a field of text')
      return this.#begin(draft.unknownField(text))
    }
    draft.leaves(text, 'I do not know this word')
  }

  #mark(mark: ',' | '.' | ':' | '(' | ')'): void {
    if (this.#isAboutField) {
      this.#isAboutField = mark !== ')'
      return
    }
    if (mark === ',') return this.#nextItem()
    this.#isAboutField = mark === '(' && this.#field !== null
    if (this.#isAboutField) return
    this.#nextItem()
    // Behind a thing stand its fields.
    this.#inFields = mark === ':' || mark === '('
  }

  /** Whether what follows, up to the end of the clause, names a field: then its other words are fields, too. */
  #listsFields(from: number): boolean {
    for (const piece of this.#pieces.slice(from)) {
      if (piece.is === 'mark' && piece.mark === '.') return false
      if (piece.is === 'resource' || piece.is === 'kit' || piece.is === 'keep') return false
      if (piece.is === 'field' || piece.is === 'fields') return true
    }
    return false
  }

  #rule(rule: Rule, text: string): void {
    const sides: Partial<Record<Rule, ('min' | 'max')[]>> = { 'at-most': ['max'], 'at-least': ['min'], between: ['min', 'max'] }
    const awaited = sides[rule]
    if (awaited !== undefined) {
      // “From 1 to 5”: the second limit is awaited already.
      if (!(rule === 'at-most' && this.#awaits[0] === 'max')) this.#awaits = awaited
      return
    }
    this.#draft.knows(text, 'a rule')
    if (this.#field === null) this.#rules.push(rule)
    else applyRule(this.#field, rule)
  }

  #number(value: number, text: string): void {
    const side = this.#awaits.shift()
    if (side === undefined || this.#field === null) return this.#draft.leaves(text, 'a number that limits no field')
    applyLimit(this.#field, side, value)
    this.#draft.knows(text, `${side === 'min' ? 'the least' : 'the most'} of “${this.#field.label}”`)
  }

  #begin(field: FieldDraft): void {
    this.#field = field
    for (const rule of this.#rules.splice(0)) applyRule(field, rule)
  }

  #nextItem(): void {
    this.#isNegated = false
    if (this.#awaits.length === 1 && this.#awaits[0] === 'max') return
    this.#field = null
    this.#awaits = []
  }

  #free(): void {
    this.#inFields = false
    this.#keepsNext = false
    this.#isNegated = false
    this.#field = null
    this.#awaits = []
  }

  #refuses(id: string): boolean {
    if (!this.#isNegated) return false
    this.#isNegated = false
    this.#draft.unwanted.add(id)
    return true
  }

  #refuseField(name: string, text: string): void {
    this.#isNegated = false
    const fields = this.#draft.current?.fields
    const at = fields?.findIndex((field) => field.name === name) ?? -1
    if (at !== -1) fields?.splice(at, 1)
    this.#draft.knows(text, 'a field that is not wanted')
  }
}

/** Things that others are about: a comment is one on a post. */
const belongsTo: Readonly<Record<string, readonly string[]>> = {
  comments: ['posts', 'tickets', 'products', 'recipes', 'movies', 'books', 'projects', 'todos'],
  reviews: ['products', 'books', 'movies', 'recipes', 'courses'],
  carts: ['products'], orders: ['customers'], payments: ['orders'],
  bookings: ['events', 'courses', 'vehicles'], invoices: ['customers'], todos: ['projects'], tickets: ['projects'],
}

const needs: Readonly<Partial<Record<FeatureId, readonly string[]>>> = {
  redirect: ['links'], 'count-visits': ['links'], cart: ['products', 'carts'], checkout: ['orders'], 'payments-stub': ['orders', 'payments'], notify: ['notifications'],
}

/** It says of a worker what it is written in, and is none itself. */
const python = 'python-workers'
const hasWorker = (features: ReadonlySet<FeatureId>): boolean => features.has('count-visits') || (['notify', 'login', 'cart', 'checkout'] as const).every((id) => features.has(id))

function leavePython({ features, understood, leftOut }: Draft): void {
  features.delete(python)
  const isAbout = ({ why }: { why: string }): boolean => why === `the feature ${python}`
  leftOut.push(...understood.filter(isAbout).map(({ text }) => ({ text, why: 'only background workers are made in Python, and this app has none; all else is plain JavaScript' })))
  understood.splice(0, understood.length, ...understood.filter((note) => !isAbout(note)))
}

function compose(draft: Draft, wishes: readonly Wish[]): AppPlan {
  const { language, resources, features, unwanted } = draft
  for (const id of unwanted) {
    if (features.has(id as FeatureId) && draft.kit === null && draft.understood.some(({ why }) => why === `the feature ${id}`)) throw new SentenceError(`The sentence asks for ${id}, and asks that there be none. Say one of the two.`)
    features.delete(id as FeatureId)
    for (const feature of knownResources.find((one) => one.id === id)?.brings ?? []) features.delete(feature)
  }
  const isWanted = ({ id }: { id: string }): boolean => !unwanted.has(id)
  if (resources.filter(isWanted).length === 0 && [...features].every((id) => id === python)) {
    const strange = draft.leftOut.map(({ text }) => text).slice(0, 5).join(', ')
    throw new SentenceError(`Nothing in the sentence is a thing that an app could keep${strange === '' ? '' : `; I do not know ${strange}`}. Name one, like: a todo list with login; a list of dragons with fields name, age and colour; widok profilu użytkownika.`)
  }
  for (const feature of features) for (const id of needs[feature] ?? []) if (!unwanted.has(id) && !resources.some((one) => one.id === id)) draft.keep(id)
  // Two drafts of one resource would be two tables.
  const wanted = resources.filter(isWanted)
  const hasLogin = features.has('login') || (wanted.some(({ known }) => known?.isPersonal === true && known.id !== 'profiles') && features.has('cart'))
  if (hasLogin) features.add('login')
  if (features.has(python) && !hasWorker(features)) leavePython(draft)
  const kept = wanted.filter(({ id }) => !(hasLogin && id === 'users'))
  const all = (kept.length > 0 ? kept : [draft.keep('profiles')]).map((one) => finished(one, language, hasLogin))
  if (all.length > mostResources) throw new SentenceError(`The sentence asks for ${all.length} things at once; ${mostResources} are the most. Make the app with some of them, and add the others with a further sentence.`)
  const linked = withWishes(all.map((resource) => withReference(resource, all)), wishes)
  if (hasLogin && features.has('cart') && linked.some(({ id }) => id === 'products')) draft.knows(linked.find(({ id }) => id === 'products')?.label ?? '', 'whoever is signed in may add and change them: there are no roles')
  const [first] = linked
  if (first === undefined) throw new SentenceError('Nothing in the sentence is a thing that an app could keep.')
  const plan: AppPlan = {
    slug: (draft.kit ?? first.id).slice(0, 40), title: draft.kit === null ? first.label : titles[draft.kit]?.[language] ?? first.label, language,
    resources: linked, pages: linked.map((resource) => pageOf(resource)).toSorted((a, b) => placeOf(a) - placeOf(b)), features: [...features].toSorted(), understood: draft.understood, leftOut: draft.leftOut,
  }
  return appPlanSchema.parse(plan)
}

/** Who buys comes to the catalogue first; other pages stand as they were asked for, behind it. */
const wayOfABuyer = ['products', 'carts', 'orders', 'payments', 'notifications']
const placeOf = ({ resource }: PlanPage): number => (wayOfABuyer.includes(resource) ? wayOfABuyer.indexOf(resource) : wayOfABuyer.length)

const titles: Readonly<Record<string, Record<Language, string>>> = { shop: { en: 'Shop', pl: 'Sklep' } }

function withReference(resource: PlanResource, all: readonly PlanResource[]): PlanResource {
  const of = belongsTo[resource.id]?.find((id) => all.some((other) => other.id === id))
  if (of === undefined || resource.fields.some((field) => field.of === of)) return resource
  const label = all.find(({ id }) => id === of)?.label ?? of
  const reference: PlanField = { name: `${camelOf(of)}Id`, label, type: 'reference', isRequired: true, isUnique: false, min: null, max: null, choices: [], of }
  return { ...resource, fields: [reference, ...resource.fields] }
}

const camelOf = (id: string): string => id.replaceAll(/-([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase()).replace(/ies$/, 'y').replace(/s$/, '')

const pageOf = ({ id, label }: PlanResource): PlanPage => ({ id, title: label, resource: id, kind: id === 'profiles' ? 'profile' : 'list' })
