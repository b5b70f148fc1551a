'use client'
import type * as Monaco from 'monaco-editor'
import { theme, themeName } from './theme.ts'

let loading: Promise<typeof Monaco> | null = null

/**
 * Monaco, once a page: from this server, with workers of its own, in the page's palette. Heavy: only where an editor is
 * asked for, never on a phone before that. A load that failed may be tried again.
 */
export function loadMonaco(): Promise<typeof Monaco> {
  return (loading ??= load().catch((error: unknown) => {
    loading = null
    throw error
  }))
}

async function load(): Promise<typeof Monaco> {
  globalThis.MonacoEnvironment = {
    getWorker: (_id, label) => (label === 'javascript' || label === 'typescript'
      ? new Worker(new URL('monaco-editor/languages/features/typescript/ts.worker.js', import.meta.url), { type: 'module' })
      : new Worker(new URL('monaco-editor/editor/editor.worker.js', import.meta.url), { type: 'module' })),
  }
  const monaco = await import('monaco-editor')
  // The models of a diff share one scope, and a patient imports what is not loaded: only what does not parse is told.
  for (const defaults of [monaco.typescript.javascriptDefaults, monaco.typescript.typescriptDefaults])
    defaults.setDiagnosticsOptions({ noSemanticValidation: true, noSuggestionDiagnostics: true })
  monaco.editor.defineTheme(themeName, theme)
  monaco.editor.setTheme(themeName)
  return monaco
}
