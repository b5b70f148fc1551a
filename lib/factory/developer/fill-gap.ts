import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import { ModelError } from '../../contract/errors.ts'
import type { Blueprint, Component } from '../../contract/factory/blueprint.ts'
import type { Developed } from '../../contract/factory/gap-end.ts'
import type { PlanResource } from '../../contract/factory/plan.ts'
import { scenarioSchema, type Scenario } from '../../contract/factory/scenario.ts'
import type { ChatEnd, Message } from '../../contract/ports/model.ts'
import { hashText } from '../../app-folder/hash.ts'
import type { Runnable } from '../../app-folder/runnables.ts'
import { fenced, markFor } from '../../mind/fence.ts'
import { isStuck } from '../../mind/stuck.ts'
import { answerMs, type Pen } from '../pen.ts'
import { record } from '../tester/samples.ts'
import { scenariosFor } from '../tester/scenarios.ts'
import { wishScenario } from '../tester/wish-scenarios.ts'
import { checkFill } from './check-fill.ts'
import { countTokens } from './count-tokens.ts'
import { wishesOf, type Fills, type Gap } from './gap.ts'
import { readFill } from './read-fill.ts'
import { render } from './render.ts'

/** What writes into gaps, and what shows whether that holds. */
export interface Writer {
  pen: Pen
  /** Runs a component and plays scenarios of it. @returns what does not hold; null: all of it does */
  prove: (component: Runnable, scenarios: readonly Scenario[], stop: AbortSignal) => Promise<string | null>
}

type GapTold = Developed['gaps'][number]
export interface Filled { told: GapTold; fill: string | null }

const mostQuestions = 3
/** Of an answer, for its examples and what is said around them. */
const exampleTokens = 500
const toldChars = 1_500

const templates = new nunjucks.Environment(new nunjucks.FileSystemLoader(fileURLToPath(new URL('./prompts/', import.meta.url))), { autoescape: false, throwOnUndefined: true, trimBlocks: true, lstripBlocks: true })

/**
 * Asks a model for one function until what it answers parses, keeps to its contract, touches nothing else and holds in the
 * running service. Never throws for what the model does.
 * @param fills what stands in the other gaps
 */
export async function fillGap(gap: Gap, { blueprint, component, resource, iteration, fills }: { blueprint: Blueprint; component: Component; resource: PlanResource; iteration: number; fills: Fills }, { pen, prove }: Writer, stop: AbortSignal): Promise<Filled> {
  const wishes = wishesOf(resource, gap.kind)
  const told: GapTold = { component: component.id, gap: gap.kind, wishes, state: 'left', why: '', by: pen.name, tokens: { input: 0, output: 0 }, answers: [], scenarios: [] }
  const left = (why: string): Filled => ({ told: { ...told, why: why.slice(0, 500) }, fill: null })
  const file = render(blueprint, component, fills).files[gap.path] ?? ''
  const refusals: { tried: string; why: string }[] = []

  async function judge(text: string, finish: ChatEnd['finish']): Promise<{ fill: string; scenario: Scenario } | { refused: string }> {
    if (finish === 'length') return { refused: `it is longer than ${gap.tokens} tokens` }
    const answer = readFill(gap.kind, text)
    if ('refused' in answer) return answer
    const checked = checkFill(gap, answer.code, file)
    if ('refused' in checked) return checked
    const tokens = await countTokens(checked.fill)
    if (tokens > gap.tokens) return { refused: `${gap.name} is ${tokens} tokens long, and may be no longer than ${gap.tokens}` }
    const { files } = render(blueprint, component, { ...fills, [gap.kind]: checked.fill })
    const scenario = scenarioSchema.parse({ ...wishScenario(resource, wishes, answer.examples), iteration })
    const own = scenariosFor(blueprint, iteration).filter(({ of }) => of === component.id)
    const fault = await prove({ ...component, files, port: 0 }, [...own, scenario], stop)
    return fault === null ? { fill: checked.fill, scenario } : { refused: fault }
  }

  for (let nth = 1; nth <= mostQuestions; nth += 1) {
    try {
      const messages = question(gap, { blueprint, resource, wishes, file, refusals })
      const { text, finish, usage } = await pen.ask({ component: component.id, purpose: 'make', messages, maxTokens: gap.tokens + exampleTokens, seed: nth, timeoutMs: answerMs, stop })
      told.tokens = {
        input: (told.tokens?.input ?? 0) + (usage?.inputTokens ?? await countTokens(...messages.map((message) => message.text))),
        output: (told.tokens?.output ?? 0) + (usage?.outputTokens ?? await countTokens(text)),
      }
      told.answers.push({ promptHash: hashText(JSON.stringify(messages)), text })
      const judged = await judge(text, finish)
      if ('fill' in judged) return { told: { ...told, state: 'filled', why: 'it holds', scenarios: [judged.scenario] }, fill: judged.fill }
      refusals.push({ tried: text, why: judged.refused })
    } catch (error) {
      if (!(error instanceof ModelError)) throw error
      return left(error.message)
    }
    if (isStuck(refusals)) return left(`${pen.name} is stuck: ${refusals.at(-1)?.why}`)
  }
  return left(`${pen.name} was asked ${mostQuestions} times, and nothing held: ${refusals.at(-1)?.why}`)
}

function question({ kind, name, params, path, tokens, contract }: Gap, { blueprint, resource, wishes, file, refusals }: { blueprint: Blueprint; resource: PlanResource; wishes: readonly string[]; file: string; refusals: readonly { tried: string; why: string }[] }): Message[] {
  const last = refusals.at(-1)
  const fields = [...resource.fields.map((field) => JSON.stringify(field)), JSON.stringify(record(resource, 1))].join('\n')
  const refused = last === undefined ? '' : `${last.tried.slice(0, toldChars)}\n\nrefused: ${last.why.slice(0, toldChars)}`
  const data = { wishes: wishes.join('\n'), fields, file, refused }
  const mark = markFor(Object.values(data))
  return [
    { role: 'system', text: templates.render('system.njk') },
    { role: 'user', text: templates.render('gap.njk', {
      mark, kind, name, path, tokens, contract, params: params.join(', '), language: blueprint.language === 'pl' ? 'Polish' : 'English',
      wishes: fenced(mark, 'what is wanted', data.wishes), fields: fenced(mark, 'fields and a row', fields), file: fenced(mark, `the file ${path}`, file),
      refused: last === undefined ? null : fenced(mark, 'what was refused', refused),
    }) },
  ]
}
