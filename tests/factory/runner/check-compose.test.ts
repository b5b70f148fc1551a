// docker-compose.yml of a real app's folder, as it is and as somebody may have broken it.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { writeIteration, type Part } from '../../../lib/app-folder/write-iteration.ts'
import { checkCompose } from '../../../lib/factory/runner/check-compose.ts'
import { findDocker, type Docker } from '../../../lib/factory/runner/docker.ts'
import { systemClock as clock } from '../../../lib/process/clock.ts'

type Compose = { services: Record<string, Record<string, unknown>>; volumes?: Record<string, unknown> }

let root = ''
const part = (id: string, more: Partial<Part['component']> = {}): Part => ({
  component: { id, layer: 'backend', language: 'javascript', title: id, needs: [], keepsData: true, ...more }, files: { 'main.js': 'roar()\n' }, port: 4_100,
})
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'check-compose-'))
  const parts = [part('lions'), part('web', { layer: 'frontend', needs: ['lions'], keepsData: false })]
  await writeIteration(root, { app: 'zoo', title: 'Zoo', language: 'en' }, null, { kind: 'feature', why: 'a zoo', slug: 'zoo', at: new Date(0), parts, tests: { scenarios: [], changes: [] } })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const file = (): string => join(root, 'docker-compose.yml')
function edit(change: (compose: Compose) => void): void {
  const compose = parse(readFileSync(file(), 'utf8')) as Compose
  change(compose)
  writeFileSync(file(), stringify(compose))
}
const wrong = async (): Promise<string[]> => (await checkCompose(root, null)).wrong

describe('an app’s Compose file, where there is no docker', () => {
  test('is well as it was written, and that it was not run is said', async () => {
    expect(await checkCompose(root, null)).toEqual({ wrong: [], unchecked: 'there is no docker on the PATH: docker-compose.yml was only checked, not run' })
  })

  test.each<[string, (compose: Compose) => void, RegExp]>([
    ['a text that is gone', () => rmSync(join(root, 'iterations/iter_001_zoo/backend/lions/main.js')), /^lions mounts \.\/iterations\/iter_001_zoo\/backend\/lions\/main\.js, which is not there$/],
    ['a folder that never was', ({ services }) => { services['lions']!['volumes'] = [{ type: 'bind', source: './nowhere', target: '/app' }] }, /^lions mounts \.\/nowhere, which is not there$/],
    ['a volume that is not listed', (compose) => { delete compose.volumes }, /^lions mounts the volume lions-data, which is not listed$/],
    ['a service that is not there', ({ services }) => { delete services['lions'] }, /^web depends on lions, which is not there$/],
    ['the same, in the short form', ({ services }) => { services['web']!['depends_on'] = ['tigers'] }, /^web depends on tigers, which is not there$/],
    ['a wait for nobody’s health', ({ services }) => { delete services['lions']!['healthcheck'] }, /^web waits until lions is healthy, and it has no health check$/],
    ['a privileged service', ({ services }) => { services['lions']!['privileged'] = true }, /services\.lions\.privileged: no service may be privileged/],
    ['no image', ({ services }) => { delete services['lions']!['image'] }, /services\.lions\.image: there is no image/],
    ['no service', (compose) => { compose.services = {} }, /there is no service/],
  ])('is refused with %s', async (_, change, message) => {
    edit(change)
    expect(await wrong()).toEqual([expect.stringMatching(message)])
  })

  test('names all that is wrong with its mounts and waits', async () => {
    edit(({ services }) => Object.assign(services['web']!, { depends_on: ['tigers'], volumes: ['./a:/a', 'b:/b', '/only/inside'] }))
    expect(await wrong()).toEqual(['web mounts ./a, which is not there', 'web mounts the volume b, which is not listed', 'web depends on tigers, which is not there'])
  })

  test('that is not YAML, or missing, is one sentence', async () => {
    writeFileSync(file(), 'services: {')
    expect(await wrong()).toEqual([expect.stringMatching(/docker-compose\.yml is not YAML: .*line 1/)])
    rmSync(file())
    expect(await wrong()).toEqual([expect.stringMatching(/docker-compose\.yml is missing$/)])
  })
})

describe('an app’s Compose file, where there is a docker command and no engine', () => {
  /** A docker on a PATH of its own, which does no more than a shell line says. */
  function dockerThat(does: string): Docker | null {
    const path = join(root, 'path')
    mkdirSync(path, { recursive: true })
    writeFileSync(join(path, 'docker'), `#!/bin/sh\n${does}\n`)
    chmodSync(join(path, 'docker'), 0o755)
    return findDocker({ environment: { PATH: path }, clock })
  }
  const noEngine = 'echo "Cannot connect to the Docker daemon at unix:///var/run/docker.sock." >&2; exit 1'

  test('is not run without Compose', async () => {
    const { wrong, unchecked } = await checkCompose(root, dockerThat('[ "$1" != compose ] || exit 125'))
    expect([wrong, unchecked]).toEqual([[], 'docker has no Compose plugin here: docker-compose.yml was only checked, not run'])
  })

  test('is not run where nobody answers, and Compose’s own word on it counts', async () => {
    const docker = dockerThat(`case "$1 $*" in
      "compose"*version) exit 0 ;;
      "compose"*"config --quiet") [ "\${#SECRET}" = 64 ] || exit 1; [ ! -e ${join(root, 'refused')} ] || { echo "services.lions Additional property colour is not allowed" >&2; exit 15; } ;;
      *) ${noEngine} ;;
    esac`)
    expect(await checkCompose(root, docker)).toEqual({
      wrong: [], unchecked: 'no Docker engine answers here (Cannot connect to the Docker daemon at unix:///var/run/docker.sock.): docker-compose.yml was only checked, not run',
    })
    writeFileSync(join(root, 'refused'), '')
    expect((await checkCompose(root, docker)).wrong).toEqual([expect.stringMatching(/^Compose does not take .*docker-compose\.yml: services\.lions Additional property colour/)])
  })
})
