import { describe, expect, test } from 'vitest'
import { compareVersions, parseVersion } from './program.ts'

const sorted = (...versions: string[]) => versions.sort(compareVersions)

describe('versions', () => {
  test('equal', () => {
    expect(compareVersions('1.0.0', 'v1.0.0')).toBe(0)
  })

  test('numbers are compared as numbers', () => {
    expect(sorted('1.10.0', '1.9.0', '1.2.0')).toEqual(['1.2.0', '1.9.0', '1.10.0'])
  })

  test('the major comes first', () => {
    expect(compareVersions('2.0.0', '1.99.99')).toBeGreaterThan(0)
  })

  test('a number in a tag comes before a word', () => {
    expect(compareVersions('1.0.0-alpha.1', '1.0.0-alpha.x')).toBeLessThan(0)
  })

  test('equal tags', () => {
    expect(compareVersions('1.0.0-a.1', '1.0.0-a.1')).toBe(0)
  })

  test('a list with releases and tags', () => {
    expect(sorted('2.0.0', '2.0.0-rc.2', '1.9.9')).toEqual(['1.9.9', '2.0.0-rc.2', '2.0.0'])
  })
})
