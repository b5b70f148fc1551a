'use client'
import type * as Monaco from 'monaco-editor/editor/editor.api.js'
import { theme, themeName } from './theme.ts'

let loading: Promise<typeof Monaco> | null = null

/**
 * Monaco, once a page: from this server, with a worker of its own, in the page's palette. Heavy: only where an editor is
 * asked for, never on a phone before that. A load that failed may be tried again.
 */
export function loadMonaco(): Promise<typeof Monaco> {
  return (loading ??= load().catch((error: unknown) => {
    loading = null
    throw error
  }))
}

/**
 * The editor and the colours of the languages that organisms are written in, and the ledger is asked in. Not its TypeScript service, ten times as
 * large: what is right is the gate's to say, and the models of a diff would take each other for one program.
 */
async function load(): Promise<typeof Monaco> {
  globalThis.MonacoEnvironment = {
    getWorker: () => new Worker(new URL('monaco-editor/editor/editor.worker.js', import.meta.url), { type: 'module' }),
  }
  const [monaco] = await Promise.all([
    import('monaco-editor/editor/editor.api.js'),
    import('monaco-editor/features/register.all.js'),
    import('monaco-editor/languages/definitions/javascript/register.js'),
    import('monaco-editor/languages/definitions/typescript/register.js'),
    import('monaco-editor/languages/definitions/sql/register.js'),
    import('monaco-editor/languages/definitions/python/register.js'),
  ])
  monaco.editor.defineTheme(themeName, theme)
  monaco.editor.setTheme(themeName)
  return monaco
}
