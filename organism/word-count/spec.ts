import fc from 'fast-check'
import type { Refusal, ScriptResult, ScriptTask, Spec } from '../../lib/contract/spec.ts'

interface Options { top: number; min: number; exact: boolean }

/** null where the arguments are wrong. */
function optionsOf(args: string[]): Options | null {
  const options: Options = { top: 5, min: 1, exact: false }
  const rest = [...args]
  for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
    if (name === '--exact') {
      options.exact = true
      continue
    }
    if (name !== '--top' && name !== '--min') return null
    const text = rest.shift() ?? ''
    if (!/^[0-9]{1,3}$/.test(text) || Number(text) < 1 || Number(text) > (name === '--top' ? 100 : 50)) return null
    options[name === '--top' ? 'top' : 'min'] = Number(text)
  }
  return options
}

/** Walks the text once, a character at a time. */
function count(text: string, { top, min, exact }: Options): string[] {
  const characters = Array.from(text)
  const isWord = (at: number): boolean => /[\p{L}\p{N}]/u.test(characters[at] ?? '')
  const joins = (at: number): boolean => "'’-".includes(characters[at] ?? ' ') && isWord(at + 1)
  const counts = new Map<string, number>()
  let words = 0
  let lines = 0
  for (let at = 0; at < characters.length; at += 1) {
    if (characters[at] === '\n' || at === characters.length - 1) lines += 1
    if (!isWord(at)) continue
    const start = at
    while (isWord(at + 1) || joins(at + 1)) at += 1
    if (at === characters.length - 1 && at > start) lines += 1
    words += 1
    const word = characters.slice(start, at + 1).join('')
    if (at + 1 - start >= min) counts.set(exact ? word : word.toLowerCase(), (counts.get(exact ? word : word.toLowerCase()) ?? 0) + 1)
  }
  const ranked = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).sort(([, a], [, b]) => b - a).slice(0, top)
  return [`lines ${lines}`, `words ${words}`, `characters ${characters.length}`, ...ranked.map(([word, times]) => `${`${times}`.padStart(5)} ${word}`)]
}

const word = fc.constantFrom('the', 'The', 'cat', 'cats', 'dog', "don't", 'well-known', 'über', 'Über', '42', 'a', 'ß', '猫', 'snake', "rock'n'roll")
const between = fc.constantFrom(' ', ' ', ' ', '\n', ', ', '. ', ' - ', "' ", '\n\n', ' 🐍 ', '\r\n')
const text = fc.array(fc.tuple(word, between), { minLength: 0, maxLength: 120, size: 'max' }).chain((parts) =>
  fc.boolean().map((whole) => parts.map(([one, gap], index) => one + (whole && index === parts.length - 1 ? '' : gap)).join('')))
const args = fc.record({ top: fc.option(fc.integer({ min: 1, max: 100 })), min: fc.option(fc.integer({ min: 1, max: 6 })), exact: fc.boolean() })
  .map(({ top, min, exact }) => [...(exact ? ['--exact'] : []), ...(top === null ? [] : ['--top', `${top}`]), ...(min === null ? [] : ['--min', `${min}`])])

const run = (stdin: string, ...given: string[]): ScriptTask => ({ args: given, stdin })
const says = (...lines: string[]): ScriptResult => ({ stdout: `${lines.join('\n')}\n`, exitCode: 0 })

const refusals: Refusal<ScriptTask>[] = [
  { name: 'an unknown argument', task: run('hi', '--bogus') },
  { name: 'a number missing', task: run('hi', '--top') },
  { name: 'no number', task: run('hi', '--top', 'ten') },
  { name: 'too small a number', task: run('hi', '--top', '0') },
  { name: 'too large a number', task: run('hi', '--top', '101') },
  { name: 'too long a word', task: run('hi', '--min', '51') },
  { name: 'one wrong among good ones', task: run('hi', '--exact', '--top', '3', 'file.txt') },
]

const wrongArgs = fc.constantFrom(...refusals.map(({ task }) => task.args))

export const spec: Spec<ScriptTask, ScriptResult> = {
  task: fc.record({ args: fc.oneof({ arbitrary: args, weight: 8 }, { arbitrary: wrongArgs, weight: 1 }), stdin: text }),
  accepts: (task) => typeof task.stdin === 'string' && optionsOf(task.args) !== null,
  examples: [
    { name: 'nothing', task: run(''), expected: says('lines 0', 'words 0', 'characters 0') },
    { name: 'one line without a break', task: run('to be'), expected: says('lines 1', 'words 2', 'characters 5', '    1 be', '    1 to') },
    { name: 'the most frequent first', task: run('b a b\nA c b\n'), expected: says('lines 2', 'words 6', 'characters 12', '    3 b', '    2 a', '    1 c') },
    { name: 'five by default', task: run('f e d c b a'), expected: says('lines 1', 'words 6', 'characters 11', '    1 a', '    1 b', '    1 c', '    1 d', '    1 e') },
    { name: 'as many as wanted', task: run('x y z x', '--top', '1'), expected: says('lines 1', 'words 4', 'characters 7', '    2 x') },
    { name: 'short words left out', task: run('a bb ccc bb', '--min', '2'), expected: says('lines 1', 'words 4', 'characters 11', '    2 bb', '    1 ccc') },
    { name: 'capitals told apart', task: run('On on ON', '--exact'), expected: says('lines 1', 'words 3', 'characters 8', '    1 ON', '    1 On', '    1 on') },
    { name: 'apostrophes and hyphens inside words', task: run("don't well-known 'quoted'"), expected: says('lines 1', 'words 3', 'characters 25', "    1 don't", '    1 quoted', '    1 well-known') },
    { name: 'characters, not bytes', task: run('猫🐍é\n'), expected: says('lines 1', 'words 2', 'characters 4', '    1 é', '    1 猫') },
    { name: 'the largest numbers', task: run('hi', '--top', '100', '--min', '50'), expected: says('lines 1', 'words 1', 'characters 2') },
  ],
  throws: refusals,
  properties: [
    {
      name: 'counted right',
      check: ({ task, result }) => {
        const expected = count(task.stdin, optionsOf(task.args) ?? { top: 5, min: 1, exact: false })
        const said = result.stdout.split('\n')
        if (said.pop() !== '') return 'the last line has no line break'
        const at = expected.findIndex((line, index) => line !== said[index])
        if (at >= 0) return `line ${at + 1} is “${said[at] ?? 'missing'}” instead of “${expected[at]}”`
        return said.length === expected.length ? null : `${said.length} lines instead of ${expected.length}`
      },
    },
    { name: 'exit code 0', check: ({ result }) => (result.exitCode === 0 ? null : `exit code ${result.exitCode}`) },
  ],
  limits: { timeoutMs: 3000, heapMb: 64, rssMb: 256, cpuSeconds: 5, outputBytes: 262_144 },
  fitness: ({ wallMs }) => 1000 / (1 + wallMs),
}
