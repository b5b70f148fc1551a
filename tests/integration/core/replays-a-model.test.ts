import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { rootDir } from '../../../lib/config.ts'
import { startFakeOllama } from '../../fixtures/llm/fake-ollama.ts'
import { startLab } from './start-lab.ts'

/** For a talk: what a model said is kept in a file, and said again with nobody there. */
describe('a run with a model', () => {
  const id = 'bubble-sort'
  const folder = mkdtempSync(join(tmpdir(), 'ouroboros-talk-'))
  const talk = join(folder, 'talk.ndjson')
  const original = readFileSync(join(rootDir, 'organism', id, 'organism.js'), 'utf8')
  const pieces = ['WHY: a line threw for no reason\n', 'FILE: organism.js\n```js\n', original, '```\n']
  afterAll(() => rmSync(folder, { recursive: true }))

  async function heal(env: Record<string, string>) {
    const lab = await startLab({ organisms: [id], env })
    try {
      await lab.ask({ kind: 'configure-healing', organism: id, rungs: ['resident', 'rollback'] })
      await lab.waitFor('a proven live version', () => lab.reader.genomes({ organism: id, limit: 1 })[0]?.status === 'proven')
      await lab.ask({ kind: 'chaos-inject', organism: id, fault: 'thrown-error', seed: 11 })
      const incident = await lab.ended(id)
      const answers = lab.events('model-answer', id)
      return { incident, answers: answers.map(({ data }) => data), said: answers.map(({ seq }) => lab.reader.attachment(seq)?.split('── answer ──\n')[1]) }
    } finally {
      await lab.close()
    }
  }

  it('is recorded, and played again byte for byte with no network: it says that it is a replay, and costs nothing', async () => {
    const server = await startFakeOllama()
    server.script({ pieces })
    const live = await heal({ OUROBOROS_MIND: 'ollama/coder', OUROBOROS_MIND_URL: server.url, OUROBOROS_MIND_HOSTS: new URL(server.url).host, OUROBOROS_MIND_RECORD: talk })
    await server.close()
    expect(live.incident).toMatchObject({ end: 'healed', rung: 'resident' })
    expect(live.answers).toMatchObject([{ isReplay: false, provider: 'ollama' }])
    expect(JSON.parse(readFileSync(talk, 'utf8').split('\n')[0] ?? '')).toMatchObject({ format: 'ouroboros-model-recording', provider: 'ollama', model: 'coder' })

    const again = await heal({ OUROBOROS_MIND: `replay/${talk}` })
    expect(again.incident).toMatchObject({ end: 'healed', rung: 'resident' })
    expect(again.answers).toMatchObject([{ isReplay: true, provider: 'replay', costUsd: 0 }])
    expect(again.said).toEqual(live.said)
    expect(again.said).toEqual([pieces.join('')])
  })

  it('that is not there is said, and the other rungs heal', async () => {
    const { incident, answers } = await heal({ OUROBOROS_MIND: `replay/${join(folder, 'nothing.ndjson')}` })
    expect(incident).toMatchObject({ end: 'rolled-back' })
    expect(answers).toMatchObject([{ outcome: 'model-recording' }])
    expect(incident.attempts[0]).toMatchObject({ rung: 'resident', accepted: false })
  })
})
