import { describe, expect, it } from 'vitest'
import { programExit } from '../../lib/process/program-exit.ts'

const exit = (exitCode: number | null, signal: NodeJS.Signals | null = null) => ({ exitCode, signal, spawnError: null })
const seen = { announced: null, isWrapped: false, output: '', stopReason: null }

describe('how a program ended', () => {
  it('is what its own process says where nothing is wrapped around it', () => {
    expect(programExit(exit(137), seen)).toEqual({ exitCode: 137, signal: null, stopReason: null })
    expect(programExit(exit(null, 'SIGKILL'), seen)).toEqual({ exitCode: null, signal: 'SIGKILL', stopReason: null })
  })

  it('is a signal behind a wrapper that exits with 128 and its number', () => {
    expect(programExit(exit(137), { ...seen, isWrapped: true })).toEqual({ exitCode: null, signal: 'SIGKILL', stopReason: null })
    expect(programExit(exit(134), { ...seen, isWrapped: true })).toMatchObject({ signal: 'SIGABRT' })
  })

  it('is that exit code where the program announced it', () => {
    expect(programExit(exit(137), { ...seen, isWrapped: true, announced: 137 })).toEqual({ exitCode: 137, signal: null, stopReason: null })
    expect(programExit(exit(255), { ...seen, isWrapped: true })).toEqual({ exitCode: 255, signal: null, stopReason: null })
  })

  it('was a limit where V8 or the kernel enforced one; the first reason wins', () => {
    const output = 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'
    expect(programExit(exit(null, 'SIGABRT'), { ...seen, output }).stopReason).toBe('memory')
    expect(programExit(exit(null, 'SIGABRT'), seen).stopReason).toBeNull()
    expect(programExit(exit(1), { ...seen, output }).stopReason).toBeNull()
    expect(programExit(exit(null, 'SIGXCPU'), seen).stopReason).toBe('timeout')
    expect(programExit(exit(null, 'SIGABRT'), { ...seen, output, stopReason: 'flood' }).stopReason).toBe('flood')
  })
})
