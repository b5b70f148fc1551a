import { expect, test } from 'vitest'
import { openHost } from './open-loader.ts'

test.each<[form: string, source: string, exported: Record<string, unknown>]>([
  ['const', 'export const a = 1, b = a + 1', { a: 1, b: 2 }],
  ['let that is set later', 'export let a = 1\na = 2', { a: 2 }],
  ['var', 'export var a = 1', { a: 1 }],
  ['an object pattern', 'export const { a, b: { c = 3 }, ...rest } = { a: 1, b: {}, d: 4 }', { a: 1, c: 3, rest: { d: 4 } }],
  ['a list pattern', 'export const [a, , b = 5, ...rest] = [1, 2, undefined, 4]', { a: 1, b: 5, rest: [4] }],
  ['a function', 'export function a() { return 1 }\nexport const b = a()', { a: expect.any(Function), b: 1 }],
  ['a generator', 'export function* a() { yield 1 }\nexport const b = [...a()]', { a: expect.any(Function), b: [1] }],
  ['an async function', 'export async function a() { await 1 }', { a: expect.any(Function) }],
  ['a class', 'export class A { a = 1 }\nexport const b = new A().a', { A: expect.any(Function), b: 1 }],
  ['a list of names', 'const a = 1\nfunction b() { return 2 }\nexport { a, b as c, b as default }', { a: 1, c: expect.any(Function), default: expect.any(Function) }],
  ['a name that is a text', 'const a = 1\nexport { a as "not a name" }', { 'not a name': 1 }],
  ['a default that is a value', 'export default 1 + 1', { default: 2 }],
  ['a default that is an object', 'export default { a: 1 }', { default: { a: 1 } }],
  ['a default in parentheses', 'export default (1, 2)', { default: 2 }],
  ['a default that is a named function', 'export default function a() { return 1 }\nexport const b = a()', { default: expect.any(Function), b: 1 }],
  ['a default that is a function without a name, called before it stands', 'export default function () { return 1 }', { default: expect.any(Function) }],
  ['a default that is a generator without a name', 'export default function* () { yield 1 }', { default: expect.any(Function) }],
  ['a default that is an async function without a name', 'export default async function () { await 1 }', { default: expect.any(Function) }],
  ['a default that is an arrow function', 'export default (a) => a + 1', { default: expect.any(Function) }],
  ['a default that is a named class', 'export default class A {}\nexport const b = new A() instanceof A', { default: expect.any(Function), b: true }],
  ['a default that is a class without a name, before a bracket', 'export default class {}\n[1].map((x) => x)', { default: expect.any(Function) }],
  ['another module’s names', 'export { a, b as c, default as d } from "./other.js"', { a: 1, c: 2, d: 'whole' }],
  ['all of another module', 'export * from "./other.js"', { a: 1, b: 2 }],
  ['all of another module under a name', 'export * as all from "./other.js"', { all: { a: 1, b: 2, default: 'whole' } }],
  ['all of another, and one of its own', 'export * from "./other.js"\nexport const a = 9', { a: 9, b: 2 }],
  ['nothing', 'const a = 1\nexport {}', {}],
  ['an import by name', 'import { a, b as c } from "./other.js"\nexport const sum = a + c', { sum: 3 }],
  ['a default import', 'import whole from "./other.js"\nexport const a = whole', { a: 'whole' }],
  ['a default import and names', 'import whole, { a } from "./other.js"\nexport const b = [whole, a]', { b: ['whole', 1] }],
  ['a namespace', 'import * as all from "./other.js"\nexport const b = all.a + all.b', { b: 3 }],
  ['a default import and a namespace', 'import whole, * as all from "./other.js"\nexport const b = [whole, all.a]', { b: ['whole', 1] }],
  ['an import by a text', 'import { "not a name" as a } from "./texts.js"\nexport { a }', { a: 7 }],
  ['an import for its effect', 'import "./other.js"\nexport const a = 1', { a: 1 }],
  ['an import that stands last', 'export const b = a\nimport { a } from "./other.js"', { b: 1 }],
  ['an import of an import', 'import { x } from "./between.js"\nexport const y = x', { y: 1 }],
  ['an import of CommonJS', 'import old, { a } from "./old.cjs"\nexport const b = [old.a, a]', { b: [1, 1] }],
  ['a default import of a function of CommonJS', 'import old from "./function.cjs"\nexport const b = old()', { b: 5 }],
  ['import.meta', 'export const file = import.meta.filename', { file: '/organism/main.mjs' }],
  ['a function that is called by a module that it imports', 'import { call } from "./cycle.mjs"\nexport function early() { return 4 }\nexport const b = call()', { early: expect.any(Function), b: 4 }],
])('%s', (_, source, exported) => {
  const loaded = openHost({ 'main.mjs': source, 'other.js': 'export const a = 1\nexport let b = 2\nexport default "whole"', 'texts.js': 'const a = 7\nexport { a as "not a name" }', 'between.js': 'export { a as x } from "./other.js"', 'old.cjs': 'module.exports = { a: 1 }', 'function.cjs': 'module.exports = () => 5', 'cycle.mjs': 'import { early } from "./main.mjs"\nexport const call = () => early()' }).load('main.mjs')
  expect({ ...(loaded as object) }).toEqual(exported)
})

