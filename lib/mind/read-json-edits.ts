import { jsonrepair } from 'jsonrepair'
import type { Reading, UnnamedEdit } from './edit.ts'

const objectStart = /\{\s*["']?(?:why|edits)["']?\s*:/
const listStart = /\[\s*\{\s*["']?(?:file|search|replace)["']?\s*:/

/** Edits as JSON, with whatever stands around it. */
export function readJsonEdits(text: string, wasCut: boolean): Reading {
  const start = startOf(text)
  if (start === -1) return null
  const { end, lastEdit, closers } = scan(text, start)
  if (end === null && !(wasCut && lastEdit !== null)) return { refused: `the JSON does not end${wasCut ? ', and holds no edit that is complete: answer with less' : ''}` }
  // Of what was cut off, only the edits that are complete: half of a replacement would be taken for all of it.
  const value = parsed(end === null ? text.slice(start, lastEdit!) + closers : text.slice(start, end))
  return value === undefined ? { refused: 'the answer is no JSON' } : shaped(value)
}

function startOf(text: string): number {
  const starts = [objectStart, listStart].map((pattern) => text.search(pattern)).filter((at) => at !== -1)
  if (starts.length > 0) return Math.min(...starts)
  // Some other key comes first.
  return /"edits"\s*:/.test(text) ? text.indexOf('{') : -1
}

/** Where the value ends, and the last edit in it that is complete. Strings are skipped. */
function scan(text: string, start: number): { end: number | null; lastEdit: number | null; closers: string } {
  const open: string[] = []
  let lastEdit: number | null = null
  let isString = false
  const depth = text[start] === '[' ? 1 : 2
  const closers = depth === 1 ? ']' : ']}'
  for (let at = start; at < text.length; at += 1) {
    const char = text[at]!
    if (isString) {
      if (char === '\\') at += 1
      else if (char === '"') isString = false
    } else if (char === '"') isString = true
    else if (char === '{' || char === '[') open.push(char)
    else if (char === '}' || char === ']') {
      if (open.pop() !== (char === '}' ? '{' : '[')) return { end: null, lastEdit: null, closers }
      if (char === '}' && open.length === depth && open.at(-1) === '[') lastEdit = at + 1
      if (open.length === 0) return { end: at + 1, lastEdit, closers }
    }
  }
  return { end: null, lastEdit, closers }
}

function parsed(text: string): unknown {
  for (const read of [(json: string) => json, jsonrepair]) {
    try {
      return JSON.parse(read(text))
    } catch {
      // The next one may.
    }
  }
  return undefined
}

function shaped(value: unknown): Reading {
  const list = Array.isArray(value) ? value : own(value, 'edits')
  if (!Array.isArray(list)) return { refused: `"edits" must be a list of {"file", "search", "replace"}, not ${typeName(list)}` }
  if (list.length === 0) return { refused: 'the list of edits is empty' }
  const edits: UnnamedEdit[] = []
  for (const [index, one] of list.entries()) {
    const [file, search, replace] = [own(one, 'file') ?? null, own(one, 'search'), own(one, 'replace')]
    if (typeof search !== 'string' || typeof replace !== 'string') return { refused: `edit ${index + 1}: "search" and "replace" must be texts, not ${typeName(search)} and ${typeName(replace)}` }
    if (file !== null && typeof file !== 'string') return { refused: `edit ${index + 1}: "file" must be a text, not ${typeName(file)}` }
    edits.push({ file, search, replace })
  }
  const why = own(value, 'why')
  return { edits, why: typeof why === 'string' ? why : '' }
}

/** Never what comes from a prototype. */
const own = (value: unknown, key: string): unknown => (typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined)

const typeName = (value: unknown): string => (value === undefined ? 'missing' : value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`)
