import test from 'node:test'
import assert from 'node:assert'
import { fill } from './program.mjs'

test('without blanks', () => {
  assert.strictEqual(fill('{{a}}{{b}}', { a: 1, b: 2 }), '12')
})

test('a path', () => {
  assert.strictEqual(fill('{{ user.address.city }}', { user: { address: { city: 'Oslo' } } }), 'Oslo')
})

test('false is a value', () => {
  assert.strictEqual(fill('{{ on }}', { on: false }), 'false')
})

test('signs are escaped', () => {
  assert.strictEqual(fill('{{ html }}', { html: '<b>"x" & y</b>' }), '&lt;b&gt;&quot;x&quot; &amp; y&lt;/b&gt;')
})

test('three brackets leave signs alone', () => {
  assert.strictEqual(fill('{{{ html }}}', { html: '<br>' }), '<br>')
})
