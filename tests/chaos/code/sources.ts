/** Programs in the ways that people write them: each is a source that the code faults must cope with. */
export const sources: Record<string, string> = {
  task: `// Average and spread of numbers: 1 / 0 in a comment is no code.
const least = 2

/** @returns the mean, and how far apart the numbers lie */
export function perform(numbers) {
  if (!Array.isArray(numbers) || numbers.length < least) throw new TypeError('at least two numbers, please')
  let sum = 0
  for (let i = 0; i < numbers.length; i += 1) {
    sum += numbers[i] // one at a time
  }
  const mean = sum / numbers.length
  console.log(\`mean \${mean} of \${numbers.length}\`)
  return { mean, spread: spread(numbers, mean) }
}

function spread(numbers, mean) {
  const squares = numbers.map((number) => (number - mean) ** 2)
  return Math.sqrt(squares.reduce((total, square) => total + square, 0) / squares.length)
}
`,
  commonjs: `'use strict';
const { readFileSync } = require('node:fs');

/* if (a < b) return a / b; */
function head(text, count) {
  const lines = text.split('\\n');
  return lines.slice(0, count > 0 ? count : 10).join('\\n');
}

if (require.main === module) {
  process.stdout.write(head(readFileSync(0, 'utf8'), Number(process.argv[2] || 10)));
}
module.exports = { head };
`,
  'commonjs perform': `exports.perform = function (task) {
  with_default(task);
  return task.a > task.b ? task.a - task.b : task.b - task.a;
};
function with_default(task) { task.a = task.a || 1; task.b = task.b || 2; return; }
`,
  'sloppy script': `var total = 010 + 1
with (Math) { total = max(total, 3) }
function add(a, b) { return a + b }
print(add(total, 2))
function print(it) { process.stdout.write(String(it)) }
`,
  service: `import { createServer } from 'node:http'

const port = Number(process.env.PORT ?? 0)
let served = 0

const server = createServer(async (request, response) => {
  try {
    const url = new URL(request.url, 'http://localhost')
    const answer = await route(url)
    served += 1
    response.writeHead(answer === null ? 404 : 200).end(JSON.stringify(answer))
  } catch (error) {
    response.writeHead(500).end(error.message)
  }
})

async function route({ pathname, searchParams }) {
  if (pathname === '/health') return { ok: true, served }
  if (pathname !== '/add') return null
  return { sum: Number(searchParams.get('a')) + Number(searchParams.get('b')) }
}

server.listen(port, () => console.log('listening'))
`,
  classes: `export class Stack {
  #items = []
  static limit = 3
  static { Stack.limit = Stack.limit * 2 }
  get size() { return this.#items.length }
  push(item) {
    if (this.size >= Stack.limit) throw new RangeError('full')
    this.#items.push(item)
    return this
  }
  *[Symbol.iterator]() { for (const item of this.#items) yield item }
}
export const perform = (items) => {
  const stack = new Stack()
  for (const item of items) stack.push(item)
  return [...stack].map((item, index) => ({ item, index }))
}
`,
  async: `export const perform = async ({ urls = [], retries: { most } = { most: 2 } }) => {
  const answers = []
  for await (const url of urls) {
    let tries = 0
    do { tries++ } while (tries < most && !await ask(url, tries))
    answers.push(tries)
  }
  return answers
}
const ask = async (url, tries) => { return url.length % tries === 0 }
`,
  'regex and templates': `const pattern = /[/"'\`](?:\\/|x{2,3})+\\s*<=>/g
const html = (rows) => \`<table>\${rows.map((row) => \`<tr>\${row.length > 1 ? row[1] / 2 : '// none'}</tr>\`).join('')}
  <!-- a + b; // not code -->
</table>\`
const divided = (a, b) => a / b / 2
export function perform(text) {
  const found = text.match(pattern) ?? []
  switch (found.length) {
    case 0: return html([[text]])
    case 1: { break }
    default: return html(found.map((f, i) => [f, divided(i, 3)]))
  }
  return null
}
`,
  'no semicolons': `import { EOL } from 'node:os'
const seen = new Map()
let last = null
export function perform(words) {
  seen.clear()
  ;[...words].forEach((word) => { seen.set(word, (seen.get(word) ?? 0) + 1) })
  last = words.at(-1)
  const list = [...seen]
  ;(list.length > 1) && list.sort((a, b) => b[1] - a[1])
  return list
    .map(([word, count]) => word + ':' + count)
    .join(EOL)
}
`,
  hashbang: `#!/usr/bin/env node
// Counts what it reads.
let count = 0
for await (const chunk of process.stdin) count += chunk.length
if (count === 0) { console.error('nothing'); process.exitCode = 1 }
else console.log(count)
`,
  'one line': `export function perform(n){let a=0,b=1;for(let i=0;i<n;i++){[a,b]=[b,a+b]}return a}`,
  'odd spots': `label: for (const key in { a: 1 }) { if (key) continue label; else break }
export default class extends Array { constructor(...all) { super(...all); this.on = all?.[0]?.length ?? -1 } }
export async function* walk(tree) { if (tree == null) return; yield tree.value; yield* walk(tree.next) }
const tag = (parts, ...rest) => parts.raw[0] + rest.length, big = 10n ** 3n
export { tag as "a tag", big }
export const o = { get x() { return 1 }, set x(v) { this.y = v }, async *z() {}, ['k' + 1]: function named() { return named }, tag }
export const weird = (a, { b: [c = 2] = [] } = {}, ...d) => (a, void 0, typeof c !== 'undefined' ? tag\`x\${d}\` : !a)
`,
}
sources['windows'] = (sources['task'] ?? '').replaceAll('\n', '\r\n')

/** Nothing in them can be broken by an edit of the tree. */
export const barren: Record<string, string> = {
  nothing: '',
  blank: '\n  \n\t\n',
  'a comment': '// return a / b\n/* if (a < b) {} */\n',
}

export const unparseable = `export function perform(numbers) {
  // the brace of this if is gone
  if (numbers.length === 0 return []
  return numbers.map((n) => n / 2)
}
`
