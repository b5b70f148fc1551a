import { z } from 'zod'
import { OpenApiGeneratorV31, OpenAPIRegistry } from '@asteasolutions/zod-to-openapi'
import { test } from 'vitest'
test('x', () => {
  type J = null | boolean | number | string | J[] | { [k: string]: J }
  const json: z.ZodType<J> = z.lazy(() => z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(json), z.record(z.string(), json)])).meta({ id: 'Json' })
  const r = new OpenAPIRegistry()
  r.registerPath({ method: 'get', path: '/x', responses: { 200: { description: 'x', content: { 'application/json': { schema: z.object({ rows: z.array(z.array(json)) }) } } } } })
  console.log(JSON.stringify(new OpenApiGeneratorV31(r.definitions).generateDocument({ openapi: '3.1.0', info: { title: 'x', version: '1' } })))
})
