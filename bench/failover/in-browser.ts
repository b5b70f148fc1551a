import { setTimeout as sleep } from 'node:timers/promises'
import { ask, openBrowser, openProject } from '../page/open.ts'
import type { Figure } from '../figure.ts'
import { none } from './figures.ts'

interface Cores { cores: { id: string; pid: number; epoch: number; role: string }[] }

/** A page that is open all the time, while every other core is killed and the ones between are told to hand over. */
export async function inBrowser(failovers: number): Promise<Figure[]> {
  const { url, close } = await openProject({ OUROBOROS_CORE_RESTARTS: '10000' })
  const browser = await openBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    const seqs: number[] = []
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => seqs.push(...seqsOf(String(payload)))))
    await page.goto(url)
    await page.getByRole('status', { name: 'Connection' }).getByText('live link').waitFor()
    for (let round = 0; round < failovers; round += 1) {
      const leader = await settled(url)
      if (round % 2 === 0) process.kill(leader.pid, 'SIGKILL')
      else await fetch(`${url}/api/cores/switch`, { method: 'POST' })
      while (((await ask<Cores>(`${url}/api/cores`)).cores[0]?.epoch ?? 0) <= leader.epoch) await sleep(20)
    }
    await settled(url)
    const { head } = await ask<{ head: number }>(`${url}/api/health`)
    while ((seqs.at(-1) ?? 0) < head) await sleep(50)
    const doubled = seqs.length - new Set(seqs).size
    const lost = (seqs.at(-1) ?? 0) - (seqs[0] ?? 0) + 1 - new Set(seqs).size
    return [
      none(`browser: events lost over ${failovers} failovers (of ${seqs.length})`, lost),
      none(`browser: events doubled over ${failovers} failovers`, doubled),
    ]
  } finally {
    await browser.close()
    await close()
  }
}

async function settled(url: string): Promise<Cores['cores'][number]> {
  for (;;) {
    const { cores } = await ask<Cores>(`${url}/api/cores`)
    const leader = cores.find(({ role }) => role === 'active')
    // Heard a moment ago: a dead one stands in the list for a while.
    const heard = cores.some(({ role, pid }) => role === 'standby' && isAlive(pid))
    if (leader && heard && isAlive(leader.pid)) return leader
    await sleep(50)
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Of a socket.io message of events, in the order in which they came. */
function seqsOf(payload: string): number[] {
  const json = /^42(\[.*)$/s.exec(payload)?.[1]
  if (json === undefined) return []
  const [name, batch] = JSON.parse(json) as [string, unknown]
  return name === 'events' ? (batch as { seq: number }[]).map(({ seq }) => seq) : []
}
