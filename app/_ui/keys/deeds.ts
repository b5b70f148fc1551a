import type { Stage } from '../address/address.ts'
import type { CommandRequest } from '../../../lib/contract/command.ts'
import type { PreferenceName, Preferences } from '../frame/preferences.ts'
import { stages } from '../address/address.ts'
import { rooms } from '../address/rooms.ts'
import type { Slowness } from '../time/playhead.ts'
import { slownesses } from '../time/playhead.ts'
import type { PanelName } from './open-panel.ts'

export type DeedGroup = 'Go to' | 'Time' | 'Do' | 'Show' | 'Settings' | 'Help'

/** Something that a reader can do from anywhere. One list of these makes the palette, the sheet of keys and the keys. */
export interface Deed {
  id: string
  group: DeedGroup
  title: string
  /** As react-hotkeys-hook says it; `>` between keys that follow each other. The first one is shown. */
  keys?: readonly string[]
  /** Further words to find it by. */
  words?: string
  /** What it asks of the core. */
  asks?: CommandRequest['kind']
  run: () => void
}

/** What deeds are done with. */
export interface Reach {
  /** The organism that the page is about. */
  organism: { id: string; isDown: boolean } | null
  chaosStopped: boolean
  time: { mode: 'live' | 'paused' | 'replay'; slowness: Slowness; isPlaying: boolean }
  stage: Stage | null
  preferences: Preferences
  go: (path: string) => void
  /** To a room, with the organism that is shown. */
  enter: (path: string) => void
  ask: (path: string) => void
  open: (panel: PanelName) => void
  set: <N extends PreferenceName>(name: N, value: Preferences[N]) => void
  setStage: (stage: Stage | null) => void
  togglePause: () => void
  step: (by: 1 | -1) => void
  setSlowness: (slowness: Slowness) => void
  goLive: () => void
  search: () => void
  row: (by: 1 | -1) => void
  breakIt: () => void
  rollBack: () => void
  resetDemo: () => void
  escape: () => void
}

/** Everything that needs no more than the page itself. */
export function deedsOf(reach: Reach): Deed[] {
  return [...roomDeeds(reach), ...timeDeeds(reach), ...engineDeeds(reach), ...showDeeds(reach), ...settingDeeds(reach), ...helpDeeds(reach)]
}

const roomDeeds = ({ enter }: Reach): Deed[] => rooms.map(({ path, title, key }) => ({ id: `room ${path}`, group: 'Go to', title, keys: [`g>${key}`], words: 'room go open', run: () => enter(path) }))

const timeDeeds = ({ time, togglePause, step, goLive, setSlowness }: Reach): Deed[] => [
  { id: 'pause', group: 'Time', title: time.mode === 'replay' ? (time.isPlaying ? 'Hold the replay' : 'Play the replay') : time.mode === 'paused' ? 'Go on showing what happens' : 'Hold what is shown', keys: ['space'], words: 'pause freeze resume time', run: togglePause },
  { id: 'step', group: 'Time', title: 'Show one event more', keys: ['.'], words: 'step next time', run: () => step(1) },
  { id: 'step-back', group: 'Time', title: 'One event back, in a replay', keys: [','], words: 'step previous time', run: () => step(-1) },
  { id: 'live', group: 'Time', title: 'Back to live', words: 'now', run: goLive },
  ...slownesses.map((slowness): Deed => ({ id: `pace ${slowness}`, group: 'Time', title: slowness === 1 ? 'Full pace, 1×' : `Slow motion, 1/${slowness}×`, words: 'slow motion pace speed', run: () => setSlowness(slowness) })),
]

