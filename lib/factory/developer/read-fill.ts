import { jsonrepair } from 'jsonrepair'
import { z } from 'zod'
import type { GapKind } from '../../contract/factory/plan.ts'
import { fencesIn } from '../../mind/read-whole-file.ts'
import { examplesSchemas, type Examples } from '../tester/wish-scenarios.ts'

const isJson = (language: string): boolean => /^json5?$/i.test(language)

/** A model's answer to a gap: code in one fence, examples as JSON in another, and whatever it says around them. */
export function readFill(kind: GapKind, answer: string): { code: string; examples: Examples } | { refused: string } {
  const { fences } = fencesIn(answer.replaceAll('\r\n', '\n'), {})
  const code = fences.find(({ language }) => !isJson(language))?.text
  const json = fences.find(({ language }) => isJson(language))?.text
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
