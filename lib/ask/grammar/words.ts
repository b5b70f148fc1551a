import type { Language } from '../../contract/ask.ts'
import type { DimensionId, EntityId, NounId } from './entities.ts'
import type { AggregateFunction, Comparison, TimeUnit } from './meaning.ts'
import type { Measure } from './query.ts'

/** What an answer calls things by. */
export interface Words {
  /** Many of them; in Polish: of whom there are so many. */
  nouns: Partial<Record<NounId, string>> & Record<EntityId, string>
  /** By which something is told apart: “by rung”, “według szczebla”. */
  dimensions: Partial<Record<DimensionId, string>>
  measures: Record<Measure, string>
  aggregates: Record<Exclude<AggregateFunction, 'percentile'>, (measure: string) => string>
  percentile: (percent: number, measure: string) => string
  units: Record<TimeUnit, string>
  comparisons: Record<Comparison, string>
  /** One that is yes or no, said and denied. */
  tests: Partial<Record<DimensionId, readonly [yes: string, no: string]>>
}

const english: Words = {
  nouns: {
    incidents: 'incidents', attempts: 'attempts', rungs: 'rungs climbed', searches: 'searches', faults: 'faults', organisms: 'organisms', states: 'state changes', restarts: 'restarts', pulses: 'pulses', genomes: 'versions',
    promotions: 'promotions', antibodies: 'antibodies', commands: 'commands', actions: 'actions', reigns: 'reigns', heartbeats: 'heartbeats', model_calls: 'model calls', lessons: 'lessons', events: 'events',
    takeover: 'takeovers', rollback: 'rollbacks', quarantine: 'quarantines', crash: 'crashes',
  },
  dimensions: {
    organism: 'organism', fault: 'fault', class: 'class', verdict: 'verdict', end: 'end', rung: 'rung', core: 'core', genome: 'version', incident: 'incident', cause: 'cause of death', outcome: 'outcome', origin: 'origin',
    status: 'status', state: 'state', 'to-state': 'state', author: 'author', role: 'role', command: 'kind', 'command-state': 'state', seat: 'seat', provider: 'provider', model: 'model', purpose: 'purpose',
    answer: 'outcome', kind: 'kind', event: 'kind', teacher: 'teacher', 'beat-role': 'role', program: 'program',
  },
  measures: {
    heal: 'healing time', detect: 'detection time', attempts: 'number of attempts', took: 'time taken', lasted: 'duration', lead: 'takeover time', delay: 'delay', work: 'work time', wall: 'wall time', cpu: 'CPU time',
    memory: 'memory (MB)', tokens: 'tokens', cost: 'cost (USD)', lag: 'lag', intensity: 'intensity', tried: 'edits tried',
  },
  aggregates: { average: (measure) => `average ${measure}`, median: (measure) => `median ${measure}`, longest: (measure) => `highest ${measure}`, shortest: (measure) => `lowest ${measure}`, sum: (measure) => `${measure} in all` },
  percentile: (percent, measure) => `${percent}th percentile of ${measure}`,
  units: { second: 'second', minute: 'minute', hour: 'hour', day: 'day', week: 'week', month: 'month' },
  comparisons: { more: 'more than', less: 'less than', 'at-least': 'at least', 'at-most': 'at most' },
  tests: { open: ['open', 'ended'], running: ['running', 'ended'], bad: ['bad', 'good'], accepted: ['accepted', 'refused'], live: ['live', 'not live'], takeover: ['taken over from another core', 'first start'], leads: ['leading now', 'over'] },
}

const polish: Words = {
  nouns: {
    incidents: 'incydenty', attempts: 'próby', rungs: 'użyte szczeble', searches: 'poszukiwania', faults: 'błędy', organisms: 'organizmy', states: 'zmiany stanu', restarts: 'restarty', pulses: 'pulsy', genomes: 'wersje',
    promotions: 'promocje', antibodies: 'przeciwciała', commands: 'polecenia', actions: 'akcje', reigns: 'panowania', heartbeats: 'bicia serca', model_calls: 'zapytania do modelu', lessons: 'lekcje', events: 'zdarzenia',
    takeover: 'przejęcia', rollback: 'wycofania', quarantine: 'kwarantanny', crash: 'crashe',
  },
  dimensions: {
    organism: 'organizm', fault: 'błąd', class: 'klasa', verdict: 'werdykt', end: 'zakończenie', rung: 'szczebel', core: 'rdzeń', genome: 'wersja', incident: 'incydent', cause: 'przyczyna śmierci', outcome: 'wynik', origin: 'pochodzenie',
    status: 'status', state: 'stan', 'to-state': 'stan', author: 'autor', role: 'rola', command: 'rodzaj', 'command-state': 'stan', seat: 'miejsce', provider: 'dostawca', model: 'model', purpose: 'cel',
    answer: 'wynik', kind: 'rodzaj', event: 'rodzaj', teacher: 'nauczyciel', 'beat-role': 'rola', program: 'program',
  },
  measures: {
    heal: 'czas leczenia', detect: 'czas wykrycia', attempts: 'liczba prób', took: 'czas', lasted: 'czas trwania', lead: 'czas przejęcia', delay: 'opóźnienie', work: 'czas pracy', wall: 'czas procesu', cpu: 'czas procesora',
    memory: 'pamięć (MB)', tokens: 'tokeny', cost: 'koszt (USD)', lag: 'opóźnienie', intensity: 'intensywność', tried: 'wypróbowane zmiany',
  },
  aggregates: { average: (measure) => `średnio, ${measure}`, median: (measure) => `mediana, ${measure}`, longest: (measure) => `najwięcej, ${measure}`, shortest: (measure) => `najmniej, ${measure}`, sum: (measure) => `łącznie, ${measure}` },
  percentile: (percent, measure) => `${percent}. percentyl, ${measure}`,
  units: { second: 'sekunda', minute: 'minuta', hour: 'godzina', day: 'dzień', week: 'tydzień', month: 'miesiąc' },
  comparisons: { more: 'więcej niż', less: 'mniej niż', 'at-least': 'co najmniej', 'at-most': 'co najwyżej' },
  tests: { open: ['otwarte', 'zakończone'], running: ['trwające', 'zakończone'], bad: ['złe', 'dobre'], accepted: ['przyjęte', 'odrzucone'], live: ['działająca', 'nie działa'], takeover: ['po innym rdzeniu', 'pierwszy start'], leads: ['prowadzi teraz', 'skończone'] },
}

export const wordsOf: Record<Language, Words> = { en: english, pl: polish }
