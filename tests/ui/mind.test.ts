import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { callSign, costOfAll, costWords } from '../../app/_ui/mind/call-sign.ts'
import { callsOf } from '../../app/_ui/mind/calls-of.ts'
import { isAboutMind } from '../../app/_ui/mind/is-about-mind.ts'
import { partsOf } from '../../app/_ui/mind/parts-of.ts'
import { addPiece, type Thought } from '../../app/_ui/mind/thought.ts'
import type { LedgerEvent } from '../../lib/contract/event.ts'
import type { ModelCall } from '../../lib/contract/model.ts'

const nothing: Thought = { text: '', from: 0 }
const ended: ModelCall = { call: 'c1', seat: 'resident', purpose: 'heal', provider: 'ollama', model: 'm', isReplay: false, outcome: 'answered', why: '', usage: { inputTokens: 7, outputTokens: 3 }, counted: { tokens: 10, usd: 0.5 }, costUsd: 0.5, firstTokenMs: 1, ms: 2, requests: 1 }
const event = (seq: number, kind: LedgerEvent['kind'], data: unknown) => ({ seq, at: seq * 10, epoch: 1, core: 'a', kind, organism: 'ant', incident: 'i1', data, hash: '' }) as LedgerEvent

describe('what is said, piece by piece', () => {
  test('is what was said, in whatever pieces it came', () => {
    fc.assert(fc.property(fc.array(fc.string({ maxLength: 30 }), { maxLength: 20 }), (pieces) => {
      let offset = 0
      const heard = pieces.reduce((thought, text) => {
        const next = addPiece(thought, { offset, text })
        offset += text.length
        return next
      }, nothing)
      expect(heard).toEqual({ text: pieces.join(''), from: 0 })
    }))
  })

  test('begins anew where something was lost, and says how much is not here', () => {
    expect(addPiece({ text: 'one ', from: 0 }, { offset: 9, text: 'three' })).toEqual({ text: 'three', from: 9 })
  })

  test('is never longer than can be read', () => {
    let thought = nothing
    for (let piece = 0; piece < 60; piece += 1) thought = addPiece(thought, { offset: piece * 1_000, text: String(piece % 10).repeat(1_000) })
    expect(thought.text).toHaveLength(40_000)
    expect(thought.from + thought.text.length).toBe(60_000)
    expect(thought.text.endsWith('9')).toBe(true)
  })
})

describe('a call', () => {
  test('is what its two events tell', () => {
    const { outcome: _o, why: _w, usage: _u, counted: _n, costUsd: _c, firstTokenMs: _f, ms: _m, requests: _r, ...asked } = ended
    expect(callsOf([event(1, 'model-ask', { ...asked, counted: ended.counted }), event(2, 'model-ask', { ...asked, call: 'c2', counted: ended.counted }), event(3, 'model-answer', ended), event(4, 'model-answer', { ...ended, call: 'unheard of' })])).toEqual([
      { ...asked, organism: 'ant', incident: 'i1', askedAt: 10, endSeq: 3, end: ended },
      { ...asked, call: 'c2', organism: 'ant', incident: 'i1', askedAt: 20, endSeq: null, end: null },
    ])
  })

  test('has a sign for each way in which it can stand', () => {
    expect([callSign({ end: null }, false), callSign({ end: null }, true), callSign({ end: ended }, true), callSign({ end: { ...ended, outcome: 'model-failed' } }, true)].map(({ word }) => word))
      .toEqual(['answering', 'broken off', 'answered', 'no answer'])
  })

  test('tells its cost, and what is not known of it', () => {
    expect(costWords({ end: null })).toBe('')
    expect(costWords({ end: ended })).toBe('7 + 3 tokens, $0.50')
    expect(costWords({ end: { ...ended, usage: null, costUsd: null } })).toBe('tokens not told, price unknown')
    expect(costOfAll([{ costUsd: 0.001 }, { costUsd: 0.002 }])).toBe('$0.003')
    expect(costOfAll([{ costUsd: 0.001 }, { costUsd: null }])).toBe('$0.001 and 1 of unknown price')
    expect(costOfAll([{ costUsd: null }])).toBe('price unknown')
  })
})

test('what was said is taken from what was asked, whatever the question quotes', () => {
  expect(partsOf('── user ──\nsay ── answer ──\n\n── answer ──\nold\n\n── answer ──\nWHY: so\n')).toEqual({ question: '── user ──\nsay ── answer ──\n\n── answer ──\nold', answer: 'WHY: so\n' })
  expect(partsOf('cut before its end')).toEqual({ question: 'cut before its end', answer: '' })
})

test('what is about models is shown with them', () => {
  expect(['mind', 'mindUrl', 'teacherKey', 'port', 'keepLogMb'].filter((name) => isAboutMind({ name }))).toEqual(['mind', 'mindUrl', 'teacherKey'])
})
