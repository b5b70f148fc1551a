import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { describeApi, operations } from '../../lib/gate/openapi.ts'
import { refusals } from '../../lib/gate/problem.ts'

const app = fileURLToPath(new URL('../../app', import.meta.url))
type Routes = Record<string, (request: Request, context: unknown) => Promise<Response>>

/** What each route.ts really answers to: asked by a method that none of them has. */
async function served(): Promise<string[]> {
  const files = globSync('**/route.ts', { cwd: app }).filter((file) => !file.includes('[[...unknown]]'))
  const found = await Promise.all(files.map(async (file) => {
    const route = (await import(`${app}/${file}`)) as Routes
    const refused = await route['PATCH']?.(new Request('http://localhost/', { method: 'PATCH' }), {})
    const allowed = (refused?.headers.get('allow') ?? '').split(', ').filter((method) => method !== 'HEAD' && method !== 'OPTIONS')
    const path = `/${file.replace(/\/route\.ts$/, '').replaceAll('[', '{').replaceAll(']', '}')}`
    return allowed.map((method) => `${method} ${path}`)
  }))
  return found.flat().sort()
}

const document = describeApi('1.2.3') as unknown as {
  openapi: string
  info: { version: string }
  paths: Record<string, Record<string, { summary: string; responses: Record<string, unknown>; parameters?: { name: string; in: string }[] }>>
  components: { schemas: Record<string, unknown> }
}
const described = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)).sort()

describe('the OpenAPI document', () => {
  it('names every address and method that is served, and no other', async () => {
    expect(described).toEqual(await served())
    expect(described.length).toBeGreaterThan(25)
  })

  it('is OpenAPI 3.1 with the version of the program', () => {
    expect(document.openapi).toBe('3.1.0')
    expect(document.info.version).toBe('1.2.3')
  })

  it('describes the parameters of each path, and a good and a bad answer of each operation', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, described] of Object.entries(methods)) {
        const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
        expect(described.parameters?.filter((each) => each.in === 'path').map((each) => each.name) ?? [], path).toEqual(inPath)
        expect(Object.keys(described.responses), `${method} ${path}`).toEqual(expect.arrayContaining([method === 'get' ? '200' : expect.stringMatching(/^20[02]$/), '500']))
        expect(described.summary.length).toBeGreaterThan(5)
      }
    }
  })

  it('shows every refusal with the status that it is sent with', () => {
    const chaos = document.paths['/api/chaos']?.['post']?.responses ?? {}
    expect(Object.keys(chaos).sort()).toEqual(['202', '400', '401', '403', '404', '409', '413', '415', '421', '422', '423', '429', '500', '503'])
    expect(document.components.schemas).toHaveProperty('Problem')
  })
})

describe('the operations', () => {
  it('are each there once', () => {
    const names = operations.map(({ method, path }) => `${method} ${path}`)
    expect(new Set(names).size).toBe(names.length)
  })

  it('say a way out for every refusal', () => {
    for (const [code, [status, title, wayOut]] of Object.entries(refusals)) {
      expect([status >= 400 && status < 600, title.length > 5, wayOut.length > 5], code).toEqual([true, true, true])
    }
  })
})
