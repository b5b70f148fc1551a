import { nouns, type DimensionId, type Noun } from './entities.ts'
import { isOnly, may, meaningOf, type Item } from './lex.ts'
import type { Comparison, TimeUnit, ValueReading } from './meaning.ts'
import { Misunderstanding, notHere, notTogether } from './misunderstanding.ts'
import type { Ask, Parts } from './parts.ts'

const everyWords = ['each', 'every', 'kazdy', 'kazda', 'kazde', 'kazdego', 'kazdej']
/** Who may have done something, or how: “by repair”. */
const agents: readonly DimensionId[] = ['rung', 'origin', 'seat']
const silent = ['stop', 'tense', 'from', 'to', 'at', 'times'] as const

/** @throws Misunderstanding where words that are each understood say nothing together */
export function readParts(items: readonly Item[]): Parts {
  return new Reader(items).parts
}

class Reader {
  readonly parts: Parts = { ask: null, nouns: [], values: [], measures: [], aggregate: null, superlative: null, isTop: false, limit: null, comparisons: [], groups: [], isDistinct: false, tense: null }
  readonly #items: readonly Item[]
  #at = 0

  constructor(items: readonly Item[]) {
    this.#items = items
    while (this.#at < items.length) this.#read(items[this.#at]!)
  }

  /** The place of the next word that says something. */
  #next(from: number): number {
    let place = from
    while (place < this.#items.length && isOnly(this.#items[place], ...silent)) place += 1
    return place
  }

  #before(place: number): Item | undefined {
    for (let at = place - 1; at >= 0; at -= 1) if (!isOnly(this.#items[at], ...silent)) return this.#items[at]
    return undefined
  }

  #read(item: Item): void {
    const { parts } = this
    const here = this.#at
    const tense = meaningOf(item, 'tense')
    // “were” and “is” matter, and “did” no less: the last word wins over what is only usual.
    if (tense) parts.tense = parts.tense === null || parts.tense === 'habit' ? tense.tense : parts.tense
    // In Polish one word says that something goes on, and how long it takes.
    const isLasting = tense && may(item, 'value') && (parts.ask === 'how-long' || this.#items.some((each) => may(each, 'superlative', 'aggregate', 'compare')))
    if (isLasting || isOnly(item, ...silent)) return this.#go(1)
    if (may(item, 'not')) return this.#not(here)
    if (may(item, 'per', 'by')) return this.#group(here)
    const perUnit = meaningOf(item, 'per-unit')
    if (perUnit) return this.#push(() => parts.groups.push({ by: { unit: perUnit.unit }, isAsked: false, text: item.text }))
    if (may(item, 'compare')) return this.#compare(here)
    if (may(item, 'number')) return this.#number(here)
    const aggregate = meaningOf(item, 'aggregate')
    if (aggregate) {
      if (parts.aggregate) throw notTogether(parts.aggregate.text, item.text)
      const { function: name, percent } = aggregate
      return this.#push(() => { parts.aggregate = { function: name, ...(percent === undefined ? {} : { percent }), text: item.text } })
    }
    const superlative = meaningOf(item, 'superlative')
    // “how long do incidents last”: no incident is the last one there.
    if (superlative && item.phrase === 'last' && parts.ask === 'how-long' && !may(this.#items[this.#next(here + 1)], 'noun', 'number', 'value')) return this.#go(1)
    if (superlative) {
      if (parts.superlative) throw notTogether(parts.superlative.text, item.text)
      const { by, direction } = superlative
      return this.#push(() => { parts.superlative = { by, direction, text: item.text } })
    }
    if (may(item, 'top')) return this.#push(() => { parts.isTop = true })
    if (may(item, 'distinct')) return this.#push(() => { parts.isDistinct = true })
    if (may(item, 'measure')) return this.#measure(here)
    if (may(item, 'noun', 'value')) return this.#thing(here)
    const ask = meaningOf(item, 'ask')
    if (ask) return this.#ask(ask.ask, item)
    if (may(item, 'unit') && may(this.#before(here), 'ask')) return this.#push(() => parts.groups.push({ by: { unit: unitOf(item) }, isAsked: true, text: item.text }))
    if (may(item, 'and', 'or')) return this.#and(here)
    throw notHere(item.text)
  }

  #go(words: number): void {
    this.#at += words
  }

  #push(act: () => void): void {
    act()
    this.#go(1)
  }

  #ask(ask: Ask, item: Item): void {
    const { parts } = this
    const isStrong = (which: Ask | null): boolean => which !== null && which !== 'list'
    if (isStrong(ask) && isStrong(parts.ask) && parts.ask !== ask) throw notTogether(parts.ask ?? '', item.text)
    if (parts.ask === null || isStrong(ask)) parts.ask = ask
    this.#go(1)
  }

  /** “not healed”; whatever else is denied is not understood. */
  #not(here: number): void {
    const place = this.#next(here + 1)
    const item = this.#items[place]
    if (!item || !may(item, 'value') || (may(item, 'noun') && !isOnly(item, 'noun', 'value'))) {
      throw new Misunderstanding(`I do not understand what “${this.#items[here]?.text ?? ''}” denies here.`, `Nie rozumiem, czemu tu przeczy „${this.#items[here]?.text ?? ''}”.`)
    }
    this.#at = place
    this.#thing(place, true)
  }

  #group(here: number): void {
    const item = this.#items[here]!
    const { parts } = this
    let place = this.#next(here + 1)
    // “top 3 organisms by number of bad pulses”
    if (may(item, 'by') && (parts.isTop || parts.superlative?.by === 'count')) {
      if (meaningOf(this.#items[place], 'ask')?.ask === 'count') place = this.#next(place + 1)
      while (may(this.#items[place], 'value') && !may(this.#items[place], 'noun') && may(this.#items[this.#next(place + 1)], 'noun', 'value')) {
        this.#thing(place)
        place = this.#next(this.#at)
      }
    }
    const target = this.#items[place]
    const unit = meaningOf(target, 'unit')
    if (unit && unit.unit !== 'millisecond') {
      this.parts.groups.push({ by: { unit: unit.unit }, isAsked: false, text: target?.text ?? '' })
      this.#at = place + 1
      return
    }
    // “healed by repair”: it says how, and the value says the rest.
    const isBy = !may(item, 'per')
    if (isBy && may(target, 'noun') && meaningOf(target, 'value')?.readings.some(({ dimension }) => agents.includes(dimension))) {
      this.#at = place
      return this.#thing(place, false, true)
    }
    const noun = meaningOf(target, 'noun')
    const after = this.#items[this.#next(place + 1)]
    const dimension = noun && (nouns[noun.noun] as Noun).dimension
    const names = (meaningOf(after, 'value')?.readings ?? []).some((reading) => reading.dimension === dimension)
    if (noun && !noun.isVerb && !(names && isBy)) {
      this.parts.groups.push({ by: { noun: noun.noun }, isAsked: false, ...(everyWords.includes(item.phrase) && { isEvery: true as const }), text: target?.text ?? '' })
      this.#at = place + 1
      return
    }
    if (isBy && may(target, 'value', 'noun', 'ask', 'number', 'compare')) return this.#go(1)
    throw notHere(item.text)
  }

  /** Longer than 5 s; more than 3 attempts; an intensity of at least 4. */
  #compare(here: number): void {
    const item = this.#items[here]!
    const { op, isDuration } = meaningOf(item, 'compare')!
    const place = this.#next(here + 1)
    const number = this.#amount(place)
    if (!number) return this.#compareWithOne(op, isDuration, place, item)
    this.#comparison(op, isDuration, number, item.text)
  }

  /** “longer than a minute”, “than an hour” */
  #compareWithOne(op: Comparison, isDuration: boolean, place: number, { text }: Item): void {
    const item = this.#items[place]
    const unit = meaningOf(item, 'unit')?.unit ?? meaningOf(item, 'per-unit')?.unit
    if (unit === undefined) throw notHere(text)
    this.parts.comparisons.push({ op, number: 1, isDuration, unit, counts: null, measure: null, text })
    this.#at = place + 1
  }

  #amount(place: number): { number: number; end: number } | null {
    const item = this.#items[place]
    if (may(item, 'half')) return { number: 0.5, end: place + 1 }
    const number = meaningOf(item, 'number')
    return number ? { number: number.number, end: place + 1 } : null
  }

  #comparison(op: Comparison | 'exactly', isDuration: boolean, { number, end }: { number: number; end: number }, text: string): void {
    const place = this.#next(end)
    const unit = meaningOf(this.#items[end], 'unit')?.unit ?? null
    const noun = unit === null ? meaningOf(this.#items[place], 'noun') : undefined
    const times = unit === null && this.#items.slice(end, place).some((each) => may(each, 'times'))
    this.parts.comparisons.push({ op, number, isDuration, unit, counts: times ? 'times' : (noun?.noun ?? null), measure: null, text })
    this.#at = unit !== null ? end + 1 : noun && !times ? place + 1 : end
    // What is counted is asked about too.
    if (noun && !times && noun.noun !== 'attempt') this.parts.nouns.push({ is: 'noun', id: noun.noun, isPlural: true, isVerb: noun.isVerb === true, orValue: null, isAsked: false, isQualifying: false, text: this.#items[place]?.text ?? '' })
  }

  /** Beside top, or a superlative: so many. */
  #number(here: number): void {
    const item = this.#items[here]!
    const number = meaningOf(item, 'number')!.number
    const near = [this.#before(here), this.#items[this.#next(here + 1)]]
    if (!Number.isInteger(number) || number < 1 || this.parts.limit !== null || !(near.some((each) => may(each, 'superlative', 'top')) || (this.parts.superlative && may(near[1], 'noun', 'superlative')))) throw notHere(item.text)
    this.parts.limit = number
    this.#go(1)
  }

  #measure(here: number): void {
    const item = this.#items[here]!
    const ids = item.meanings.flatMap((meaning) => (meaning.is === 'measure' ? [meaning.measure] : []))
    const place = this.#next(here + 1)
    const number = meaningOf(this.#items[place], 'number')
    // “intensity 5”
    if (number && ids.includes('intensity')) {
      this.parts.comparisons.push({ op: 'exactly', number: number.number, isDuration: false, unit: null, counts: null, measure: ids, text: item.text })
      this.#at = place + 1
      return
    }
    this.parts.measures.push({ ids, text: item.text })
    this.#go(1)
  }

  /** A noun, a value, or a value beside the noun that says of what. */
  #thing(here: number, isNot = false, isValue = false): void {
    const item = this.#items[here]!
    // “how many incidents did core a open”: a verb, which says nothing that an incident does not.
    if (item.phrase === 'open' && this.#items.slice(0, here).some(({ phrase }) => ['did', 'do', 'does'].includes(phrase))) return this.#go(1)
    const [noun, value] = [meaningOf(item, 'noun'), meaningOf(item, 'value')]
    const place = this.#next(here + 1)
    const after = this.#items[place]
    const beside = meaningOf(after, 'noun')
    const besideOf = beside && (nouns[beside.noun] as Noun).dimension
    const said = (value?.readings ?? []).filter((reading) => reading.dimension === besideOf)
    if (beside && besideOf !== undefined && said.length > 0 && place === here + 1) {
      // “the repair rung”, “syntax-error faults”
      this.#value(said, isNot, item.text, true, here + 1, besideOf)
      this.#thing(place)
      const last = this.parts.nouns.at(-1)
      if (last) last.isQualifying = true
      return
    }
    if (noun && !isNot && !isValue && !(value && (this.#joins || this.#isJoined(here, place)))) {
      const { dimension } = nouns[noun.noun] as Noun
      const readings = (meaningOf(after, 'value')?.readings ?? []).filter((reading) => reading.dimension === dimension)
      // “rung repair”, “core b”: the noun only says of what.
      if (!noun.isPlural && noun.isVerb !== true && dimension !== undefined && readings.length > 0 && isOnly(after, 'noun', 'value')) {
        this.#value(readings, false, after?.text ?? '', false, place + 1, dimension)
        return
      }
      this.parts.nouns.push({ is: 'noun', id: noun.noun, isPlural: noun.isPlural, isVerb: noun.isVerb === true, orValue: value?.readings ?? null, isAsked: this.#isAsked(here), isQualifying: false, text: item.text })
      this.#go(1)
      return
    }
    if (!value) throw notHere(item.text)
    this.#value(value.readings, isNot, item.text, may(after, 'noun') && place === here + 1, here + 1, null)
  }

  /** Right behind “which” or “how many”, but for what says more of it: “which code faults”. */
  #isAsked(here: number): boolean {
    for (let at = here - 1; at >= 0; at -= 1) {
      const item = this.#items[at]
      if (may(item, 'ask')) return true
      if (!isOnly(item, ...silent) && !may(item, 'distinct', 'superlative', 'number', 'top', 'value')) return false
    }
    // “organism with the most incidents”: it comes first.
    return true
  }

  #value(readings: readonly ValueReading[], isNot: boolean, text: string, isBeforeNoun: boolean, end: number, dimension: DimensionId | null): void {
    const known = this.#joins ? this.parts.values.at(-1) : undefined
    this.#joins = false
    const fitting = dimension === null ? readings : readings.filter((reading) => reading.dimension === dimension)
    if (known) {
      const common = fitting.filter((reading) => known.readings.every((others) => others.some((other) => other.dimension === reading.dimension)))
      if (common.length === 0 || known.isNot !== isNot) throw notTogether(known.text, text)
      known.readings = [...known.readings, common]
      known.text = `${known.text}, ${text}`
    } else {
      this.parts.values.push({ is: 'value', readings: [[...fitting]], isNot, isBeforeNoun, text })
    }
    this.#at = end
  }

  /** “rolled back or quarantined”: beside another value, a word is a value too. */
  #isJoined(here: number, place: number): boolean {
    return may(this.#items[place], 'and', 'or') && this.#share(this.#items[here], this.#items[this.#next(place + 1)])
  }

  #share(one: Item | undefined, other: Item | undefined): boolean {
    return (meaningOf(one, 'value')?.readings ?? []).some(({ dimension }) => (meaningOf(other, 'value')?.readings ?? []).some((reading) => reading.dimension === dimension))
  }

  /** The next value stands beside the last one: one of both. */
  #joins = false

  /** “beacon and bubble-sort”: either. Between anything else it joins nothing, or says too much. */
  #and(here: number): void {
    const item = this.#items[here]!
    const [before, after] = [this.#before(here), this.#items[this.#next(here + 1)]]
    if (this.#share(before, after)) this.#joins = true
    // A comma that only parts the sentence.
    else if (item.phrase === ',') return this.#go(1)
    // “opened today, and healed”: a further condition.
    else if (!may(item, 'and') || !may(before, 'value', 'noun') || !may(after, 'value', 'not', 'compare') || may(after, 'noun')) throw notHere(item.text)
    this.#go(1)
  }
}

function unitOf(item: Item): TimeUnit {
  const unit = meaningOf(item, 'unit')?.unit
  if (unit === undefined || unit === 'millisecond') throw notHere(item.text)
  return unit
}
