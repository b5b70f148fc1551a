import { resolve } from 'node:path'
import { loadConfig, loadModelKey } from '../../lib/config.ts'
import { ModelError, RequestInvalidError } from '../../lib/contract/errors.ts'
import type { Usage } from '../../lib/contract/model.ts'
import type { Model } from '../../lib/contract/ports/model.ts'
import { openModel } from '../../lib/llm/open-model.ts'
import { presets } from '../../lib/llm/presets.ts'
import { costOf, priceOf } from '../../lib/llm/price.ts'
import { recorded } from '../../lib/llm/recording.ts'
import { systemClock as clock } from '../../lib/process/clock.ts'
import { openWall, type Wall } from '../../lib/process/command-wall.ts'
import { printJson } from './print.ts'

/** A language model that a command asks. */
export interface CommandModel {
  /** `provider/model`. */
  name: string
  model: Model
  /** What it writes is run behind this. null: in the open, where the user has said so. */
  wall: Wall | null
  /** What an answer costs, US dollars; 0 where no price is known. */
  costOf: (usage: Usage | null) => number
  /** Shows its words as they come; left out where nobody looks. */
  onText?: (text: string) => void
}

/**
 * The model that was asked for by name, or that the settings say.
 * @returns null: none
 * @throws RequestInvalidError where it cannot be asked
 */
export function openCommandModel(asked: string | undefined, json: boolean): CommandModel | null {
  const { mind: configured, mindUrl, mindPrice, mindHosts, mindTrusted, mindRecord } = loadConfig()
  const name = asked ?? configured
  if (name === 'none') return null
  const wall = openWall()
  if (wall === null && !mindTrusted) throw new RequestInvalidError('what a model writes is run behind walls, which need bwrap: install it, or set OUROBOROS_MIND_TRUSTED=1 where you trust the model with your files')
  try {
    const opened = openModel(name, { ...(mindUrl !== undefined && { baseUrl: mindUrl }), key: () => loadModelKey('resident', presets[name.split('/')[0] ?? '']?.keyVariables ?? []), allowedHosts: mindHosts, clock, replay: { isLoose: true } })
    const model = mindRecord === undefined || opened.isReplay ? opened : recorded(opened, resolve(mindRecord), clock)
    const onText = json ? (text: string) => printJson({ event: 'text', text }) : process.stderr.isTTY ? (text: string) => void process.stderr.write(plain(text)) : undefined
    const price = mindPrice === undefined || model.isReplay ? null : priceOf(mindPrice)
    return { name, model, wall, costOf: (usage) => (usage === null || price === null ? 0 : costOf(usage, price)), ...(onText && { onText }) }
  } catch (error) {
    if (error instanceof ModelError) throw new RequestInvalidError(error.message)
    throw error
  }
}

/** What a model says may hold sequences that a terminal obeys: they are left out. */
const plain = (text: string): string => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
