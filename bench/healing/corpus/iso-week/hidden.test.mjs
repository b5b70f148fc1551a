import assert from 'node:assert/strict'
import { isoWeek } from './program.mjs'

assert.deepEqual(isoWeek(2023, 1, 1), { year: 2022, week: 52 })
assert.deepEqual(isoWeek(2021, 1, 4), { year: 2021, week: 1 })
assert.deepEqual(isoWeek(2024, 6, 16), { year: 2024, week: 24 })
assert.deepEqual(isoWeek(2024, 6, 17), { year: 2024, week: 25 })
