import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '../../lib/chaos/random.ts'
import { commandEnvironment } from '../../lib/config.ts'
import type { Sandbox } from '../../lib/contract/ports/sandbox.ts'
import { healFile, type HealOrder, type HealResult } from '../../lib/healing/heal-file/heal-file.ts'
import { commandFor } from '../../lib/healing/heal-file/test-command.ts'
import { Workspace } from '../../lib/process/workspace.ts'
import { systemClock as clock } from '../../lib/process/clock.ts'
import type { TestFile } from './corpus.ts'
import type { Attempt } from './figures.ts'
import type { Broken } from './sample.ts'

/** In warm hosts, as `ouroboros heal FILE --test FILE` does; or one process for each candidate, as with any command. */
export type How = 'in hosts' | 'by command'

const lanes = 2
const timeLimitMs = 10_000
const patienceMs = 60_000

export function heal(sandbox: Sandbox, order: Omit<HealOrder, 'stop'>): Promise<HealResult> {
  return healFile({ ...order, stop: new AbortController().signal }, { clock, sandbox, random: seededRandom(1), env: commandEnvironment(), lanes })
}

/** A folder that holds these files and nothing else, for as long as it is used. */
export async function inFolder<T>(files: Record<string, string>, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'ouroboros-bench-'))
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @returns null where the visible tests do not notice the mistake: then there is nothing to heal */
export async function healBroken(sandbox: Sandbox, { program: { file, visible, hidden }, source, kind }: Broken, how: How): Promise<(Attempt & { kind: string; why: string }) | null> {
  return inFolder({ 'package.json': '{}', [file]: source, [visible.file]: visible.text }, async (folder) => {
    const test = how === 'in hosts' ? { file: join(folder, visible.file) } : { command: `exec '${process.execPath}' ${visible.file}`, folder }
    let first: string | null = null
    const { outcome, files, ms, confidence, summary, why } = await heal(sandbox, { files: [join(folder, file)], test, timeoutMs: timeLimitMs, onFirst: (versions) => { first = versions[file] ?? null } })
    if (outcome === 'already') return null
    const isHealed = outcome === 'healed'
    const chosen = files[join(folder, file)] ?? source
    const passesHidden = isHealed ? await passes(hidden, { [file]: chosen }) : null
    const firstPassesHidden = !isHealed || first === null || first === chosen ? passesHidden : await passes(hidden, { [file]: first })
    return { kind, isHealed, ms, passesHidden, firstPassesHidden, isProven: confidence === 'proven on held-out cases', why: isHealed ? summary : why }
  })
}

/** Whether tests pass as their author would run them, in a process of their own. */
export async function passes(test: TestFile, files: Record<string, string>): Promise<boolean> {
  const workspace = new Workspace(commandEnvironment())
  try {
    return await passesIn(workspace, test, files, patienceMs)
  } finally {
    workspace.close()
  }
}

/** The same in a workspace that may be used again. */
export async function passesIn(workspace: Workspace, { file, text }: TestFile, files: Record<string, string>, timeoutMs: number): Promise<boolean> {
  const command = commandFor(join(workspace.folder, file), file, text)
  if (command === null) throw new Error(`nothing here runs ${file}`)
  workspace.write({ 'package.json': '{}', ...files, [file]: text })
  return (await workspace.run(command, timeoutMs)).ok
}
