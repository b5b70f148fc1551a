import pc from 'picocolors'
import type { LedgerEvent } from '../../lib/contract/event.ts'
import type { Attempt } from '../../lib/contract/incident.ts'
import type { Genomes } from '../../lib/contract/ports/genomes.ts'
import type { WatchOrder } from '../../lib/core/watched-organism.ts'
import { printJson, say } from './print.ts'

/** What is told of a watch while it goes on, and what it came to. */
export interface WatchStory {
  page: (url: string) => void
  tell: (event: LedgerEvent) => void
  /** The script has ended well, or was set apart. */
  isOver: () => boolean
  /** 0: well, as far as is known · 1: ill, and not healed. */
  exitCode: () => number
}

export interface StoryPorts {
  order: WatchOrder
  json: boolean
  genomes: Pick<Genomes, 'diff' | 'read'>
  dataDir: string
}

export function openWatchStory({ order, json, genomes, dataDir }: StoryPorts): WatchStory {
  let isIll = false
  let isOver = false
  let winner: Attempt | null = null
  let hasRun = false

  function tellHealed({ genome, tried }: Attempt, rung: string, healMs: number): void {
    const how = rung === 'restart' ? 'a restart was enough' : `${rung}: ${tried}`
    say(`${pc.green('healed')} in ${(healMs / 1000).toFixed(1)} s, ${how}`)
    const parent = genome === null || rung === 'restart' ? undefined : genomes.read(genome).parents[0]
    if (genome === null || parent === undefined) return
    say(genomes.diff(parent, genome).trimEnd())
    if (!order.write) say(`the file stays as it is, and ${genome} runs; --write would write it, and this shows it again: ouroboros diff ${genome} --data '${dataDir}'`)
  }

  function tellVersion(genome: string): void {
    const { origin, reason } = genomes.read(genome)
    if (origin !== 'seed') say(`${genome} runs, which was made before: ${reason}`)
  }

  function tellIncident(event: LedgerEvent): void {
    switch (event.kind) {
      case 'pulse-end':
        if (!hasRun) tellVersion(event.data.genome)
        hasRun = true
        break
      case 'incident-open':
        say(`${pc.red('crashed')}: ${event.data.verdict.summary}`)
        break
      case 'search-end':
        if (winner === null) say(`${event.data.rung}: ${event.data.tried} candidates in ${(event.data.ms / 1000).toFixed(1)} s: ${event.data.why}`)
        break
      case 'candidate-judge':
        if (!event.data.accepted) say(`${event.data.rung}: ${event.data.tried}: ${event.data.why}`)
        break
      case 'incident-close':
        if (event.data.end === 'quarantined' || winner === null) say(`${pc.yellow('not healed')}: ${event.data.why}`)
        else tellHealed(winner, event.data.rung, event.data.healMs)
        break
      case 'genome-write':
        say(`${pc.green('written')}: ${event.data.files.join(', ')}`)
        break
      case 'write-refuse':
        say(`${pc.yellow('not written')}: ${event.data.why}`)
        break
      default:
    }
  }

  return {
    page: (url) => say(`page: ${url}`),
    tell(event) {
      if (json) printJson(event)
      if (event.kind === 'candidate-judge' && event.data.accepted) winner = event.data
      if (event.kind === 'incident-open') {
        isIll = true
        winner = null
      }
      if (event.kind === 'incident-close') isIll = event.data.end === 'quarantined'
      if (event.kind === 'organism-state') {
        isIll = event.data.to === 'healthy' ? false : isIll
        isOver = event.data.to === 'quarantined' || event.data.to === 'paused'
      }
      if (!json) tellIncident(event)
    },
    isOver: () => isOver,
    exitCode: () => (isIll ? 1 : 0),
  }
}
