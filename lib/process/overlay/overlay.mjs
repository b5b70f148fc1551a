// Runs in the user's own process, before their program: gives the texts of one version to whoever loads those files, so
// that a healed version runs without a byte written in its place. Everything else comes from disk, as ever.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'

/** @type {Record<string, string>} absolute path → text */
const version = JSON.parse(readFileSync(new URL(import.meta.url).searchParams.get('files') ?? '', 'utf8'))
const texts = new Map(Object.entries(version).map(([path, text]) => [pathToFileURL(path).href, text]))

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    const source = texts.get(url.replace(/[?#].*$/, ''))
    return source === undefined ? loaded : { ...loaded, source }
  },
})
