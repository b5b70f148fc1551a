import type { Flow, FlowTask } from '../../contract/factory/flow.ts'

/** @throws RangeError where a flow has no end: two tasks of one id, or one that needs itself or one that there is not */
export function checkFlow({ id: flow, tasks }: Flow): void {
  const known = new Map(tasks.map((task) => [task.id, task]))
  const refuse = (why: string): never => { throw new RangeError(`the flow ${flow} has no end: ${why}`) }
  if (known.size !== tasks.length) refuse('two of its tasks have one id')
  const sound = new Set<string>()
  const walk = ({ id, needs }: FlowTask, asking: readonly string[]): void => {
    if (asking.includes(id)) refuse(`${id} needs itself`)
    if (sound.has(id)) return
    for (const need of needs) walk(known.get(need) ?? refuse(`${id} needs ${need}, which there is not`), [...asking, id])
    sound.add(id)
  }
  for (const task of tasks) walk(task, [])
}
