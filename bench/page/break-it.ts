import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { classicOf, faultSeed } from '../../lib/chaos/chance.ts'
import { percentile, type Figure } from '../figure.ts'
import { ask, openBrowser, openProject } from './open.ts'

/**
 * From the click on “Break it” to the engine's word that it has it on disk, and to the incident on the page; with the
 * real engine. A command is asked for over the API without a page too, and looked for by a page that asks once a second.
 * Before each round the demo is reset, which is a figure of its own, beside a start in an empty folder.
 */

const rounds = 24
const starts = 3
const organism = 'bubble-sort'
const bystander = 'csv-parser'
/** Of demos whose first fault always shows at once: what is measured is the way of a crash, not how long an endless loop may run. */
const seeds = Array.from({ length: 1_000 }, (_, seed) => seed).filter((seed) => classicOf(faultSeed({ seed, organism, faults: 0 }, 0)) === 'syntax-error').slice(0, rounds)

export async function breakIt(): Promise<Figure[]> {
  const { url, close } = await openProject()
  const browser = await openBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(`${url}/?organism=${organism}`)
    await page.getByRole('img', { name: /bubble-sort is healthy/ }).waitFor()
    await page.getByRole('status', { name: 'Connection' }).filter({ hasText: 'live link' }).waitFor()
    const taken: number[] = []
    const seen: number[] = []
    const bare: number[] = []
    const polled: number[] = []
    const resets: number[] = []
    for (const [round, seed] of seeds.entries()) {
      resets.push(await reset(url, seed))
      await calm(url)
      await sleep(200 + round * 37)
      const before = await incidents(url)
      const polling = poll(url, before, (round * 137) % 1_000)
      const { acknowledgedMs, visibleMs, clickedAt } = await clickAndWatch(page)
      taken.push(acknowledgedMs)
      seen.push(visibleMs)
      polled.push(await polling - clickedAt)
      bare.push(await askBare(url))
    }
    const anew = await startAnew()
    const [back, backControl] = [percentile(resets, 95), percentile(anew, 95)]
    const [ack, visible] = [percentile(taken, 95), percentile(seen, 95)]
    const [ackControl, visibleControl] = [percentile(bare, 95), percentile(polled, 95)]
    return [
      { name: `click on Break it to acknowledged, p95 of ${rounds}`, value: ack, unit: 'ms', control: ackControl, ratio: ack / ackControl, goal: '≤ 100 ms; control: the API alone', met: ack <= 100 },
      { name: `click on Break it to the crash on the page, p95 of ${rounds}`, value: visible, unit: 'ms', control: visibleControl, ratio: visible / visibleControl, goal: '≤ 1000 ms; control: asking once a second', met: visible <= 1_000 },
      { name: `Reset demo, asked to done, p95 of ${rounds}`, value: back, unit: 'ms', control: backControl, ratio: back / backControl, goal: '≤ 2000 ms; control: a start in an empty folder', met: back <= 2_000 },
    ]
  } finally {
    await browser.close()
    await close()
  }
}

interface Shown { view: { organisms: Record<string, { state: string; incidents: { end: string | null }[] }>; injections: { organism: string; end: string | null }[] } }

const incidents = async (url: string): Promise<number> => (await ask<Shown>(`${url}/api/status`)).view.organisms[organism]?.incidents.length ?? 0

/** Healthy, and no fault in force. */
async function calm(url: string): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(100)) {
    const { organisms, injections } = (await ask<Shown>(`${url}/api/status`)).view
    if (organisms[organism]?.state === 'healthy' && organisms[organism].incidents.every(({ end }) => end !== null) && injections.every((row) => row.organism !== organism || row.end !== null)) return
  }
  throw new Error(`${organism} did not become healthy again`)
}

/** Every organism as at the first start, and all chance drawn from this seed. @returns ms until the engine says so */
async function reset(url: string, seed: number): Promise<number> {
  const start = performance.now()
  const answer = await fetch(`${url}/api/demo/reset`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ seed }) })
  const { command } = await answer.json() as { command: string }
  for (;;) {
    const { state } = await ask<{ state: string }>(`${url}/api/commands/${command}`)
    if (state === 'done') return performance.now() - start
    if (state === 'refused') throw new Error('the reset was refused')
    await sleep(5)
  }
}

/** The same by hand: another start, with nothing in its folder. @returns ms of each until it can be used */
async function startAnew(): Promise<number[]> {
  const taken: number[] = []
  while (taken.length < starts) {
    const start = performance.now()
    const { close } = await openProject()
    taken.push(performance.now() - start)
    await close()
  }
  return taken
}

/** By one clock, the page's: from the click itself. */
function clickAndWatch(page: Page): Promise<{ acknowledgedMs: number; visibleMs: number; clickedAt: number }> {
  return page.evaluate(() => new Promise((resolve, reject) => {
    const stories = (): string[] => [...document.querySelectorAll('a[href*="/incidents/"]')].map((link) => link.getAttribute('href') ?? '')
    const known = new Set(stories())
    const button = [...document.querySelectorAll('button')].find((one) => /Break it/.test(one.textContent))
    if (!button || button.disabled) return reject(new Error('there is no button to break it with that is on'))
    let acknowledgedMs: number | null = null
    let visibleMs: number | null = null
    const done = (): void => { if (acknowledgedMs !== null && visibleMs !== null) resolve({ acknowledgedMs, visibleMs, clickedAt }) }
    const requests = new PerformanceObserver((list) => {
      const answer = list.getEntries().find((entry) => entry.name.endsWith('/api/chaos') && entry.startTime >= start)
      if (!answer || acknowledgedMs !== null) return
      acknowledgedMs = (answer as PerformanceResourceTiming).responseEnd - start
      done()
    })
    requests.observe({ type: 'resource' })
    const changes = new MutationObserver(() => {
      if (stories().every((href) => known.has(href))) return
      changes.disconnect()
      requestAnimationFrame(() => {
        visibleMs = performance.now() - start
        done()
      })
    })
    changes.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['href'] })
    setTimeout(() => reject(new Error(`no crash within 15 s; acknowledged: ${acknowledgedMs}`)), 15_000)
    const clickedAt = Date.now()
    const start = performance.now()
    button.click()
  }))
}

async function poll(url: string, before: number, offsetMs: number): Promise<number> {
  await sleep(offsetMs)
  while (await incidents(url) <= before) await sleep(1_000)
  return Date.now()
}

/** A command with no page around it, of an organism that is left alone otherwise; taken back at once. */
async function askBare(url: string): Promise<number> {
  const post = (verb: string): Promise<Response> => fetch(`${url}/api/organisms/${bystander}/${verb}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
  const start = performance.now()
  const answer = await post('pause')
  await answer.text()
  const ms = performance.now() - start
  if (answer.status !== 202) throw new Error(`the engine answered ${answer.status}`)
  await (await post('resume')).text()
  return ms
}
