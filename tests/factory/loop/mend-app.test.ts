import { expect, test } from 'vitest'
import type { Registry } from '../../../lib/contract/factory/registry.ts'
import type { FlowEngine } from '../../../lib/factory/flow/engine.ts'
import { mendApp } from '../../../lib/factory/loop/mend-app.ts'
import { systemClock as clock } from '../../../lib/process/clock.ts'

test('a flow that breaks is forgotten, and the break is told at once, whoever keeps the flow being away or not', async () => {
  const begun: string[] = []
  const forgotten: string[] = []
  const engine: FlowEngine = {
    run: ({ id }) => {
      begun.push(id)
      return Promise.reject(new Error('the reviewer died'))
    },
    forget: (id) => {
      forgotten.push(id)
      return new Promise(() => undefined)
    },
  }
  const registry = { app: 'links', inForce: 1, components: [], iterations: [] } as unknown as Registry
  const ports = { engine, clock, onEvent: () => undefined, iterations: 1, timeMs: 1_000, budgetMs: 1_000, seed: 1, after: [], stop: new AbortController().signal }
  await expect(mendApp('/nowhere', registry, { scenarios: [], changes: [] }, ports)).rejects.toThrow('the reviewer died')
  expect(forgotten).toEqual(begun)
  expect(begun).toHaveLength(1)
})