function engineDeeds({ organism, chaosStopped, ask, breakIt, rollBack, resetDemo, enter }: Reach): Deed[] {
  const id = organism?.id ?? ''
  const own: Deed[] = organism
    ? [
        { id: 'break', group: 'Do', title: `Break ${id}`, keys: ['x'], words: 'break it chaos fault inject', asks: 'chaos-inject', run: breakIt },
        { id: 'rollback', group: 'Do', title: `Roll ${id} back: choose the version, see what changes`, keys: ['r'], words: 'rollback undo version genome', asks: 'genome-rollback', run: rollBack },
        { id: 'pause-organism', group: 'Do', title: `Pause ${id}`, words: 'stop organism', asks: 'organism-pause', run: () => ask(`/api/organisms/${id}/pause`) },
        { id: 'resume-organism', group: 'Do', title: `Resume ${id}`, words: 'start quarantine organism', asks: 'organism-resume', run: () => ask(`/api/organisms/${id}/resume`) },
        { id: 'configure-healing', group: 'Do', title: `Set how ${id} is healed`, words: 'ladder rungs budget healing', asks: 'configure-healing', run: () => enter(`/organisms/${id}?of=healing`) },
        { id: 'propose', group: 'Do', title: `Change ${id} by hand, through the gate`, words: 'edit source manual genome propose', asks: 'genome-propose', run: () => enter(`/organisms/${id}?of=source`) },
        { id: 'import', group: 'Do', title: `Give ${id} a version from an archive`, words: 'import zip genome', asks: 'genome-import', run: () => enter('/genomes') },
        { id: 'check', group: 'Do', title: `Ask the gate about a version of ${id}: choose it`, words: 'check prove genome gate', asks: 'genome-check', run: () => enter('/genomes') },
        { id: 'tag', group: 'Do', title: `Tag a version of ${id}: choose it`, words: 'label name genome tags', asks: 'genome-tag', run: () => enter('/genomes') },
        { id: 'improve', group: 'Do', title: `Ask the model for a better version of ${id}`, words: 'mutate improve faster clearer llm', asks: 'organism-improve', run: () => enter(`/organisms/${id}`) },
        { id: 'replay', group: 'Do', title: `Replay an incident of ${id}: choose it`, words: 'again same seed incident', asks: 'incident-replay', run: () => enter('/incidents') },
      ]
    : []
  return [
    ...own,
    { id: 'undo-fault', group: 'Do', title: 'Take a fault back: see those in force', words: 'undo chaos injection', asks: 'chaos-undo', run: () => enter('/chaos') },
    { id: 'stop-chaos', group: 'Do', title: `Stop all chaos${chaosStopped ? ' (it is stopped)' : ''}`, words: 'stop emergency', asks: 'chaos-stop', run: () => ask('/api/chaos/stop') },
    { id: 'allow-chaos', group: 'Do', title: `Allow chaos${chaosStopped ? '' : ' (it is allowed)'}`, words: 'allow', asks: 'chaos-allow', run: () => ask('/api/chaos/allow') },
    { id: 'switch-cores', group: 'Do', title: 'Let the other core take the lead', words: 'switch over leader standby failover core', asks: 'core-switch', run: () => enter('/cores') },
    { id: 'ask-ledger', group: 'Do', title: 'Ask the ledger a question', words: 'query sql question how many which history', asks: 'ledger-ask', run: () => enter('/ledger') },
    { id: 'make-app', group: 'Do', title: 'Make an app of a sentence', words: 'factory generate sentence app', asks: 'app-make', run: () => enter('/factory') },
    { id: 'check-app', group: 'Do', title: 'Test and mend an app: choose it', words: 'factory scenarios test patch', asks: 'app-check', run: () => enter('/factory') },
    { id: 'rollback-app', group: 'Do', title: 'Put an earlier iteration of an app in force: choose it', words: 'factory rollback iteration', asks: 'app-rollback', run: () => enter('/factory') },
    { id: 'cancel-app', group: 'Do', title: 'Break off what is being made', words: 'factory cancel stop', asks: 'app-cancel', run: () => enter('/factory') },
    { id: 'remove-app', group: 'Do', title: 'Remove an app: choose it', words: 'factory delete remove app', asks: 'app-remove', run: () => enter('/factory') },
    { id: 'run-action', group: 'Do', title: 'Run a program of the machine', words: 'outside action shell git docker ollama', asks: 'action-run', run: () => enter('/settings#actions') },
    { id: 'settings', group: 'Do', title: 'Change a setting of the engine', words: 'limits retention restart budget', asks: 'change-settings', run: () => enter('/settings') },
    { id: 'test-model', group: 'Do', title: 'Ask whether the language model answers', words: 'llm ollama openai connection test', asks: 'model-test', run: () => enter('/settings#models') },
    { id: 'open-learning', group: 'Do', title: 'Open a learning window for the teacher', words: 'llm teacher learn', asks: 'learning-open', run: () => enter('/settings#models') },
    { id: 'close-learning', group: 'Do', title: 'Close the learning window', words: 'llm teacher learn', asks: 'learning-close', run: () => enter('/settings#models') },
    { id: 'edit-lesson', group: 'Do', title: 'Put a lesson right', words: 'llm teacher learn', asks: 'lesson-edit', run: () => enter('/settings#models') },
    { id: 'forget-lesson', group: 'Do', title: 'Forget a lesson', words: 'llm teacher learn', asks: 'lesson-forget', run: () => enter('/settings#models') },
    { id: 'reset', group: 'Do', title: 'Reset the demo', words: 'reset seed start anew', asks: 'demo-reset', run: resetDemo },
  ]
}

