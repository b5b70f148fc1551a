'use strict'
const { format, inspect } = require('node:util')
const { isObject } = require('./kinds.cjs')
const { elementsOf } = require('./elements.cjs')
const { show } = require('./show.cjs')

const { isArray } = Array

/**
 * The rows of a table of cases, given as a list or as a template with its values.
 * @returns {unknown[]}
 */
function rowsOf(table, values) {
  if (values.length === 0) return elementsOf(table)
  const names = elementsOf(table).join('').trim().split('\n', 1)[0].split('|').map((name) => name.trim())
  const rows = []
  for (let at = 0; at + names.length <= values.length; at += names.length) {
    rows.push(Object.fromEntries(names.map((name, column) => [name, values[at + column]])))
  }
  return rows
}

/** Rows that all are lists are spread over the arguments. */
function argumentsOf(rows) {
  const areLists = rows.every((row) => isArray(row))
  return rows.map((row) => (areLists ? elementsOf(row) : [row]))
}

const places = /%%|%([#$])|%[sdifjoOpc]|\$(#|[\p{ID_Continue}$.]+)/gu

/** The name of one case: `%s` and the like take the arguments in turn, `%#` the index, `$name` a field of the first. */
function titleOf(template, args, index) {
  let next = 0
  return template.replace(places, (found, position, path) => {
    if (found === '%%') return '%'
    if (position !== undefined || path === '#') return String(position === '$' ? index + 1 : index)
    if (path !== undefined) return fieldText(found, path, args)
    return next < args.length ? print(found, args[next++]) : found
  })
}

function fieldText(found, path, args) {
  try {
    if (/^\d+$/.test(path)) return text(args[Number(path)])
    if (!isObject(args[0])) return found
    return text(path.split('.').reduce((value, name) => value?.[name], args[0]))
  } catch {
    return found
  }
}

const text = (value) => (typeof value === 'string' ? value : show(value))

function print(found, value) {
  try {
    return found === '%p' ? inspect(value) : format(found, value)
  } catch {
    return found
  }
}

module.exports = { rowsOf, argumentsOf, titleOf }
