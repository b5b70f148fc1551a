import { expect, test } from 'vitest'
import { html } from '../../lib/gate/export/html.ts'
import { incidentPage } from '../../lib/gate/export/incident-page.ts'
import type { WholeIncident } from '../../lib/gate/export/gather-incident.ts'
import { tell, patient } from '../ui/world-events.ts'
import { crash } from '../fixtures/ui-server/scribe.ts'

const evil = `</pre><script>fetch("//evil")</script><img src=x onerror='alert(1)'>\u202Ereversed\u001b]8;;http://evil\u0007`

function whole(end: 'healed' | 'quarantined', text: string): WholeIncident {
  const { view, events } = tell((scribe) => {
    const id = scribe.open(60_000, patient.id, { ...crash, summary: text.slice(0, 400) }, null, 12)
    scribe.tryRung(60_010, patient.id, id, 'restart', false, 96, `${patient.id}.g0001`)
    if (end === 'healed') scribe.repair(61_000, patient.id, id, 'held-out', 1000)
    else scribe.close(62_000, patient.id, id, 'quarantined', 'quarantine', 2000)
  })
  const incident = view.organisms[patient.id]!.incidents[0]!
  return {
    version: '1', exportedAt: 99_000, incident, injection: { fault: 'x', label: text, seed: 1, intensity: 2, ttlMs: 60_000, summary: text, genome: null },
    events: events.filter((event) => event.incident === incident.id), output: [text], candidates: [text],
    diff: end === 'healed' ? `--- a/organism.js\n+++ b/organism.js\n@@ -1 +1 @@\n-${text}\n+fine\n` : null,
    sources: { failed: { id: incident.genome, files: { 'organism.js': `${text}\n`.repeat(30) } }, healed: null },
  }
}

test('what an organism says stays text: no tag, no script, nothing that reorders or acts', () => {
  for (const end of ['healed', 'quarantined'] as const) {
    const page = incidentPage(whole(end, evil))
    expect(page).not.toMatch(/<script|<img|onerror='/i)
    expect(page).not.toMatch(/[\u202e\u001b\u0007]/)
    expect(page).toContain('&lt;script&gt;fetch(&quot;//evil&quot;)&lt;/script&gt;')
    expect(page).toContain('‹U+202E›')
  }
})

test('it needs nothing from anywhere, and its own policy says so', () => {
  const page = incidentPage(whole('healed', 'plain'))
  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
  expect(page).not.toMatch(/\b(src|href)=|url\(|@import/)
  expect(page.match(/<script/g)).toBeNull()
})

test('a healing shows its diff; what was not healed is told as an end, not as a gap', () => {
  expect(incidentPage(whole('healed', 'plain'))).toContain('class="added">+fine')
  const page = incidentPage(whole('quarantined', 'plain'))
  expect(page).toContain('quarantined: nothing healed it')
  expect(page).toContain('waits for a person')
})

test('a source that cannot be read, and one that has no such line, are no reason to fail', () => {
  const odd = whole('healed', 'plain')
  expect(incidentPage({ ...odd, sources: { failed: null, healed: null } })).toContain('cannot be read any more')
  expect(incidentPage({ ...odd, sources: { failed: { id: 'x', files: { 'organism.js': 'one line' } }, healed: null } })).toContain('organism.js:14:11')
})

test('markup is only what is written as such', () => {
  expect(html`<p>${'<b>'}${html`<i>${'&'}</i>`}${['"', 1]}${null}${false}</p>`.text).toBe('<p>&lt;b&gt;<i>&amp;</i>&quot;1</p>')
})
