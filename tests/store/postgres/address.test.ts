import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { ConfigError } from '../../../lib/contract/errors.ts'
import { Address } from '../../../lib/store/postgres/address.ts'

test.each([
  ['postgres://me:secret@db.example:6543/lab', 'db.example:6543/lab'],
  ['postgresql://me:secret@db.example/lab?sslmode=disable', 'db.example:5432/lab'],
  ['postgres:///lab?host=/run/sockets&user=me&password=secret', '/run/sockets/lab'],
  ['postgres://me:sec%2Fret@[::1]:5433/lab', '::1:5433/lab'],
])('tells people where %s leads, and never the password', (url, name) => {
  const address = new Address(url)
  expect(address.name).toBe(name)
  expect(address.connectionString).toBe(url)
  expect(inspect(address, { showHidden: true, depth: 9 })).not.toMatch(/sec/)
  expect(JSON.stringify(address)).not.toMatch(/sec/)
})

test.each([
  'postgres://me:sec/ret@db.example/lab', 'postgres://me:sec#ret@db.example/lab', 'postgres://me:sec?ret@db.example/lab', 'postgres://me:12/sec@ret@db.example/lab', 'secret',
  'postgres://me:1234#sec@db.example/lab', 'postgres://me:secret@db.example:notaport/lab',
])('refuses an address that its password has broken, without a word of it: %s', (url) => {
  const error = (() => {
    try {
      return new Address(url)
    } catch (error) {
      return error
    }
  })()
  expect(error).toBeInstanceOf(ConfigError)
  expect(inspect(error, { showHidden: true, depth: 9 }).replace(/ at .*/g, '')).not.toMatch(/sec|1234/)
})

test('knows its password in every form that it is written in', () => {
  const address = new Address('postgres://me:p%40ss%2Fword@db.example/lab')
  expect([address.isSecret('x p@ss/word y'), address.isSecret(new Error('x p%40ss%2Fword')), address.isSecret({ deep: { url: 'p@ss/word' } }), address.isSecret('p@ss')]).toEqual([true, true, true, false])
  expect(new Address('postgres://me@db.example/lab').isSecret('anything')).toBe(false)
})
