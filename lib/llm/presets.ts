/** What is known of a provider before anything is configured. */
export interface Preset {
  protocol: 'ollama' | 'openai'
  /** null: one must be given. */
  baseUrl: string | null
  /** The model that is meant where none is named; null: one must be. */
  model: string | null
  /** Environment variables that may hold its key, the first one that is set counts. Names only. */
  keyVariables: readonly string[]
  /** It runs on this machine, asks for no key and costs nothing. */
  isLocal: boolean
}

const local = (protocol: Preset['protocol'], baseUrl: string, model: string | null, ...keyVariables: string[]): Preset => ({ protocol, baseUrl, model, keyVariables, isLocal: true })
const remote = (baseUrl: string | null, model: string | null, ...keyVariables: string[]): Preset => ({ protocol: 'openai', baseUrl, model, keyVariables, isLocal: false })

const known = {
  ollama: local('ollama', 'http://127.0.0.1:11434', 'qwen3-coder', 'OLLAMA_API_KEY'),
  openai: remote('https://api.openai.com/v1', 'gpt-5-mini', 'OPENAI_API_KEY'),
  gemini: remote('https://generativelanguage.googleapis.com/v1beta/openai', 'gemini-2.5-flash', 'GEMINI_API_KEY', 'GOOGLE_API_KEY'),
  anthropic: remote('https://api.anthropic.com/v1', 'claude-sonnet-4-5', 'ANTHROPIC_API_KEY'),
  groq: remote('https://api.groq.com/openai/v1', 'llama-3.3-70b-versatile', 'GROQ_API_KEY'),
  vllm: local('openai', 'http://127.0.0.1:8000/v1', null, 'VLLM_API_KEY'),
  llamacpp: local('openai', 'http://127.0.0.1:8080/v1', null, 'LLAMA_API_KEY'),
  lmstudio: local('openai', 'http://127.0.0.1:1234/v1', null, 'LM_API_TOKEN'),
  // A name of its own, so that a key which was made for OpenAI is never sent to somebody else.
  'openai-compatible': remote(null, null, 'OPENAI_COMPATIBLE_API_KEY'),
  // A file with recorded answers: its protocol is never spoken.
  replay: { protocol: 'openai', baseUrl: null, model: null, keyVariables: [], isLocal: true },
} satisfies Record<string, Preset>

export type ProviderId = keyof typeof known

export const presets: Readonly<Record<string, Preset>> = known

export const providers = Object.keys(known) as readonly ProviderId[]

export const isProvider = (id: string): id is ProviderId => Object.hasOwn(known, id)
