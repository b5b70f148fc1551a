import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { composeName } from '../../app-folder/paths.ts'
import { readYaml } from '../../app-folder/yaml-file.ts'
import { AppInvalidError } from '../../contract/errors.ts'
import { whyNoEngine, type Docker } from './docker.ts'

const waitsSchema = z.union([
  z.array(z.string()).transform((names) => Object.fromEntries(names.map((name) => [name, 'service_started']))),
  z.record(z.string(), z.looseObject({ condition: z.enum(['service_started', 'service_healthy', 'service_completed_successfully']).default('service_started') }))
    .transform((waits) => Object.fromEntries(Object.entries(waits).map(([name, { condition }]) => [name, condition as string]))),
])

/** A source is a path, the name of a volume, or null where Compose makes one without a name. */
const mountSchema = z.union([
  z.string().transform((mount) => (mount.includes(':') ? mount.split(':')[0] ?? '' : null)),
  z.looseObject({ type: z.string(), source: z.string().optional() }).transform(({ type, source = null }) => (type === 'bind' || type === 'volume' ? source : null)),
])

/** What Compose needs of a file, as far as a wrong one can be told from a right one without Compose; all else is let through. */
const composeSchema = z.looseObject({
  services: z.record(z.string(), z.looseObject({
    image: z.string('there is no image').min(1),
    volumes: z.array(mountSchema).default([]),
    depends_on: waitsSchema.default({}),
    healthcheck: z.looseObject({ test: z.union([z.string().min(1), z.array(z.string()).min(1)]) }).optional(),
    privileged: z.literal(false, 'no service may be privileged').optional(),
  })).refine((services) => Object.keys(services).length > 0, 'there is no service'),
  volumes: z.record(z.string(), z.unknown()).nullish(),
})

export interface ComposeCheck {
  /** A sentence each; none: the file is well. */
  wrong: string[]
  /** What could not be checked, and why; null: an engine answers, and can run it. */
  unchecked: string | null
}

/** Looks at an app's docker-compose.yml without running it: its own look, and that of Compose itself where its command is there. */
export async function checkCompose(root: string, docker: Docker | null): Promise<ComposeCheck> {
  const own = ownCheck(root)
  const why = await whyNoEngine(docker)
  return {
    wrong: own.length > 0 || docker === null ? own : await checkByCompose(root, docker),
    unchecked: why === null ? null : `${why}: ${composeName} was only checked, not run`,
  }
}

function ownCheck(root: string): string[] {
  try {
    const compose = readYaml(root, composeName, composeSchema)
    return compose === null ? [`${join(root, composeName)} is missing`] : [...wrongIn(root, compose)]
  } catch (error) {
    if (error instanceof AppInvalidError) return [error.message]
    throw error
  }
}

function* wrongIn(root: string, { services, volumes }: z.infer<typeof composeSchema>): Generator<string> {
  for (const [id, { volumes: sources, depends_on: waits }] of Object.entries(services)) {
    for (const source of sources) {
      if (source === null) continue
      const isPath = /^[./~]/.test(source)
      if (isPath && !source.startsWith('~') && !existsSync(resolve(root, source))) yield `${id} mounts ${source}, which is not there`
      if (!isPath && !Object.hasOwn(volumes ?? {}, source)) yield `${id} mounts the volume ${source}, which is not listed`
    }
    for (const [name, condition] of Object.entries(waits)) {
      const other = services[name]
      if (other === undefined) yield `${id} depends on ${name}, which is not there`
      else if (condition === 'service_healthy' && other.healthcheck === undefined) yield `${id} waits until ${name} is healthy, and it has no health check`
    }
  }
}

/** It needs no engine. Where the command or its plugin is missing, there is nothing more to say. */
async function checkByCompose(root: string, docker: Docker): Promise<string[]> {
  if (!(await docker.run(['compose', 'version'])).ok) return []
  const { ok, lastLine } = await docker.run(['compose', '--project-directory', root, '--file', join(root, composeName), 'config', '--quiet'], { environment: { SECRET: 'x'.repeat(64) } })
  return ok ? [] : [`Compose does not take ${join(root, composeName)}: ${lastLine}`]
}
