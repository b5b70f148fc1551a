'use strict'
const { types } = require('node:util')

const { isArray } = Array
const valuesOfSet = Set.prototype.values
const entriesOfMap = Map.prototype.entries

/** What a collection holds, as an array of our own: of arrays, sets and maps without their iterators, which may be anybody's. */
function elementsOf(collection) {
  if (isArray(collection)) {
    const elements = []
    for (let index = 0; index < collection.length; index++) elements.push(collection[index])
    return elements
  }
  if (types.isSet(collection)) return [...valuesOfSet.call(collection)]
  if (types.isMap(collection)) return [...entriesOfMap.call(collection)]
  return Array.from(collection)
}

module.exports = { elementsOf }
