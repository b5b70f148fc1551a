import { stripTypeScriptTypes } from 'node:module'
import { type Options, parse, type Program } from 'acorn'

export interface Failure {
  /** Offset at which the parser gave up. */
  pos: number
  message: string
}

export type Attempt = { ast: Program; failure: null } | { ast: null; failure: Failure }

const options: Options = { ecmaVersion: 'latest', allowHashBang: true, preserveParens: true }

/**
 * A parser for the drafts of one file: as strict as `readSource`, but it says where it gave up, and is not at pains to
 * read as both kinds of file a text that can only be one. Its trees keep parentheses as nodes.
 */
export function openParser(path: string, original: string): (text: string) => Attempt {
  const isTypeScript = /\.[cm]?ts$/.test(path)
  const isScript = /\.c[jt]s$/.test(path)
  const isModule = /\.m[jt]s$/.test(path) || /^(?:import\b(?!\s*\()|export\b)/m.test(original)
  const canBeModule = !isScript && /\b(?:await|import|export)\b/.test(original)
  const asScript = (code: string): Attempt => attempt(code, { ...options, sourceType: 'script', allowReturnOutsideFunction: true })
  const asModule = (code: string): Attempt => attempt(code, { ...options, sourceType: 'module' })
  return (text) => {
    const stripped = isTypeScript ? strip(text) : text
    if (typeof stripped !== 'string') return { ast: null, failure: stripped }
    if (isModule && !isScript) return asModule(stripped)
    const script = asScript(stripped)
    if (script.ast || !canBeModule) return script
    const module = asModule(stripped)
    // The one that got farther knows more; but some errors are told where the thing began that has no end.
    return module.ast || module.failure.pos >= script.failure.pos || /^(?:Missing|Unterminated)/.test(module.failure.message) ? module : script
  }
}

function attempt(code: string, how: Options): Attempt {
  try {
    return { ast: parse(code, how), failure: null }
  } catch (error) {
    return { ast: null, failure: { pos: (error as { pos?: number }).pos ?? 0, message: messageOf(error) } }
  }
}

function strip(text: string): string | Failure {
  try {
    return stripTypeScriptTypes(text, { mode: 'strip' })
  } catch (error) {
    return { pos: markedPlace(text, error), message: messageOf(error) }
  }
}

/** The stripper tells the place in a drawing only: a line or more of the text, and below the last one carets. */
function markedPlace(text: string, error: unknown): number {
  const drawn = /^[^\n]*:\d+\n((?:[^\n]*\n)*?)( *)\^+ *\n/.exec((error as Error).stack ?? '')
  if (!drawn) return 0
  const [, shown = '', margin = ''] = drawn
  // Its line numbers are not to be trusted; more than one place that reads alike is rare.
  const start = text.indexOf(shown.slice(0, -1))
  return start === -1 ? 0 : Math.min(start + shown.lastIndexOf('\n', shown.length - 2) + 1 + margin.length, text.length)
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
