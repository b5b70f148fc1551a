import { ModelUnknownError } from '../contract/errors.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { Model } from '../contract/ports/model.ts'
import { Breakers } from './breaker.ts'
import { guardedFetch, shownAddress, type Guard } from './guarded-fetch.ts'
import { parseModelName } from './model-name.ts'
import { ollamaProtocol } from './ollama.ts'
import { openaiProtocol } from './openai.ts'
import { PatientModel } from './patient-model.ts'
import { presets, providers } from './presets.ts'
import { openReplay, type ReplayOptions } from './replay.ts'

export interface OpenModelOptions {
  /** Instead of the provider's own. */
  baseUrl?: string
  /** Read at each call. It is never kept, logged or part of an error. */
  key: () => string | undefined
  /** `host` or `host:port` that may be asked although it is private. */
  allowedHosts: readonly string[]
  clock: Clock
  replay?: ReplayOptions
  /** Whoever shares these rests together. Without them all models of this process do. */
  breakers?: Breakers
  firstBackOffMs?: number
  /** Bounds on what comes back, and how names are resolved. */
  guard?: Pick<Guard, 'maxBytes' | 'silenceMs' | 'connectTimeoutMs' | 'resolve'>
}

const sharedBreakers = new Breakers()

/** @param name `provider/model` @throws ModelUnknownError */
export function openModel(name: string, options: OpenModelOptions): Model {
  const { provider, model } = parseModelName(name)
  if (provider === 'replay') return openReplay(model, options.clock, options.replay)
  const preset = presets[provider]!
  const given = options.baseUrl?.trim()
  const address = given || preset.baseUrl
  if (!address) throw new ModelUnknownError(`${provider} has no address of its own: give it one with mindUrl or teacherUrl, or ask one of ${withAddress()}`)
  const url = readAddress(address)
  const shown = shownAddress(url)
  const baseUrl = url.href.replace(/\/$/, '')
  // The address that a local provider has by itself is private by its nature, and nobody else can have chosen it.
  const own = preset.isLocal && preset.baseUrl ? [new URL(preset.baseUrl).host] : []
  return new PatientModel({
    provider,
    place: { name: `${provider}/${model}`, model, protocol: preset.protocol, address: shown, keyVariables: preset.keyVariables },
    protocol: preset.protocol === 'ollama' ? ollamaProtocol(baseUrl, model) : openaiProtocol(baseUrl, model, !preset.isLocal && preset.baseUrl !== null),
    fetch: guardedFetch({ ...options.guard, clock: options.clock, allowedHosts: [...options.allowedHosts, ...own] }),
    key: options.key,
    needsKey: !preset.isLocal && !given,
    breaker: (options.breakers ?? sharedBreakers).of(`${provider} ${shown}`),
    clock: options.clock,
    ...(options.firstBackOffMs !== undefined && { firstBackOffMs: options.firstBackOffMs }),
  })
}

const withAddress = (): string => providers.filter((id) => id !== 'openai-compatible').join(', ')

/** What is wrong with an address is said without it: it may have a password in it. */
function readAddress(address: string): URL {
  const url = URL.parse(address)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) throw new ModelUnknownError('mindUrl or teacherUrl is no address of a server: it looks like http://127.0.0.1:11434')
  if (url.username !== '' || url.password !== '') throw new ModelUnknownError('mindUrl or teacherUrl has a name or a password in it: keys have settings of their own')
  url.hash = ''
  return url
}
