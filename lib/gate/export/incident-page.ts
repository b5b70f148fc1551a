import { incidentSpans, type IncidentSpan, type IncidentTimes } from '../../contract/incident-spans.ts'
import type { Attempt, Incident } from '../../contract/incident.ts'
import { linesAround } from '../../contract/lines-around.ts'
import type { Frame } from '../../contract/verdict.ts'
import { winnerOf } from '../../contract/winner.ts'
import type { WholeIncident } from './gather-incident.ts'
import { html, Markup } from './html.ts'
import { pageStyle } from './page-style.ts'

const ends = {
  healed: ['good', '● healed'], 'rolled-back': ['violet', '↺ rolled back'], quarantined: ['bad', '■ quarantined: nothing healed it'],
} as const satisfies Record<NonNullable<Incident['end']>, readonly [string, string]>

/** An incident as one file that opens anywhere: no script, no request, every text of an organism shown as text. */
export function incidentPage(whole: WholeIncident): string {
  const { incident, injection, events, version, exportedAt } = whole
  const { organism, verdict, end } = incident
  const times = incidentSpans(incident, events, exportedAt)
  const [tone, word] = end === null ? ['blue', '◐ not over yet'] as const : ends[end]
  const why = events.find(({ kind }) => kind === 'incident-close')
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${organism}: ${verdict.summary} · Ouroboros</title>
${style}
</head>
<body>
<header>
<p class="soft">Ouroboros · incident ${incident.id}</p>
<h1>${organism}: ${verdict.kind}</h1>
<p><strong class="${tone}">${word}</strong>${end !== null && incident.rung !== null && html` by ${incident.rung}`}${incident.healMs !== null && html` after ${ms(incident.healMs)}`}, noticed in ${ms(incident.detectMs)}.</p>
${why?.kind === 'incident-close' && html`<p>${why.data.why}</p>`}
<p class="soft">Opened ${instant(incident.openedAt)}${incident.closedAt !== null && html`, ended ${instant(incident.closedAt)}`}, running ${incident.genome}.
${injection ? html`Cause: ${injection.label} (${injection.fault}), seed ${injection.seed}, intensity ${injection.intensity}: ${injection.summary}.` : 'No fault of ours is known to be the cause.'}
No model was asked: 0 tokens, no cost.</p>
</header>
${timeLine(times)}
${failure(whole)}
${whole.output.length > 0 && html`<section><h2>What it had printed last</h2><pre>${whole.output.map((line) => html`<span>${line}</span>`)}</pre></section>`}
${cure(whole)}
${attempts(incident.attempts)}
${candidates(whole)}
<footer class="soft"><p>Written by Ouroboros ${version} on ${instant(exportedAt)}. This file asks nothing of any server.</p></footer>
</body>
</html>
`.text
}

/** Ours alone, with no text of anybody else in it: it stands as it is. */
const style = new Markup(`<style>${pageStyle}</style>`)

function timeLine({ spans, ms: all }: IncidentTimes): Markup {
  const share = (n: number): string => `${Math.min(100, (n / Math.max(all, 1)) * 100).toFixed(3)}%`
  const row = ({ stage, rung, what, at, ms: long, ok }: IncidentSpan): Markup => html`<tr><th>${stage}</th><td>${rung ?? ''}</td><td>${ok !== null && (ok ? '✓ ' : '✕ ')}${what}</td><td class="n">${ms(at)}</td><td class="n">${ms(long)}</td><td><div class="bar"><i style="left:${share(at)};width:${share(long)}"></i></div></td></tr>`
  return html`<section><h2>Time line, ${ms(all)} in all</h2><table><thead><tr><th>Stage</th><th>Rung</th><th>What</th><th>From</th><th>For</th><th>To scale</th></tr></thead><tbody>${spans.map(row)}</tbody></table></section>`
}

function failure({ incident: { verdict, genome }, sources: { failed } }: WholeIncident): Markup {
  return html`<section><h2>What failed</h2><p class="bad"><code>${verdict.summary}</code></p>
${verdict.frames.map((frame) => html`<p><code>at ${frame.function ?? '(top level)'} ${frame.file}:${frame.line}:${frame.column}</code></p>${excerpt(failed?.files[frame.file], frame)}`)}
${failed === null && html`<p class="soft">The source of ${genome} cannot be read any more.</p>`}</section>`
}

function excerpt(text: string | undefined, { line }: Frame): Markup | null {
  const lines = text === undefined ? [] : linesAround(text, line)
  return lines.length === 0 ? null : html`<pre>${lines.map(({ number, content }) => html`<span${number === line && html` class="hit"`}>${String(number).padStart(4)}  ${content}</span>`)}</pre>`
}

function cure({ incident, diff }: WholeIncident): Markup {
  const winner = winnerOf(incident)
  if (winner) return html`<section><h2>What healed it</h2><p>${winner.tried} <span class="soft">(${winner.genome}, ${winner.proof ?? 'proven before'})</span></p>${diff !== null && unified(diff)}</section>`
  return html`<section><h2>What healed it</h2><p>${unhealed(incident)}</p></section>`
}

function unhealed({ end, attempts }: Incident): string {
  if (end === 'healed') return 'The same version, started again: no line was changed.'
  if (end === null) return 'Nothing yet: it was still open when this page was written.'
  return `Nothing. ${attempts.length === 0 ? 'Nothing could be tried' : `${attempts.length} attempts, none held`}, so it was set apart: it does no harm there, and waits for a person.`
}

const marks: Record<string, string> = { '+': 'added', '-': 'removed' }

const unified = (diff: string): Markup => html`<pre>${diff.trimEnd().split('\n').map((line) => {
  const mark = /^(\+\+\+|---)/.test(line) ? undefined : marks[line[0] ?? '']
  return html`<span${mark !== undefined && html` class="${mark}"`}>${line}</span>`
})}</pre>`

function attempts(all: readonly Attempt[]): Markup | null {
  if (all.length === 0) return null
  return html`<section><h2>Every attempt, check by check</h2>${all.map((attempt) => html`<p><strong class="${attempt.accepted ? 'good' : 'yellow'}">${attempt.accepted ? '✓' : '✕'} ${attempt.rung} ${attempt.accepted ? 'accepted' : 'refused'}</strong> ${attempt.tried}</p><p class="soft">${attempt.why} · ${ms(attempt.ms)}</p>
<table><tbody>${attempt.checks.map((check) => html`<tr><td class="${check.ok ? 'good' : 'bad'}">${check.ok ? '✓ passed' : '✕ failed'}</td><td>${check.name}</td><td>${check.detail}</td><td class="n">${ms(check.ms)}</td></tr>`)}</tbody></table>`)}</section>`
}

function candidates({ candidates: all, incident: { searches = [] } }: WholeIncident): Markup | null {
  if (searches.length === 0) return null
  return html`<section><h2>Searches</h2>${searches.map((search) => html`<p><strong>${search.rung}</strong>: ${search.tried} candidates in ${ms(search.ms)}; ${search.why}</p><table><tbody>${search.deaths.map(({ cause, count }) => html`<tr><td class="n">${count} ×</td><td>${cause}</td></tr>`)}</tbody></table>`)}
${all.length > 0 && html`<details><summary>Each of ${all.length} candidates with its cause of death</summary><pre>${all.map((line) => html`<span>${line}</span>`)}</pre></details>`}</section>`
}

const ms = (value: number): string => (value < 10 ? `${Number(value.toFixed(2))} ms` : value < 10_000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`)
const instant = (at: number): string => new Date(at).toISOString().replace('T', ' ').replace(/\.\d+Z$/, ' UTC')
