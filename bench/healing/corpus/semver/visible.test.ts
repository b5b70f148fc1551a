import { describe, expect, test } from 'vitest'
import { compareVersions, parseVersion } from './program.ts'

const sorted = (...versions: string[]) => versions.sort(compareVersions)

describe('versions', () => {
  test('parse', () => {
    expect(parseVersion('1.20.3')).toEqual({ major: 1, minor: 20, patch: 3, pre: [] })
  })

  test('parse a tag', () => {
    expect(parseVersion('v2.0.0-beta.1')).toEqual({ major: 2, minor: 0, patch: 0, pre: ['beta', '1'] })
  })

  test('refuse what is none', () => {
    expect(() => parseVersion('1.2')).toThrow('no version: 1.2')
  })

  test('the patch comes last', () => {
    expect(compareVersions('1.2.3', '1.2.4')).toBeLessThan(0)
  })

  test('a tag comes before none', () => {
    expect(compareVersions('1.0.0-rc.1', '1.0.0')).toBeLessThan(0)
    expect(compareVersions('1.0.0', '1.0.0-rc.1')).toBeGreaterThan(0)
  })

  test('tags in order', () => {
    expect(sorted('1.0.0-beta', '1.0.0-alpha.10', '1.0.0-alpha.9', '1.0.0-alpha')).toEqual([
      '1.0.0-alpha', '1.0.0-alpha.9', '1.0.0-alpha.10', '1.0.0-beta',
    ])
  })

  test('a release after its last candidate', () => {
    expect(sorted('3.1.0', '3.1.0-rc.1', '3.1.0-rc.2').at(-1)).toBe('3.1.0')
  })
})
