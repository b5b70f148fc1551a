import { expect, test } from 'vitest'
import { comeBack, signInHref } from '../../app/_ui/access/come-back.ts'

test.each(['/', '/organisms', '/genomes?genome=bubble-sort.g0002&x=1', '/incidents/i-1#end'])('leads back to %s', (from) => {
  const to = new URL(signInHref(from), 'http://x').searchParams.get('to')
  expect(comeBack(to ?? undefined)).toBe(from)
})

test.each([
  'https://evil.example/', '//evil.example', '/\\evil.example', '\\\\evil.example', 'javascript:alert(1)', '/\t/evil.example', '/\n/evil.example', 'organisms', '',
  '/api/chaos/stop', '/api', '/sign-in?to=/', '/x/../api/status', '///', '/.//evil.example',
])('takes nobody to %j', (to) => {
  const next = comeBack(to)
  expect(new URL(next, 'http://here.example').origin).toBe('http://here.example')
  expect(next).not.toMatch(/^\/(api|sign-in|\/)/)
})
