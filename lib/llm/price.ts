import type { Usage } from '../contract/model.ts'

/** US dollars for a token. */
export interface Price { input: number; output: number }

const perMillion = 1_000_000

/** `0.5/1.5`: US dollars for a million tokens, of questions and of answers. */
export function priceOf(text: string): Price {
  const [input = 0, output = 0] = text.split('/').map(Number)
  return { input: input / perMillion, output: output / perMillion }
}

/** US dollars. */
export const costOf = ({ inputTokens, outputTokens }: Usage, { input, output }: Price): number => inputTokens * input + outputTokens * output