const showDeeds = ({ stage, setStage, search, row }: Reach): Deed[] => [
  { id: 'search', group: 'Show', title: 'Search', keys: ['/', 'shift+/'], words: 'find filter log', run: search },
  { id: 'next-row', group: 'Show', title: 'Next row of the list', keys: ['j'], run: () => row(1) },
  { id: 'previous-row', group: 'Show', title: 'Previous row of the list', keys: ['k'], run: () => row(-1) },
  ...stages.map((each): Deed => ({ id: `stage ${each}`, group: 'Show', title: each === stage ? `Show every stage, not only ${each}` : `Show only the stage ${each}`, words: 'filter mape-k loop', run: () => setStage(each === stage ? null : each) })),
]

const settingDeeds = ({ preferences: { projector, keys, theme, motion, sound }, set, go }: Reach): Deed[] => [
  { id: 'projector', group: 'Settings', title: `Projector mode ${projector ? 'off' : 'on'}`, words: 'large presentation hall slide', run: () => set('projector', !projector) },
  { id: 'single-keys', group: 'Settings', title: `Single keys ${keys ? 'off' : 'on'}`, words: 'shortcuts keyboard', run: () => set('keys', !keys) },
  { id: 'theme', group: 'Settings', title: theme === 'dark' ? 'High contrast' : 'Usual contrast', words: 'theme colours', run: () => set('theme', theme === 'dark' ? 'contrast' : 'dark') },
  { id: 'motion', group: 'Settings', title: motion === 'none' ? 'Motion as the system says' : 'No motion', words: 'animation reduced', run: () => set('motion', motion === 'none' ? 'system' : 'none') },
  { id: 'sound', group: 'Settings', title: `Sound ${sound ? 'off' : 'on'}`, words: 'audio mute', run: () => set('sound', !sound) },
  { id: 'api', group: 'Settings', title: 'The API, as OpenAPI', words: 'openapi json http rest', run: () => go('/api/openapi.json') },
]

const helpDeeds = ({ open, escape }: Reach): Deed[] => [
  { id: 'palette', group: 'Help', title: 'Find or do anything', keys: ['mod+k'], run: () => open('palette') },
  { id: 'keys', group: 'Help', title: 'All keys', keys: ['shift+?', '?'], words: 'shortcuts help', run: () => open('keys') },
  { id: 'tour', group: 'Help', title: 'The tour, in five steps', words: 'help introduction first', run: () => open('tour') },
  { id: 'escape', group: 'Help', title: 'Close, let go, show every stage', keys: ['escape'], run: escape },
]

/** Keys that a person who speaks to the machine, or rests a hand on it, may set off unawares. */
export const isSingle = (key: string): boolean => !/mod|escape/.test(key)

const names: Record<string, string> = { space: 'Space', escape: 'Esc', 'mod+k': '⌘K or Ctrl+K', 'shift+?': '?' }

/** A key as people name it; those that follow each other apart. */
export const keyNames = (key: string): string[] => names[key] ? [names[key]] : key.split('>')
