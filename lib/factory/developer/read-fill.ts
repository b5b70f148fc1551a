import { jsonrepair } from 'jsonrepair'
import { z } from 'zod'
import type { GapKind } from '../../contract/factory/plan.ts'
import { examplesSchemas, type Examples } from '../tester/wish-scenarios.ts'

const fences = /^\s{0,3}```[ \t]*([\w-]*)[^\n]*\n([\s\S]*?)^\s{0,3}```/gm

/** A model's answer to a gap: code in one fence, examples as JSON in another, and whatever it says around them. */
export function readFill(kind: GapKind, answer: string): { code: string; examples: Examples } | { refused: string } {
  const blocks = [...answer.replaceAll('\r\n', '\n').matchAll(fences)].map(([, language = '', text = '']) => ({ isJson: /^json5?$/i.test(language), text }))
  const code = blocks.find(({ isJson }) => !isJson)?.text
  const json = blocks.find(({ isJson }) => isJson)?.text
  if (code === undefined) return { refused: 'there is no code between ```js and ```' }
  if (json === undefined) return { refused: 'there are no examples between ```json and ```' }
  const examples = examplesSchemas[kind].safeParse(repaired(json))
  return examples.success ? { code, examples: { gap: kind, ...examples.data } as Examples } : { refused: `the examples are not right: ${z.prettifyError(examples.error).replaceAll(/\s+/g, ' ').slice(0, 300)}` }
}

function repaired(text: string): unknown {
  try {
    return JSON.parse(jsonrepair(text))
  } catch {
    return undefined
  }
}
