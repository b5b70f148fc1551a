import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { getHeapStatistics } from 'node:v8'
import fc from 'fast-check'
import { z } from 'zod'
import { RequestInvalidError } from '../contract/errors.ts'
import { genomePathSchema, manifestSchema, organismIdSchema } from '../contract/organism.ts'
import type { Organism, ScriptTask } from '../contract/spec.ts'
import { readProgram } from '../healing/heal-file/read-program.ts'

/** What `ouroboros watch` was asked for, as it hands it on to the core. All paths are absolute. */
export const watchOrderSchema = z.strictObject({
  script: z.string(),
  args: z.array(z.string()),
  cwd: z.string(),
  /** What heals it has to pass this; null: no code may be written. */
  test: z.union([z.strictObject({ file: z.string() }), z.strictObject({ command: z.string(), folder: z.string() })]).nullable(),
  /** A proven healed text goes over the user's file, where that is what failed. */
  write: z.boolean(),
  /** It is run again this long after it has ended well; null: once. */
  everyMs: z.number().int().min(50).max(3_600_000).nullable(),
})
export type WatchOrder = z.infer<typeof watchOrderSchema>

export const readWatchOrder = (path: string): WatchOrder => watchOrderSchema.parse(JSON.parse(readFileSync(path, 'utf8')))

export interface WatchedOrganism extends Organism {
  specHash: string
  /** Absolute folder that its genome's paths are relative to. */
  root: string
}

const mostFiles = 64

/**
 * A user's own script as an organism: itself and all that it imports by a relative path. Its spec asks nothing of it but
 * to live: what is right is its tests' to say.
 * @throws RequestInvalidError naming the file that cannot be taken in
 */
export function watchedOrganism({ script, args, test, everyMs }: WatchOrder): WatchedOrganism {
  const program = readProgram([script], null)
  const files = Object.fromEntries(Object.entries(program.files).filter(([path]) => test === null || !('file' in test) || join(program.root, path) !== test.file))
  const paths = Object.keys(files)
  const odd = paths.find((path) => !genomePathSchema.safeParse(path).success)
  if (odd !== undefined) throw new RequestInvalidError(`${join(program.root, odd)} cannot be watched: its name may have letters, digits, dots, dashes and underscores, and no spaces`)
  if (paths.length > mostFiles) throw new RequestInvalidError(`${script} imports ${paths.length - 1} files of its own, the last of them ${join(program.root, paths.at(-1) ?? '')}; at most ${mostFiles - 1} can be watched with it`)

  const task: ScriptTask = { args, stdin: '' }
  const unlimited = Number.MAX_SAFE_INTEGER
  return {
    id: idOf(script),
    root: program.root,
    files,
    specHash: createHash('sha256').update(JSON.stringify({ args, test })).digest('hex'),
    manifest: manifestSchema.parse({
      kind: 'script',
      title: basename(script).slice(0, 60),
      teaches: test === null
        ? 'Your own script, unsandboxed. Nothing says what is right: with --test TEST it could be healed, too.'
        : `Your own script, unsandboxed. What heals it has to pass ${'file' in test ? relative(program.root, test.file) : test.command}.`.slice(0, 300),
      entry: relative(program.root, script).split(sep).join('/'),
      files: paths,
      ...(everyMs === null ? {} : { pulseMs: everyMs }),
      // One look at a new process is all of its probation: it waits until the process has lived long enough.
      probationPulses: 1,
      // What comes back every hour is no accident: where it can be healed, it should be.
      ...(test === null ? { healing: { mode: 'rollback-only' } } : { healing: { budgetsMs: { antibody: 10_000, repair: 30_000 } }, budget: { restarts: 3, periodMs: 3_600_000 } }),
    }),
    spec: {
      task: fc.constant(task), examples: [], properties: [], fitness: ({ wallMs }) => -wallMs,
      limits: { timeoutMs: unlimited, heapMb: Math.round(getHeapStatistics().heap_size_limit / 1_048_576), rssMb: unlimited, cpuSeconds: unlimited, outputBytes: unlimited },
    },
  }
}

/** The file's name as an organism is called. */
function idOf(script: string): string {
  const slug = basename(script).replace(/\.[cm]?[jt]s$/, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 63)
  return organismIdSchema.safeParse(slug).data ?? 'script'
}
