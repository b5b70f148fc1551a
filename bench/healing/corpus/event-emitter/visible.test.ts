import { describe, expect, it } from 'vitest'
import { Emitter } from './program.ts'

const emitter = () => new Emitter<{ say: string; count: number }>()

describe('Emitter', () => {
  it('tells a listener', () => {
    const heard: string[] = []
    const events = emitter()
    events.on('say', (word) => heard.push(word))
    events.emit('say', 'hello')
    expect(heard).toEqual(['hello'])
  })

  it('tells nobody of what nobody listens to', () => {
    const events = emitter()
    events.on('say', () => {})
    expect(events.emit('count', 1)).toBe(0)
  })

  it('takes a listener off', () => {
    const heard: string[] = []
    const events = emitter()
    const off = events.on('say', (word) => heard.push(word))
    off()
    expect(events.emit('say', 'x')).toBe(0)
    expect(heard).toEqual([])
  })

  it('tells the others when one goes while they are told', () => {
    const heard: string[] = []
    const events = emitter()
    events.once('say', () => heard.push('first'))
    events.on('say', () => heard.push('second'))
    events.emit('say', 'x')
    expect(heard).toEqual(['first', 'second'])
  })

  it('a once that was taken off hears nothing', () => {
    const heard: number[] = []
    const events = emitter()
    events.once('count', (number) => heard.push(number))()
    events.emit('count', 1)
    expect(heard).toEqual([])
  })
})
