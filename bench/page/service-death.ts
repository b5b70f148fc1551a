import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { percentile, type Figure } from '../figure.ts'
import { ask, openBrowser, openProject } from './open.ts'

/** From the death of a service to its being told on the page, in a real browser, against a page that polls once a second. */

const rounds = 20

export async function serviceDeath(): Promise<Figure[]> {
  const { url, close } = await openProject()
  const browser = await openBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(`${url}/?organism=beacon`)
    await page.getByRole('img', { name: /beacon is healthy/ }).waitFor()
    const seen: number[] = []
    const polled: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const before = await incidents(url)
      const onPage = await watchLog(page)
      // Not in step with the poll.
      await sleep(1_700 + round * 40)
      const [process_, polling] = [await servicePid(url), poll(url, before, (round * 137) % 1_000)]
      const killed = Date.now()
      process.kill(process_, 'SIGKILL')
      seen.push(await onPage.when() - killed)
      polled.push(await polling - killed)
      // Back-off ends with a good pulse, the budget of restarts with its period.
      await sleep(6_200)
    }
    const value = percentile(seen, 95)
    const control = percentile(polled, 95)
    return [{ name: 'crash to visible in the page, p95', value, unit: 'ms', control, ratio: value / control, goal: '≤ 250 ms', met: value <= 250 }]
  } finally {
    await browser.close()
    await close()
  }
}

async function incidents(url: string): Promise<number> {
  return (await ask<{ incidents: unknown[] }>(`${url}/api/incidents?organism=beacon`)).incidents.length
}

/** The service's process, as its last start was told. */
async function servicePid(url: string): Promise<number> {
  const { events } = await ask<{ events: { kind: string; data: { pid?: number } }[] }>(`${url}/api/events?organism=beacon&limit=1000&after=0`)
  const pid = events.findLast(({ kind }) => kind === 'service-start')?.data.pid
  if (pid === undefined) throw new Error('the beacon has not started')
  return pid
}

/** When the page first tells of a kill that it does not tell of now; each names its own lifetime. By the wall clock of this machine, which browser and bench share. */
async function watchLog(page: Page): Promise<{ when: () => Promise<number> }> {
  const handle = await page.evaluateHandle(() => {
    const told = (): string[] => document.body.innerText.match(/killed by SIGKILL after [\d,]+ ms/g) ?? []
    const before = new Set(told())
    return { at: new Promise<number>((resolve) => {
      const observer = new MutationObserver(() => {
        if (told().every((kill) => before.has(kill))) return
        observer.disconnect()
        requestAnimationFrame(() => resolve(Date.now()))
      })
      observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    }) }
  })
  return { when: () => handle.evaluate(({ at }) => at) }
}

/** What a page does that asks once a second. */
async function poll(url: string, before: number, offsetMs: number): Promise<number> {
  await sleep(offsetMs)
  while (await incidents(url) <= before) await sleep(1_000)
  return Date.now()
}
