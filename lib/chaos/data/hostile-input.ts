import type { Random } from '../../contract/fault.ts'
import type { Json } from '../../contract/json.ts'
import { pick } from '../random.ts'
import { dataFault } from './data-fault.ts'
import { changePlaces } from './places.ts'

const texts: readonly string[] = [
  "'; DROP TABLE organisms; --",
  '../../../../etc/passwd',
  '<script>alert(1)</script>',
  '${7*7}{{7*7}}',
  '$(reboot)`reboot`',
  '%s%n%x',
  'nul\u0000inside',
  'bell\u0007 escape\u001b[31m backspace\b',
  '\u202Eright to left',
  'lone \uD800 surrogate',
  '👩‍👩‍👧‍👦 Z̸̡͈a̶l̵g̷o̴ ﷽',
  'i̇İıI ß ﬁ',
  '\uFEFFmark \u200Bno width',
  'constructor',
  '__proto__',
  'a'.repeat(20_000),
  '('.repeat(5000),
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!',
  '1e999',
  '-0',
  '٣٤',
]

const numbers: readonly number[] = [
  -1, 0.1, -0.5, 1e-300, 1e308, -1e308, 2 ** 31, -(2 ** 31) - 1, 2 ** 32, Number.MAX_SAFE_INTEGER + 2, -Number.MAX_SAFE_INTEGER,
]

/** JSON.parse makes `__proto__` a key of its own, which an object literal would not. */
const objects: readonly string[] = [
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":{"isAdmin":true}}}',
  '{"toString":null,"valueOf":null}',
  '{"length":-1}',
  `${'['.repeat(500)}${']'.repeat(500)}`,
]

export const hostileInput = dataFault({
  id: 'hostile-input',
  label: 'Give it hostile values',
  teaches: 'Somebody will send names that are keys, numbers that are no counts, and text that is code somewhere else.',
  intensity: 'how many values are replaced by hostile ones: 1 to 5',
  value: (value, { random, intensity }) => changePlaces(value, intensity, random, hostile),
  text: (text, { random, intensity }) => {
    const lines = text.split('\n')
    const others = texts.filter((other) => !lines.includes(other))
    for (let times = 0; times < intensity; times += 1) {
      lines.splice(Math.floor(random() * lines.length), random() < 0.5 ? 1 : 0, pick(others, random))
    }
    return lines.join('\n')
  },
})

/** Mostly of the same type, so that it gets past the first check; never the value that was there. */
function hostile(value: Json, random: Random): Json {
  const same: readonly Json[] = typeof value === 'number' ? numbers : typeof value === 'string' ? texts : []
  const others = same.length > 0 && random() < 0.8 ? same : [...texts, ...numbers, ...objects.map((json) => JSON.parse(json) as Json)]
  return pick(others.filter((other) => other !== value), random)
}
