import { describe, expect, it } from 'vitest'
import { Emitter } from './program.ts'

const emitter = () => new Emitter<{ say: string; count: number }>()

describe('Emitter', () => {
  it('tells all of them in order', () => {
    const heard: string[] = []
    const events = emitter()
    events.on('say', (word) => heard.push(`1 ${word}`))
    events.on('say', (word) => heard.push(`2 ${word}`))
    events.emit('say', 'x')
    expect(heard).toEqual(['1 x', '2 x'])
  })

  it('says how many were told', () => {
    const events = emitter()
    events.on('count', () => {})
    events.on('count', () => {})
    expect(events.emit('count', 1)).toBe(2)
  })

  it('tells once', () => {
    const heard: number[] = []
    const events = emitter()
    events.once('count', (number) => heard.push(number))
    events.emit('count', 1)
    events.emit('count', 2)
    expect(heard).toEqual([1])
  })

  it('takes off the right one', () => {
    const heard: string[] = []
    const events = emitter()
    const first = events.on('say', () => heard.push('first'))
    events.on('say', () => heard.push('second'))
    first()
    events.emit('say', 'x')
    expect(heard).toEqual(['second'])
  })
})
