import assert from 'node:assert/strict'
import { isoWeek } from './program.mjs'

assert.deepEqual(isoWeek(2024, 1, 1), { year: 2024, week: 1 })
assert.deepEqual(isoWeek(2020, 12, 31), { year: 2020, week: 53 })
assert.deepEqual(isoWeek(2021, 1, 3), { year: 2020, week: 53 })
assert.deepEqual(isoWeek(2018, 12, 31), { year: 2019, week: 1 })
assert.deepEqual(isoWeek(2016, 2, 29), { year: 2016, week: 9 })
