import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig, rootDir, type Config } from '../../../lib/config.ts'

export interface LabFolder {
  /** Names of the project's own organisms to take along. */
  organisms?: string[]
  /** Changes to all of their manifests. */
  manifest?: object
  /** Further ones: folder → file → text. */
  folders?: Record<string, Record<string, string>>
}

/** A place for a lab of its own. */
export function makeLabFolder({ organisms = [], manifest = {}, folders = {} }: LabFolder): { dir: string; config: Config } {
  const dir = mkdtempSync(join(tmpdir(), 'ouroboros-lab-'))
  const organismsDir = join(dir, 'organisms')
  mkdirSync(organismsDir)
  // Specs import fast-check: Node looks for it upwards from where they are.
  symlinkSync(join(rootDir, 'node_modules'), join(dir, 'node_modules'))
  for (const name of organisms) {
    cpSync(join(rootDir, 'organism', name), join(organismsDir, name), { recursive: true })
    const path = join(organismsDir, name, 'organism.json')
    writeFileSync(path, JSON.stringify({ ...(JSON.parse(readFileSync(path, 'utf8')) as object), ...manifest }))
  }
  for (const [folder, files] of Object.entries(folders)) {
    mkdirSync(join(organismsDir, folder))
    for (const [name, text] of Object.entries(files)) writeFileSync(join(organismsDir, folder, name), text)
  }
  const config = { ...loadConfig({ env: {}, argv: ['--data', join(dir, 'data')], cwd: rootDir }), organismsDir }
  mkdirSync(config.dataDir)
  return { dir, config }
}
