import { stripTypeScriptTypes } from 'node:module'
import { parse, type Program } from 'acorn'

/**
 * One file of the program. Offsets are the same in `text` and `code`: types are blanked out, not cut, so an edit that
 * was found on the tree is made in the text as it was given, comments, formatting and types kept.
 */
export interface SourceFile {
  path: string
  /** As it was given. */
  text: string
  /** JavaScript: `text` itself, or TypeScript with its types blanked out. */
  code: string
  ast: Program
  sourceType: 'module' | 'script'
}

const common = { ecmaVersion: 'latest', allowHashBang: true, locations: true } as const

/**
 * A file that parses as a CommonJS script is one, as Node guesses too; `.mjs` and `.mts` never are.
 * @throws SyntaxError with `pos`, the offset of what does not parse, where acorn knows it
 */
export function readSource(path: string, text: string): SourceFile {
  const code = /\.[cm]?ts$/.test(path) ? stripTypeScriptTypes(text, { mode: 'strip' }) : text
  const asScript = (): SourceFile => ({ path, text, code, ast: parse(code, { ...common, sourceType: 'script', allowReturnOutsideFunction: true }), sourceType: 'script' })
  const asModule = (): SourceFile => ({ path, text, code, ast: parse(code, { ...common, sourceType: 'module' }), sourceType: 'module' })
  if (/\.m[jt]s$/.test(path)) return asModule()
  if (/\.c[jt]s$/.test(path)) return asScript()
  try {
    return asScript()
  } catch (asScriptError) {
    try {
      return asModule()
    } catch (asModuleError) {
      // The error that came later in the text knows more of what was meant.
      throw position(asScriptError) > position(asModuleError) ? asScriptError : asModuleError
    }
  }
}

const position = (error: unknown): number => (error as { pos?: number }).pos ?? 0
