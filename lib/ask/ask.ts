import type { Answer, AskRequest, Language } from '../contract/ask.ts'
import { ModelError, QueryRefusedError } from '../contract/errors.ts'
import { columnsOf } from './columns.ts'
import { formatNumber, formatValue } from './format.ts'
import { toSentence } from './grammar/to-sentence.ts'
import { chartOf, toSql } from './grammar/to-sql.ts'
import { understandQuestion, type Understood } from './grammar/understand-question.ts'
import type { Names } from './grammar/names.ts'
import type { Guard, QueryResult } from './guard/guard.ts'
import { examplesIn } from './examples.ts'
import { readNames } from './read-names.ts'
import { schemaText } from './views.ts'
import { warmGuard } from './warm-guards.ts'

/** Makes a statement of a question. Asked again with what was wrong with its last one. */
export type TextToSql = (question: string, schema: string, problem: { sql: string; error: string } | null) => Promise<string>

export interface AskOptions {
  request: AskRequest
  ledgerPath: string
  now: () => number
  timeZone: string
  /** Asked where the grammar does not understand. */
  model?: TextToSql
  /** Faults that the ledger need not know yet. */
  faults?: readonly { id: string; label: string }[]
  /** The guard's program, where a bundler has moved this one away from it. */
  guardChild?: string
}

type Draft = Omit<Answer, 'question' | 'ms'>

/**
 * Answers a question to the ledger: by the grammar, by a model where there is one and the grammar does not understand,
 * or by a statement that somebody has written. Every statement passes the same guard.
 * @throws QueryRefusedError where the statement is not run; LedgerUnavailableError, LedgerBrokenError
 */
export async function ask(options: AskOptions): Promise<Answer> {
  const { request: { question, sql }, ledgerPath, now, timeZone, model, faults = [], guardChild } = options
  const from = performance.now()
  const guard = warmGuard(ledgerPath, guardChild)
  const { names, begin } = await readNames(guard)
  const understood = understandQuestion(question, withFaults(names, faults), { now: now(), timeZone })
  const draft =
    sql !== undefined ? await byStatement(guard, sql, understood.language, 'you', timeZone)
    : understood.query !== null ? await byGrammar(guard, understood, { begin: begin ?? now(), now: now(), timeZone })
    : model ? await byModel(guard, question, understood, model, timeZone)
    : notUnderstood(understood)
  return { question, ...draft, ms: performance.now() - from }
}

function withFaults(names: Names, faults: readonly { id: string; label: string }[]): Names {
  return { ...names, fault: [...(names.fault ?? []), ...faults.map(({ id, label }) => ({ name: id, also: label }))] }
}

async function byGrammar(guard: Guard, { language, query }: Extract<Understood, { query: object }>, when: { begin: number; now: number; timeZone: string }): Promise<Draft> {
  const statement = toSql(query, when)
  const result = await guard.run(statement.sql)
  const columns = columnsOf(result.columns, result.rows)
  const top = result.rows[0]?.[0]
  const events = statement.events(query.group !== null && query.limit === 1 && (typeof top === 'string' || typeof top === 'number') ? top : null)
  return {
    language, by: 'grammar', unknown: [], sql: statement.sql, columns, rows: result.rows, truncated: result.truncated,
    sentence: toSentence(query, { ...result, columns }, { language, timeZone: when.timeZone }),
    chart: result.rows.length > 1 ? chartOf(query) : null,
    events: events === null || result.rows.length === 0 ? [] : seqsOf(await guard.run(events)),
  }
}

/** What somebody wrote is run as it stands; what it comes to speaks for itself. */
async function byStatement(guard: Guard, sql: string, language: Language, by: 'you' | 'model', timeZone: string): Promise<Draft> {
  const result = await guard.run(sql)
  const columns = columnsOf(result.columns, result.rows)
  const [only, ...others] = result.rows
  const count = formatNumber(result.rows.length, language)
  const isOne = only !== undefined && others.length === 0 && only.length === 1
  const sentence = isOne ? `${columns[0]?.name ?? ''}: ${formatValue(only[0] ?? null, columns[0]?.kind ?? 'text', { language, timeZone })}.` : language === 'en' ? `Rows: ${result.truncated ? 'more than ' : ''}${count}.` : `Wiersze: ${result.truncated ? 'ponad ' : ''}${count}.`
  return { language, by, unknown: [], sql, sentence, columns, rows: result.rows, truncated: result.truncated, chart: drawn(result, columns), events: seqsOf(result) }
}

/** Two columns, the second of numbers: the first is what they are of. */
function drawn({ rows }: QueryResult, columns: Draft['columns']): Answer['chart'] {
  const [x, y] = columns
  if (columns.length !== 2 || !x || !y || y.kind === 'text' || y.kind === 'time' || rows.length < 2) return null
  return { kind: x.kind === 'time' ? 'line' : 'bar', x: 0, y: 1 }
}

const mostEvents = 50

/** Where a statement names the events themselves. */
function seqsOf({ columns, rows }: QueryResult): number[] {
  const place = columns.indexOf('seq')
  if (place === -1) return []
  return [...new Set(rows.map((row) => row[place]).filter((value) => typeof value === 'number'))].toSorted((a, b) => b - a).slice(0, mostEvents)
}

/** One try, and one more where the guard did not take it. What a model cannot do either is not understood. */
async function byModel(guard: Guard, question: string, understood: Extract<Understood, { query: null }>, model: TextToSql, timeZone: string): Promise<Draft> {
  const run = (sql: string): Promise<Draft> => byStatement(guard, sql, understood.language, 'model', timeZone)
  try {
    const first = await model(question, schemaText, null)
    try {
      return await run(first)
    } catch (error) {
      if (!(error instanceof QueryRefusedError)) throw error
      return await run(await model(question, schemaText, { sql: first, error: error.message }))
    }
  } catch (error) {
    if (!(error instanceof QueryRefusedError) && !(error instanceof ModelError)) throw error
    return notUnderstood(understood, error.message)
  }
}

/** @param beside what the model says to it */
function notUnderstood({ language, unknown, why: own }: Extract<Understood, { query: null }>, beside = ''): Draft {
  const why = beside === '' ? own : `${own} ${beside}`
  const examples = examplesIn(language).slice(0, 3).map((example) => (language === 'en' ? `“${example}”` : `„${example}”`)).join(', ')
  const sentence = language === 'en' ? `${why} You can ask, for example: ${examples}.` : `${why} Możesz zapytać na przykład: ${examples}.`
  return { language, by: null, unknown, sql: null, sentence, columns: [], rows: [], truncated: false, chart: null, events: [] }
}
