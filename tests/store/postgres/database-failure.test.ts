import { inspect } from 'node:util'
import pg from 'pg'
import { expect, test } from 'vitest'
import { LedgerBrokenError, LedgerUnavailableError, StaleEpochError } from '../../../lib/contract/errors.ts'
import { Address } from '../../../lib/store/postgres/address.ts'
import { databaseFailure, isAnswer, isMisconfigured } from '../../../lib/store/postgres/database-failure.ts'

const address = new Address('postgres://me:hunter2%21@db.example/lab')
const said = (code: string, message = 'said so') => Object.assign(new pg.DatabaseError(message, message.length, 'error'), { code })
const failed = (error: unknown) => databaseFailure(error, address) as LedgerUnavailableError

test.each([
  ['53100', 'the disk of the database is full'], ['53300', 'the database has too many connections'], ['53400', 'the database is out of resources'], ['25006', 'the database is read-only'],
  ['57P01', 'the database is shutting down'], ['57P03', 'the database is not ready yet'], ['57P05', 'the database has ended the connection'], ['55P03', 'another process holds it'], ['40P01', 'another process is in its way'],
  ['28P01', 'the database does not let this user in'], ['3D000', 'there is no such database'], ['08006', 'the connection to the database failed'],
])('SQLSTATE %s is told as: %s', (code, why) => {
  expect(failed(said(code))).toBeInstanceOf(LedgerUnavailableError)
  expect(failed(said(code))).toMatchObject({ message: `The ledger cannot be used now: ${why}.`, detail: `${code} said so`, isRetryable: true })
})

test.each([
  [Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }), /nothing answers/],
  [Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }), /host of the database is unknown/],
  [new Error('Connection terminated unexpectedly'), /connection to the database failed/],
  [new Error('timeout exceeded when trying to connect'), /does not answer/],
  [new Error('Query read timeout'), /does not answer/],
  [new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string'), /does not let this user in/],
])('what the driver says is told in our words: %s', (error, why) => {
  expect(failed(error)).toBeInstanceOf(LedgerUnavailableError)
  expect(failed(error).message).toMatch(why)
})

test('damage is damage, a bug is a bug, and our own errors stay what they are', () => {
  expect(failed(said('XX001'))).toBeInstanceOf(LedgerBrokenError)
  for (const error of [said('42703'), said('22P02'), said('23505'), new TypeError('x is not a function'), new StaleEpochError('over')]) expect(failed(error)).toBe(error)
})

test('what will not come by waiting is known', () => {
  expect(['28P01', '28000', '3D000', '42501', '53300', '57P03'].map((code) => isMisconfigured(failed(said(code))))).toEqual([true, true, true, true, false, false])
})

test('only a statement that failed leaves a connection that stands', () => {
  expect(['23505', '53100', '55P03', '57014'].map((code) => isAnswer(said(code)))).toEqual([true, true, true, true])
  expect([...['57P01', '57P02', '08006', '25P03'].map((code) => isAnswer(said(code))), isAnswer(new Error('Query read timeout'))]).toEqual([false, false, false, false, false])
})

test('a password that an error holds goes no further', () => {
  for (const error of [said('28P01', 'no hunter2! here'), new Error('hunter2%21'), Object.assign(new Error('deep'), { client: { password: 'hunter2!' } })]) {
    expect(inspect(failed(error), { depth: 9, showHidden: true })).not.toMatch(/hunter2/)
  }
  expect(failed(new Error('harmless')).cause).toMatchObject({ message: 'harmless' })
})
