import { ModelUnknownError } from '../contract/errors.ts'
import { isProvider, presets, providers, type ProviderId } from './presets.ts'

export interface ModelName {
  provider: ProviderId
  /** As the provider calls it; it may have slashes and colons of its own. */
  model: string
}

/** Reads `provider/model`, or a provider alone that has a usual model. @throws ModelUnknownError */
export function parseModelName(name: string): ModelName {
  const usual = isProvider(name) ? presets[name]?.model : null
  if (isProvider(name) && usual) return { provider: name, model: usual }
  const slash = name.indexOf('/')
  const provider = name.slice(0, Math.max(slash, 0))
  const model = name.slice(slash + 1)
  if (slash < 1 || model === '' || /[\p{Cc}\s]/u.test(name) || name.length > 300)
    throw new ModelUnknownError(`'${shown(name)}' is no name of a model: write PROVIDER/MODEL, where PROVIDER is one of ${providers.join(', ')}`)
  if (!isProvider(provider)) throw new ModelUnknownError(`There is no provider '${shown(provider)}': it is one of ${providers.join(', ')}`)
  return { provider, model }
}

const shown = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ').slice(0, 80)
