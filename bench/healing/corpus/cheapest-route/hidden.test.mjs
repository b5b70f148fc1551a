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

test('a detour that costs less', () => {
  assert.deepEqual(cheapestRoute(roads, 'home', 'shop'), { cost: 3, path: ['home', 'park', 'shop'] })
})

test('a node that has no roads out', () => {
  assert.equal(cheapestRoute(roads, 'school', 'home'), null)
})

test('from the middle', () => {
  assert.deepEqual(cheapestRoute(roads, 'park', 'lake'), { cost: 4, path: ['park', 'shop', 'lake'] })
})

test('two nodes apart from the rest', () => {
  assert.deepEqual(cheapestRoute(roads, 'island', 'harbour'), { cost: 5, path: ['island', 'harbour'] })
})
