import { expect, it } from 'vitest'
import { defaultPreferences, parsePreferences, preferenceAttributes } from '../../app/_ui/frame/preferences.ts'

it('is dark, silent, with single keys, and moves as the machine says, unless somebody chose otherwise', () => {
  expect(parsePreferences(null)).toEqual({ theme: 'dark', motion: 'system', projector: false, sound: false, keys: true })
})

it.each(['', 'null', '[]', '"dark"', '{', '7'])('reads %j, which nobody wrote on purpose, as the defaults', (text) => {
  expect(parsePreferences(text)).toEqual(defaultPreferences)
})

it('keeps what is right beside what is not', () => {
  expect(parsePreferences('{"theme":"pink","keys":false,"other":1}')).toEqual({ ...defaultPreferences, keys: false })
})

it('puts words into the attributes', () => {
  expect(preferenceAttributes({ ...defaultPreferences, theme: 'contrast', projector: true, keys: false })).toEqual({
    theme: 'contrast', motion: 'system', projector: 'on', sound: 'off', keys: 'off',
  })
})
