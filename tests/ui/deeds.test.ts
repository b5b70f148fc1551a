import { describe, expect, test } from 'vitest'
import { deedsOf, isSingle, keyNames, type Reach } from '../../app/_ui/keys/deeds.ts'
import { defaultPreferences } from '../../app/_ui/frame/preferences.ts'
import { rooms } from '../../app/_ui/address/rooms.ts'
import { commandRequestSchema } from '../../lib/contract/command.ts'

const nothing = (): void => undefined
const reach: Reach = {
  organism: { id: 'beacon', isDown: false }, chaosStopped: false, stage: null, preferences: defaultPreferences,
  time: { mode: 'live', slowness: 1, isPlaying: false },
  go: nothing, enter: nothing, ask: nothing, open: nothing, set: nothing, setStage: nothing, togglePause: nothing, step: nothing, setSlowness: nothing,
  goLive: nothing, search: nothing, row: nothing, breakIt: nothing, rollBack: nothing, resetDemo: nothing, escape: nothing,
}
const deeds = deedsOf(reach)

describe('the list of deeds', () => {
  test('names each once, and gives no key twice', () => {
    const ids = deeds.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const keys = deeds.flatMap((deed) => deed.keys ?? [])
    expect(new Set(keys).size).toBe(keys.length)
    // A key alone may not begin what is a way of two keys.
    expect(keys).not.toContain('g')
  })

  test('has the keys that everybody is told of', () => {
    const shown = deeds.flatMap((deed) => (deed.keys ? [keyNames(deed.keys[0]!).join(' ')] : []))
    expect(shown).toEqual(expect.arrayContaining([...rooms.map(({ key }) => `g ${key}`), '/', 'Space', '.', 'j', 'k', 'r', 'x', '?', 'Esc', '⌘K or Ctrl+K']))
  })

  test('has a way to everything that may be asked of the core', () => {
    const asked = new Set<string | undefined>(deeds.map((deed) => deed.asks))
    expect(commandRequestSchema.options.map((option) => option.shape.kind.value).filter((kind) => !asked.has(kind))).toEqual([])
  })

  test('keeps what needs no single key when they are off', () => {
    expect(deeds.flatMap((deed) => deed.keys ?? []).filter((key) => !isSingle(key))).toEqual(['mod+k', 'escape'])
  })

  test('speaks of no organism where there is none', () => {
    expect(deedsOf({ ...reach, organism: null }).some(({ asks }) => asks === 'chaos-inject')).toBe(false)
  })
})
