import { createLoader } from 'nuqs/server'
import { expect, test } from 'vitest'
import { address } from '../../app/_ui/address/address.ts'

const load = createLoader(address)

test('an address says all of the state', () => {
  expect(load('?organism=bubble-sort&tab=genomes&genome=bubble-sort.g0007&incident=incident-4&fault=off-by-one&show=events&problems=true&search=swap%20it&metric=memory&tall=true')).toEqual({
    organism: 'bubble-sort', tab: 'genomes', genome: 'bubble-sort.g0007', incident: 'incident-4', fault: 'off-by-one', show: 'events', problems: true, search: 'swap it', metric: 'memory', tall: true,
  })
})

test('an empty one is the page as it is first seen', () => {
  expect(load('')).toEqual({ organism: null, tab: 'live', incident: null, genome: null, fault: null, show: 'all', problems: false, search: '', metric: 'work', tall: false })
})

test('what is no id, room or measure is as good as absent', () => {
  expect(load('?organism=../etc&tab=admin&genome=g7&incident=a%20b&fault=<b>&show=5&problems=maybe&metric=luck')).toEqual(load(''))
})
