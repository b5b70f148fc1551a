import { at, now } from '../seeded-scenes.ts'
import { average, counted, dayOf, hourOf, known, median, most } from '../world.ts'
import { ask, notUnderstood, type Question } from '../question.ts'

const hour = 3_600_000
const today = at('fri', '00:00')
const yesterday = at('thu', '00:00')
const wednesday = at('wed', '00:00')
const within = (from: number, to = Infinity) => (time: number | null): boolean => time !== null && time >= from && time < to

/** In words that people have of their own. */
export const furtherQuestions: readonly Question[] = [
  ask('How many times did word-count crash today?', (w) => [[w.pulses.filter(({ organism, verdict, at: time }) => organism === 'word-count' && verdict === 'crash' && time >= today).length]]),
  ask('what is the mean time to heal this week for beacon', (w) => [[average(known(w.incidents.filter(({ organism }) => organism === 'beacon').map(({ healMs }) => healMs)))]]),
  ask('Which fault hits word-count most frequently?', (w) => most(counted(w.faults.filter(({ organism }) => organism === 'word-count').map(({ fault }) => fault)))),
  ask('show the five slowest pulses today', (w) => w.pulses.filter(({ at: time }) => time >= today).toSorted((a, b) => b.workMs - a.workMs).slice(0, 5).map(({ seq }) => [seq]), ['seq'], 'in order'),
  ask('how many genomes were written by repair yesterday', (w) => [[w.genomes.filter(({ origin, createdAt }) => origin === 'repair' && within(yesterday, today)(createdAt)).length]]),
  ask('incidents that the antibody rung ended', (w) => w.incidents.filter(({ rung }) => rung === 'antibody').map(({ id }) => [id]), ['id']),
  ask('when did bank-teller go into quarantine', (w) => w.states.filter(({ organism, to }) => organism === 'bank-teller' && to === 'quarantined').map(({ at: time }) => [time]), ['at']),
  ask('percentage of commands refused per role', (w) => ['operator', 'player'].map((role) => [role, w.commands.filter((command) => command.role === role && command.state === 'refused').length / w.commands.filter((command) => command.role === role).length]), ['role', 'share']),
  ask('number of restarts a day', (w) => counted(w.restarts.map(({ at: time }) => dayOf(time)))),
  ask('did route-finder have any incidents since Wednesday?', (w) => w.incidents.filter(({ organism, openedAt }) => organism === 'route-finder' && openedAt >= wednesday).map(({ id }) => [id]), ['id']),
  ask('what was the maximum intensity of faults on bubble-sort', (w) => [[Math.max(...w.faults.filter(({ organism }) => organism === 'bubble-sort').map(({ intensity }) => intensity))]]),
  ask('total number of edits tried by searches yesterday', (w) => [[w.searches.filter(({ at: time }) => within(yesterday, today)(time)).reduce((sum, { tried }) => sum + tried, 0)]]),
  ask('give me the last three incidents of bank-teller that were rolled back', (w) => w.incidents.filter(({ organism, end }) => organism === 'bank-teller' && end === 'rolled-back').toReversed().slice(0, 3).map(({ id }) => [id]), ['id'], 'in order'),
  ask('how many rungs ended in a timeout', (w) => [[w.rungs.filter(({ outcome }) => outcome === 'timeout').length]]),
  ask('which core led the longest', (w) => [w.reigns.filter(({ lastedMs }) => lastedMs !== null).toSorted((a, b) => b.lastedMs! - a.lastedMs!).map(({ core }) => [core])[0]], ['core']),
  ask('Were there any takeovers in the last 12 hours?', (w) => w.reigns.filter(({ from, at: time }) => from !== null && time >= now - 12 * hour).map(({ at: time }) => [time]), ['at']),
  ask('average number of attempts for incidents of bubble-sort', (w) => [[average(w.incidents.filter(({ organism }) => organism === 'bubble-sort').map(({ attempts }) => attempts))]]),
  ask('which faults caused incidents yesterday', (w) => counted(w.incidents.filter(({ openedAt, fault }) => fault !== null && within(yesterday, today)(openedAt)).map(({ fault }) => fault))),
  notUnderstood('how healthy is the ledger'),
  notUnderstood('which organism should I fix first'),
  notUnderstood('how many incidents happened at night'),

  ask('ile incydentów miał wczoraj bubble-sort', (w) => [[w.incidents.filter(({ organism, openedAt }) => organism === 'bubble-sort' && within(yesterday, today)(openedAt)).length]]),
  ask('Jakie były trzy najwolniejsze pulsy beacon?', (w) => w.pulses.filter(({ organism }) => organism === 'beacon').toSorted((a, b) => b.workMs - a.workMs).slice(0, 3).map(({ seq }) => [seq]), ['seq'], 'in order'),
  ask('ile błędów danych wstrzyknięto w tym tygodniu', (w) => [[w.faults.filter((fault) => fault.class === 'data').length]]),
  ask('którego dnia było najwięcej incydentów', (w) => most(counted(w.incidents.map(({ openedAt }) => dayOf(openedAt))))),
  ask('średni czas leczenia według szczebla', (w) => [...Map.groupBy(w.incidents.filter(({ healMs }) => healMs !== null), ({ rung }) => rung)].map(([rung, same]) => [rung, average(known(same.map(({ healMs }) => healMs)))])),
  ask('ile poleceń graczy zostało odrzuconych', (w) => [[w.commands.filter(({ role, state }) => role === 'player' && state === 'refused').length]]),
  ask('kiedy ostatnio zrestartowano word-count', (w) => [[w.restarts.findLast(({ organism }) => organism === 'word-count')?.at]], ['at']),
  ask('ile wersji beacon pochodzi z chaosu', (w) => [[w.genomes.filter(({ organism, origin }) => organism === 'beacon' && origin === 'chaos').length]]),
  ask('liczba złych pulsów na godzinę wczoraj', (w) => counted(w.pulses.filter(({ isBad, at: time }) => isBad && within(yesterday, today)(time)).map(({ at: time }) => time - (time % hour)))),
  notUnderstood('ile incydentów było w nocy'),

  ask('how many incidents were there in November', (w) => [[w.incidents.length]]),
  notUnderstood('Which organism spent the longest time healing?'),
  ask('show all incidents that ended in quarantine', (w) => w.incidents.filter(({ end }) => end === 'quarantined').map(({ id }) => [id]), ['id']),
  ask('how many pulses of bank-teller were slow', (w) => [[w.pulses.filter(({ organism, verdict }) => organism === 'bank-teller' && verdict === 'slow').length]]),
  ask('which rung is used most often', (w) => most(counted(w.rungs.map(({ rung }) => rung)))),
  ask('average detection time for each verdict', (w) => [...Map.groupBy(w.incidents, ({ verdict }) => verdict)].map(([verdict, same]) => [verdict, average(same.map(({ detectMs }) => detectMs))])),
  ask('What was the last command of player-jan?', (w) => [[w.commands.findLast(({ author }) => author === 'player-jan')?.id]], ['id']),
  ask('how many incidents did core a open', (w) => [[w.incidents.filter(({ core }) => core === 'a').length]]),
  ask('how many runtime faults hit beacon today', (w) => [[w.faults.filter((fault) => fault.organism === 'beacon' && fault.class === 'runtime' && fault.preparedAt >= today).length]]),
  ask('top 3 organisms by number of bad pulses', (w) => counted(w.pulses.filter(({ isBad }) => isBad).map(({ organism }) => organism)).toSorted((a, b) => b[1] - a[1] || (String(a[0]) < String(b[0]) ? -1 : 1)).slice(0, 3)),
  ask('how long was the longest takeover', (w) => [[Math.max(...known(w.reigns.filter(({ from }) => from !== null).map(({ tookMs }) => tookMs)))]], ['took_ms']),
  ask('incidents with verdict wrong-output that were rolled back', (w) => w.incidents.filter(({ verdict, end }) => verdict === 'wrong-output' && end === 'rolled-back').map(({ id }) => [id]), ['id']),
  ask('what fraction of pulses were bad yesterday', (w) => {
    const all = w.pulses.filter(({ at: time }) => within(yesterday, today)(time))
    return [[all.filter(({ isBad }) => isBad).length / all.length]]
  }, ['share']),
  ask('why was inc-12 rolled back', (w) => w.incidents.filter(({ id }) => id === 'inc-12').map(({ why }) => [why]), ['why']),
  ask('how many antibodies were learnt since Thursday', (w) => [[w.antibodies.filter(({ at: time }) => time >= yesterday).length]]),
  ask('which verdicts did the pulses of beacon have today', (w) => counted(w.pulses.filter(({ organism, at: time }) => organism === 'beacon' && time >= today).map(({ verdict }) => verdict))),
  notUnderstood('can beacon be trusted'),
  notUnderstood('how many incidents next week'),
  notUnderstood('show me the money'),

  ask('ile razy wstrzyknięto sigkill', (w) => [[w.faults.filter(({ fault }) => fault === 'sigkill').length]]),
  ask('który organizm ma najkrótszy średni czas leczenia', (w) => [[...Map.groupBy(w.incidents.filter(({ healMs }) => healMs !== null), ({ organism }) => organism)].map(([organism, same]): [string, number] => [organism, average(known(same.map(({ healMs }) => healMs)))]).toSorted((a, b) => a[1] - b[1])[0]]),
  ask('pokaż incydenty zakończone kwarantanną', (w) => w.incidents.filter(({ end }) => end === 'quarantined').map(({ id }) => [id]), ['id']),
  ask('Ile pulsów bubble-sort było powolnych?', (w) => [[w.pulses.filter(({ organism, verdict }) => organism === 'bubble-sort' && verdict === 'slow').length]]),
  ask('ile przejęć było w ciągu ostatnich 12 godzin', (w) => [[w.reigns.filter(({ from, at: time }) => from !== null && time >= now - 12 * 3_600_000).length]]),
  ask('mediana czasu leczenia incydentów z wczoraj', (w) => [[median(known(w.incidents.filter(({ openedAt }) => within(yesterday, today)(openedAt)).map(({ healMs }) => healMs)))]]),
  ask('ile tokenów zużyto łącznie', (w) => [[w.calls.reduce((sum, { counted: { tokens } }) => sum + tokens, 0)]]),
  ask('polecenia gracza player-ania', (w) => w.commands.filter(({ author }) => author === 'player-ania').map(({ id }) => [id]), ['id']),
  ask('jaki był najczęstszy werdykt incydentów', (w) => most(counted(w.incidents.map(({ verdict }) => verdict)))),
  notUnderstood('ile incydentów przypada na programistę'),
  notUnderstood('czy jest dobrze'),

  ask('how many faults did we inject on Thursday', (w) => [[w.faults.filter(({ preparedAt }) => within(yesterday, today)(preparedAt)).length]]),
  ask('What are the three most common faults?', (w) => counted(w.faults.map(({ fault }) => fault)).toSorted((a, b) => b[1] - a[1] || (String(a[0]) < String(b[0]) ? -1 : 1)).slice(0, 3), undefined, 'in order'),
  ask('which incidents of bank-teller were not healed', (w) => w.incidents.filter(({ organism, end }) => organism === 'bank-teller' && end !== 'healed').map(({ id }) => [id]), ['id']),
  ask('average heal time of incidents healed by antibody', (w) => [[average(known(w.incidents.filter(({ end, rung }) => end === 'healed' && rung === 'antibody').map(({ healMs }) => healMs)))]]),
  ask('when was the first takeover', (w) => [[w.reigns.find(({ from }) => from !== null)?.at]], ['at']),
  ask('number of commands per kind today', (w) => counted(w.commands.filter(({ createdAt }) => createdAt >= today).map(({ kind }) => kind))),
  ask('how many incidents were there before Thursday', (w) => [[w.incidents.filter(({ openedAt }) => openedAt < yesterday).length]]),
  ask('which genomes came from rollback', (w) => w.genomes.filter(({ origin }) => origin === 'rollback').map(({ id }) => [id]), ['id']),
  ask('what percentage of bank-teller incidents were quarantined', (w) => {
    const all = w.incidents.filter(({ organism }) => organism === 'bank-teller')
    return [[all.filter(({ end }) => end === 'quarantined').length / all.length]]
  }, ['share']),
  ask('pulses per hour of beacon since 12:00', (w) => counted(w.pulses.filter(({ organism, at: time }) => organism === 'beacon' && time >= at('fri', '12:00')).map(({ at: time }) => hourOf(time)))),
  ask('longest detection time today', (w) => [[Math.max(...w.incidents.filter(({ openedAt }) => openedAt >= today).map(({ detectMs }) => detectMs))]], ['detect_ms']),
  ask('who paused beacon on Wednesday', (w) => w.commands.filter(({ kind, createdAt }) => kind === 'organism-pause' && within(wednesday, yesterday)(createdAt)).map(({ author }) => [author]), ['author']),
  ask('Which organism has the highest percentage of bad pulses?', (w) => most([...Map.groupBy(w.pulses, ({ organism }) => organism)].map(([organism, same]) => [organism, same.filter(({ isBad }) => isBad).length / same.length]))),
  ask('how many repair attempts were refused', (w) => [[w.attempts.filter(({ rung, accepted }) => rung === 'repair' && !accepted).length]]),
  ask('how long did the repair rung take on average', (w) => [[average(w.rungs.filter(({ rung }) => rung === 'repair').map(({ ms }) => ms))]]),
  ask('all faults with an intensity above 3', (w) => w.faults.filter(({ intensity }) => intensity > 3).map(({ injection }) => [injection]), ['injection']),
  notUnderstood('how many developers does it take to fix beacon'),
  notUnderstood('did the weather cause incidents'),
  notUnderstood('incidents that are almost healed'),
  notUnderstood('predict the next incident'),

  ask('ile błędów było przed czwartkiem', (w) => [[w.faults.filter(({ preparedAt }) => preparedAt < yesterday).length]]),
  ask('które wersje powstały z naprawy', (w) => w.genomes.filter(({ origin }) => origin === 'repair').map(({ id }) => [id]), ['id']),
  ask('Ile incydentów w bank-teller nie zostało wyleczonych?', (w) => [[w.incidents.filter(({ organism, end }) => organism === 'bank-teller' && end !== 'healed').length]]),
  ask('średni czas leczenia dzisiejszych incydentów', (w) => [[average(known(w.incidents.filter(({ openedAt }) => openedAt >= today).map(({ healMs }) => healMs)))]]),
  ask('3 najczęstsze błędy', (w) => counted(w.faults.map(({ fault }) => fault)).toSorted((a, b) => b[1] - a[1] || (String(a[0]) < String(b[0]) ? -1 : 1)).slice(0, 3), undefined, 'in order'),
  ask('ile poleceń dał player-jan od środy', (w) => [[w.commands.filter(({ author, createdAt }) => author === 'player-jan' && createdAt >= wednesday).length]]),
  ask('kiedy było pierwsze przejęcie', (w) => [[w.reigns.find(({ from }) => from !== null)?.at]], ['at']),
  ask('który szczebel był użyty najczęściej', (w) => most(counted(w.rungs.map(({ rung }) => rung)))),
  ask('ile pulsów miał beacon w ciągu ostatniej godziny', (w) => [[w.pulses.filter(({ organism, at: time }) => organism === 'beacon' && time >= now - 3_600_000).length]]),
  notUnderstood('ile incydentów jest jeszcze do przewidzenia'),
]
