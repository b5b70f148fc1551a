import { parse } from 'acorn'
import type { GenomeFiles } from '../contract/genome.ts'

/** The first file that parses neither as a module nor as a script, with why; null where all do. What is no JavaScript is not looked at. */
export function doesNotParse(files: GenomeFiles): string | null {
  for (const [path, source] of Object.entries(files)) {
    if (!/\.[cm]?js$/.test(path)) continue
    const wrong = whyNot(source, 'module')
    if (wrong !== null && whyNot(source, 'script') !== null) return `${path}: ${wrong}`
  }
  return null
}

function whyNot(source: string, sourceType: 'module' | 'script'): string | null {
  try {
    parse(source, { ecmaVersion: 'latest', sourceType, allowHashBang: true, allowReturnOutsideFunction: true })
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
