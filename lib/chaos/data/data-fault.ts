import type { DataFault, Random } from '../../contract/fault.ts'
import type { Json } from '../../contract/json.ts'
import { pick } from '../random.ts'
import { clampIntensity } from '../severity.ts'

interface Choice {
  random: Random
  /** 1 to 5. */
  intensity: number
}

interface Corruption extends Omit<DataFault, 'class' | 'corrupt'> {
  /** A broken copy of any value. */
  value: (value: Json, choice: Choice) => Json
  /** A broken copy of what must stay text: a script's stdin, a request's body, a word in its path. */
  text: (text: string, choice: Choice) => string
}

/**
 * A data fault from what it does to a value and to text. A script's stdin and a request's body or path are corrupted,
 * never the envelope that carries them: a request must still be one that can be sent.
 */
export function dataFault({ value, text, ...words }: Corruption): DataFault {
  return {
    ...words,
    class: 'data',
    corrupt: (task, { random, intensity }) => {
      const choice = { random, intensity: clampIntensity(intensity) }
      if (isScriptTask(task)) return { ...task, stdin: text(task.stdin, choice) }
      if (!isServiceTask(task)) return value(task, choice)
      return typeof task.body === 'string' && task.body !== ''
        ? { ...task, body: corruptBody(task.body, { value, text }, choice) }
        : { ...task, path: corruptPath(task.path, (word) => text(word, choice), random) }
    },
  }
}

type Envelope<T> = { [key: string]: Json } & T

const isObject = (task: Json): task is { [key: string]: Json } => typeof task === 'object' && task !== null && !Array.isArray(task)

const isScriptTask = (task: Json): task is Envelope<{ stdin: string }> =>
  isObject(task) && Array.isArray(task.args) && typeof task.stdin === 'string'

const isServiceTask = (task: Json): task is Envelope<{ path: string }> =>
  isObject(task) && typeof task.method === 'string' && typeof task.path === 'string' && task.path.startsWith('/')

/** A JSON body is broken inside, so that it gets past the parser, or as text. */
function corruptBody(body: string, { value, text }: Pick<Corruption, 'value' | 'text'>, choice: Choice): string {
  const parsed = choice.random() < 0.7 ? parseJson(body) : undefined
  return parsed === undefined ? text(body, choice) : JSON.stringify(value(parsed, choice))
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/**
 * One value of the query, else the last word of the path. Percent-encoded, and with one slash at its beginning: two
 * would name another host.
 */
function corruptPath(path: string, corrupt: (word: string) => string, random: Random): string {
  const url = new URL(`http://organism${path}`)
  const keys = [...url.searchParams.keys()]
  if (keys.length > 0) {
    const key = pick(keys, random)
    url.searchParams.set(key, corrupt(url.searchParams.get(key) ?? ''))
    return oneSlash(url.pathname) + url.search
  }
  const words = url.pathname.split('/')
  const word = corrupt(words.pop() ?? '')
  return oneSlash([...words, encodeURIComponent(word.toWellFormed())].join('/'))
}

const oneSlash = (path: string) => path.replace(/^\/*/, '/')
