import type { Asked } from './asked-names.ts'
import type { Frame } from './frames.ts'
import { wantedNames } from './function-heads.ts'
import { head, type Head } from './head.ts'

/** `class Name extends Parent {`, for what is made, caught or taken by others. */
export function classHeads(text: string, frame: Frame, asked: Asked): Head[] {
  const wanted = wantedNames(frame, asked).filter(({ name }) => /^[A-Z]/.test(name) || name === 'default')
  const names = wanted.length > 0 ? wanted : wantedNames(frame, asked)
  const classes = [...frame.declared].filter((name) => /^[A-Z]/.test(name) && text.includes(`class ${name} `))
  const isModule = /^(?:import|export)\b/m.test(text) || !/\bmodule\.exports\b|\brequire\s*\(/.test(text)
  return names.slice(0, 4).flatMap(({ name, isShown }, order) => {
    const before = isShown && isModule ? (name === 'default' ? 'export default ' : 'export ') : name === 'default' ? 'module.exports = ' : ''
    const called = name === 'default' ? '' : ` ${name}`
    const parents = frame.body.super || /\bsuper\b/.test(frame.hole.body.map(({ value }) => value).join(' ')) ? ['Error', ...classes, 'TypeError', 'RangeError', 'Array', 'Map'] : /Error$/.test(name) || text.includes(`throw new ${name}(`) ? ['Error', ''] : ['']
    return parents.map((parent, index) => head(`${before}class${called}${parent === '' ? '' : ` extends ${parent}`} {`, order * 0.5 + index * 0.1))
  })
}

/** `const name = {`, `return {` and the same with a list. */
export function literalHeads(text: string, frame: Frame, asked: Asked): Head[] {
  const open = frame.kind === 'array' ? '[' : '{'
  const wanted = wantedNames(frame, asked)
  const heads = wanted.slice(0, 6).map(({ name, isShown }, order) => head(`${isShown && /^export\b/m.test(text) ? 'export ' : ''}const ${name} = ${open}`, order * 0.3))
  if (frame.parents.length > 1) return [head(`return ${open}`, wanted.length === 0 ? 0 : 0.5), ...heads]
  return [...heads, ...(/\bexport\s+default\b|\bmodule\.exports\s*=/.test(text) ? [] : [head(/^(?:import|export)\b/m.test(text) ? `export default ${open}` : `module.exports = ${open}`, 0.6)])]
}