test('functions keep their names, as they have them in a module', () => {
  const { named, unnamed } = openHost({ 'main.mjs': 'export { default as named } from "./named.mjs"\nexport { default as unnamed } from "./unnamed.mjs"', 'named.mjs': 'export default function one() {}', 'unnamed.mjs': 'export default function () { return 1 }' }).load('main.mjs') as Record<string, () => unknown>
  expect(named?.name).toBe('one')
  expect(unnamed?.()).toBe(1)
})

test('what is exported by a getter follows what becomes of it', () => {
  const counter = openHost({ 'main.mjs': 'export let count = 0\nexport const up = () => { count += 1 }' }).load('main.mjs') as { count: number; up: () => void }
  counter.up()
  expect(counter.count).toBe(1)
})

test('modules are strict, scripts are not', () => {
  const host = openHost({ 'main.mjs': 'export const self = (function () { return this })()', 'script.cjs': 'exports.self = (function () { return this })()' })
  expect((host.load('main.mjs') as { self: unknown }).self).toBeUndefined()
  expect((host.load('script.cjs') as { self: unknown }).self).toBeDefined()
})

test('import() and an await at the top level are waited for', async () => {
  const host = openHost({ 'main.mjs': 'const { a } = await import("./other.js")\nexport const b = a + (await import("./old.cjs")).default.a', 'other.js': 'export const a = 1', 'old.cjs': 'exports.a = 2' })
  expect(await host.load('main.mjs')).toMatchObject({ b: 3 })
})

test('a hashbang stands in nobody’s way', () => {
  expect(openHost({ 'main.mjs': '#!/usr/bin/env node\nexport const a = 1' }).load('main.mjs')).toMatchObject({ a: 1 })
  expect(openHost({ 'main.cjs': '#!/usr/bin/env node\nexports.a = 1' }).load('main.cjs')).toMatchObject({ a: 1 })
})

test.each<[what: string, files: Record<string, string>]>([
  ['a module of Node’s that does something to the world', { 'main.cjs': 'require("node:fs")' }],
  ['a package', { 'main.cjs': 'require("left-pad")' }],
  ['one that awaits at its top level', { 'main.cjs': 'require("./slow.mjs")', 'slow.mjs': 'await 1' }],
])('%s cannot be had, and says so', (_, files) => {
  expect(() => openHost(files).load('main.cjs')).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }))
})

test('a file that is not there is an error of the program’s own', () => {
  expect(() => openHost({ 'main.cjs': 'require("./nowhere")' }).load('main.cjs')).toThrow(expect.objectContaining({ code: 'MODULE_NOT_FOUND' }))
})
