import type { LedgerView } from './views/define-view.ts'
import { actionsView, commandsView, heartbeatsView, lessonsView, modelCallsView, reignsView } from './views/engine.ts'
import { eventsView, pulsesView, restartsView, statesView } from './views/events.ts'
import { faultsView } from './views/faults.ts'
import { attemptsView, incidentsView, rungsView, searchesView } from './views/incidents.ts'
import { antibodiesView, genomesView, organismsView, promotionsView } from './views/organisms.ts'

/** All that may be asked. The order is the one to show them in. */
export const ledgerViews: readonly LedgerView[] = [
  incidentsView, attemptsView, rungsView, searchesView, faultsView, organismsView, statesView, restartsView, pulsesView,
  genomesView, promotionsView, antibodiesView, commandsView, actionsView, reignsView, heartbeatsView, modelCallsView, lessonsView, eventsView,
]

/** As the guard wants them. */
export const viewQueries: Record<string, string> = Object.fromEntries(ledgerViews.map(({ name, sql }) => [name, sql]))

/** What a model is told of them, or whoever writes SQL: a line a view. */
export const schemaText = ledgerViews.map(({ name, about, columns }) => `${name} -- ${about}\n${columns.map((column) => `  ${column.name} ${column.kind} -- ${column.about}`).join('\n')}`).join('\n\n')
