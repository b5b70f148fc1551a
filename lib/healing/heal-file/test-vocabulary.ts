import type { GenomeFiles } from '../../contract/genome.ts'
import { constantsIn } from '../../repair/organism-suite.ts'
import type { Expectations } from '../../repair/suite.ts'
import { plainWords } from '../../repair/3-edit/refusals.ts'
import { rowFormsIn } from '../../repair/row-forms.ts'

/** What test files tell of right results. */
export const expectationsIn = (tests: GenomeFiles): Expectations => ({ constants: constantsOf(tests), shapes: shapesOf(tests), rows: rowFormsIn(textsOf(tests)), refusals: refusalsOf(tests) })

/** Constants in the tests, the commonest first: what a lost one may have been. */
export function constantsOf(tests: GenomeFiles): (number | string | boolean | null)[] {
  const text = Object.values(tests).join('\n')
  const numbers = [...text.matchAll(/(?<![\w.$])-?\d+(?:\.\d+)?(?![\w.])/g)].map(([number]) => Number(number))
  const texts = [...text.matchAll(/(['"`])([^'"`\n\\]{0,20})\1/g)].map(([, , inner = '']) => inner)
  return constantsIn([...numbers, ...texts])
}

/** Texts of several lines: `'a 1\nb 2'`, and those that are written over several lines. */
export function textsOf(tests: GenomeFiles): string[] {
  return [...Object.values(tests).join('\n').matchAll(/'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"|`((?:\\.|[^`\\])*)`/g)]
    .map(([, ...inner]) => (inner.find((text) => text !== undefined) ?? '').replaceAll(String.raw`\n`, '\n'))
    .filter((text) => text.includes('\n') && !text.includes('${'))
}

/** Texts, lists and arguments: what stands in them is no key. */
const filling = /(['"`])(?:\\.|(?!\1).)*\1|\[[^[\]]*\]|\([^()]*\)/g

/** Sets of keys of the object literals in the tests. */
export function shapesOf(tests: GenomeFiles): string[][] {
  const inner = [...Object.values(tests).join('\n').matchAll(/\{([^{}]{2,120})\}/g)].map(([, text = '']) => [...text.replaceAll(filling, '()').matchAll(/(?:^|,)\s*([A-Za-z_$][\w$]*)\s*(?=[:,]|$)/g)].map(([, key = '']) => key))
  const shapes = new Map(inner.filter((keys) => keys.length > 0 && keys.length <= 8).map((keys) => [keys.join(), keys]))
  return [...shapes.values()].slice(0, 8)
}

/** What tests want to be refused with, in plain words; '' for a refusal in any words. Which of them fails is not known. */
export function refusalsOf(tests: GenomeFiles): { check: null; message: string }[] {
  const lines = Object.values(tests).join('\n').split('\n').filter((line) => /\bthrows\b|\brejects\b|\btoThrow/.test(line))
  const messages = lines.flatMap((line) => {
    const patterns = [...line.matchAll(/[(,:]\s*\/((?:\\.|[^/\\\n])+)\/[a-z]*/g)].map(([, source = '']) => wordsOf(source))
    const texts = [...line.matchAll(/(?:toThrow\w*\(|message:)\s*(['"`])((?:\\.|(?!\1).)*)\1/g)].map(([, , inner = '']) => inner.replaceAll(/\\(['"`\\])/g, '$1'))
    return patterns.length + texts.length > 0 ? [...patterns, ...texts] : ['']
  })
  return [...new Set(messages)].map((message) => ({ check: null, message }))
}

function wordsOf(source: string): string {
  try {
    return plainWords(new RegExp(source))
  } catch {
    return ''
  }
}
