import test from 'node:test'
import assert from 'node:assert/strict'
import { cheapestRoute } from './program.mjs'

const roads = {
  home: { shop: 4, park: 2 },
  park: { shop: 1, lake: 7 },
  shop: { lake: 3, school: 6 },
  lake: { school: 1 },
  island: { harbour: 5 },
}

test('a direct road that is the cheapest', () => {
  assert.deepEqual(cheapestRoute(roads, 'home', 'park'), { cost: 2, path: ['home', 'park'] })
})

test('already there', () => {
  assert.deepEqual(cheapestRoute(roads, 'home', 'home'), { cost: 0, path: ['home'] })
})

test('no way', () => {
  assert.equal(cheapestRoute(roads, 'home', 'island'), null)
})

test('many stations', () => {
  assert.deepEqual(cheapestRoute(roads, 'home', 'school'), { cost: 7, path: ['home', 'park', 'shop', 'lake', 'school'] })
})
