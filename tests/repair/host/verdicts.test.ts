import realAssert from 'node:assert'
import { createContext, runInContext } from 'node:vm'
import { expect as realExpect, expect, test, vi as realVi } from 'vitest'
import { assertSnippets, expectSnippets } from './expect-snippets.ts'
import { openApi } from './open-api.ts'

const here = (async () => undefined).constructor as FunctionConstructor

/** The constructor of async functions of a realm that has nothing but what Node gives. */
function elsewhere(): FunctionConstructor {
  return runInContext('(async () => undefined).constructor', createContext({ URL, URLSearchParams, TextEncoder, Buffer })) as FunctionConstructor
}

async function verdict(snippet: string, given: Record<string, unknown>, AsyncFunction: FunctionConstructor): Promise<'passes' | 'fails'> {
  try {
    await AsyncFunction(...Object.keys(given), snippet)(...Object.values(given))
    return 'passes'
  } catch {
    return 'fails'
  }
}

const differences = async (snippets: string[], real: Record<string, unknown>, ours: () => Record<string, unknown>): Promise<string[]> => {
  const found: string[] = []
  for (const snippet of snippets) {
    const wanted = await verdict(snippet, real, here)
    for (const [where, AsyncFunction] of Object.entries({ here, elsewhere: elsewhere() })) {
      const got = await verdict(snippet, ours(), AsyncFunction)
      if (got !== wanted) found.push(`${snippet} ${wanted}, ${where} it ${got}`)
    }
  }
  return found
}

test('expect comes to the verdicts of vitest, in its realm and in another', async () => {
  const ours = (): Record<string, unknown> => {
    const { expect, vi } = openApi().modules.vitest
    return { expect, vi }
  }
  expect(await differences(expectSnippets, { expect: realExpect, vi: realVi }, ours)).toEqual([])
})

test('assert comes to the verdicts of node:assert, in its realm and in another', async () => {
  expect(await differences(assertSnippets, { assert: realAssert }, () => ({ assert: openApi().modules['node:assert'] }))).toEqual([])
})

test('the snippets hold both verdicts in plenty', async () => {
  const all = await Promise.all(expectSnippets.map((snippet) => verdict(snippet, { expect: realExpect, vi: realVi }, here)))
  expect(all.filter((one) => one === 'fails').length).toBeGreaterThan(80)
  expect(all.filter((one) => one === 'passes').length).toBeGreaterThan(80)
})
