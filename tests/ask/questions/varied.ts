import { at, now } from '../seeded-scenes.ts'
import { average, counted, dayOf, hourOf, known, median, most } from '../world.ts'
import { ask, notUnderstood, type Question } from '../question.ts'

const minute = 60_000
const hour = 60 * minute
const today = at('fri', '00:00')
const yesterday = at('thu', '00:00')
const wednesday = at('wed', '00:00')
const within = (from: number, to = Infinity) => (time: number | null): boolean => time !== null && time >= from && time < to
const isToday = within(today)
const isYesterday = within(yesterday, today)

/** The same things in other words, and further ones. */
export const variedQuestions: readonly Question[] = [
  // How many, in other words.
  ask('How many faults were injected into bank-teller today?', (w) => [[w.faults.filter(({ organism, preparedAt }) => organism === 'bank-teller' && isToday(preparedAt)).length]]),
  ask('how many incidents were healed today', (w) => [[w.incidents.filter(({ end, closedAt }) => end === 'healed' && isToday(closedAt)).length]]),
  ask('How many incidents were healed on Wednesday?', (w) => [[w.incidents.filter(({ end, closedAt }) => end === 'healed' && within(wednesday, yesterday)(closedAt)).length]]),
  ask('number of pulses of beacon yesterday', (w) => [[w.pulses.filter(({ organism, at: time }) => organism === 'beacon' && isYesterday(time)).length]]),
  ask('how many versions of bubble-sort are there', (w) => [[w.genomes.filter(({ organism }) => organism === 'bubble-sort').length]]),
  ask('How many candidates died of tests?', (w) => [[w.attempts.filter(({ cause }) => cause === 'tests').length]]),
  ask('how many attempts had tests as cause of death', (w) => [[w.attempts.filter(({ cause }) => cause === 'tests').length]]),
  ask('how many commands were refused', (w) => [[w.commands.filter(({ state }) => state === 'refused').length]]),
  ask('how many code faults since Wednesday', (w) => [[w.faults.filter((fault) => fault.class === 'code' && fault.preparedAt >= wednesday).length]]),
  ask('how many incidents were rolled back or quarantined', (w) => [[w.incidents.filter(({ end }) => end === 'rolled-back' || end === 'quarantined').length]]),
  ask('how many organisms had incidents today', (w) => [[new Set(w.incidents.filter(({ openedAt }) => isToday(openedAt)).map(({ organism }) => organism)).size]]),
  ask('how many different faults were injected yesterday', (w) => [[new Set(w.faults.filter(({ preparedAt }) => isYesterday(preparedAt)).map(({ fault }) => fault)).size]]),
  ask('How many crashes today?', (w) => [[w.pulses.filter(({ verdict, at: time }) => verdict === 'crash' && isToday(time)).length]]),
  ask('how many model calls have there been', (w) => [[w.calls.length]]),
  ask('how many tokens did the resident use', (w) => [[w.calls.filter(({ seat }) => seat === 'resident').reduce((sum, { counted: { tokens } }) => sum + tokens, 0)]]),
  ask('how many promotions of word-count since yesterday', (w) => [[w.promotions.filter(({ organism, at: time }) => organism === 'word-count' && time >= yesterday).length]]),
  ask('How many incidents of beacon or word-count were there today?', (w) => [[w.incidents.filter(({ organism, openedAt }) => ['beacon', 'word-count'].includes(organism) && isToday(openedAt)).length]]),
  ask('how many times did core b take over', (w) => [[w.reigns.filter(({ core, from }) => core === 'b' && from !== null).length]]),
  ask('how many incidents lasted longer than 3 seconds', (w) => [[w.incidents.filter(({ healMs }) => healMs !== null && healMs > 3_000).length]]),
  ask('how many incidents took longer than 3 seconds to heal', (w) => [[w.incidents.filter(({ healMs }) => healMs !== null && healMs > 3_000).length]]),
  ask('how many incidents needed more than 3 attempts', (w) => [[w.incidents.filter(({ attempts }) => attempts > 3).length]]),
  ask('how many incidents between 9:00 and 12:00 today', (w) => [[w.incidents.filter(({ openedAt }) => within(at('fri', '09:00'), at('fri', '12:00'))(openedAt)).length]]),
  ask('how many faults in the last 24 hours', (w) => [[w.faults.filter(({ preparedAt }) => preparedAt >= now - 24 * hour).length]]),
  ask('incidents in the last 30 minutes', (w) => w.incidents.filter(({ openedAt }) => openedAt >= now - 30 * minute).map(({ id }) => [id]), ['id']),
  ask('how many genomes have the origin repair', (w) => [[w.genomes.filter(({ origin }) => origin === 'repair').length]]),
  // By something.
  ask('incidents by end', (w) => counted(w.incidents.map(({ end }) => end))),
  ask('Show pulses per verdict', (w) => counted(w.pulses.map(({ verdict }) => verdict))),
  ask('commands per author', (w) => counted(w.commands.map(({ author }) => author))),
  ask('number of attempts by cause of death', (w) => counted(w.attempts.map(({ cause }) => cause))),
  ask('how many incidents per day', (w) => counted(w.incidents.map(({ openedAt }) => dayOf(openedAt)))),
  ask('hourly incidents yesterday', (w) => counted(w.incidents.filter(({ openedAt }) => isYesterday(openedAt)).map(({ openedAt }) => hourOf(openedAt)))),
  ask('average pulse work time per organism', (w) => [...Map.groupBy(w.pulses, ({ organism }) => organism)].map(([organism, same]) => [organism, average(same.map(({ workMs }) => workMs))])),
  ask('faults by class', (w) => counted(w.faults.map((fault) => fault.class))),
  ask('rungs by outcome', (w) => counted(w.rungs.map(({ outcome }) => outcome))),
  ask('genomes of beacon by origin', (w) => counted(w.genomes.filter(({ organism }) => organism === 'beacon').map(({ origin }) => origin))),
  // Which, the most, the longest.
  ask('which fault takes the longest to heal', (w) => most([...Map.groupBy(w.incidents.filter(({ healMs, fault }) => healMs !== null && fault !== null), ({ fault }) => fault)].map(([fault, same]): [string, number] => [fault!, average(known(same.map(({ healMs }) => healMs)))]))),
  ask('which incident needed the most attempts', (w) => most(w.incidents.map(({ id, attempts }): [string, number] => [id, attempts]))),
  ask('Which hour had the most incidents?', (w) => most(counted(w.incidents.map(({ openedAt }) => hourOf(openedAt))))),
  ask('what was the longest incident of beacon', (w) => [[w.incidents.filter(({ organism, healMs }) => organism === 'beacon' && healMs !== null).toSorted((a, b) => b.healMs! - a.healMs!)[0]?.id]], ['id']),
  ask('which organism has the shortest average healing time', (w) => [[...Map.groupBy(w.incidents.filter(({ healMs }) => healMs !== null), ({ organism }) => organism)].map(([organism, same]): [string, number] => [organism, average(known(same.map(({ healMs }) => healMs)))]).toSorted((a, b) => a[1] - b[1])[0]]),
  ask('top 5 faults', (w) => counted(w.faults.map(({ fault }) => fault)).toSorted((a, b) => b[1] - a[1] || (String(a[0]) < String(b[0]) ? -1 : 1)).slice(0, 5)),
  ask('which organisms had more than 5 incidents', (w) => counted(w.incidents.map(({ organism }) => organism)).filter(([, count]) => count > 5)),
  ask('who gave the most commands', (w) => most(counted(w.commands.map(({ author }) => author)))),
  ask('the latest takeover', (w) => [[w.reigns.findLast(({ from }) => from !== null)?.at]], ['at']),
  ask('when was the last incident of bubble-sort', (w) => [[w.incidents.findLast(({ organism }) => organism === 'bubble-sort')?.openedAt]], ['opened_at']),
  ask('why was inc-14 quarantined', (w) => w.incidents.filter(({ id }) => id === 'inc-14').map(({ why }) => [why]), ['why']),
  ask('which version of beacon is live', (w) => w.genomes.filter(({ organism, isLive }) => organism === 'beacon' && isLive).map(({ id }) => [id]), ['id']),
  ask('which commands are queued', (w) => w.commands.filter(({ state }) => state === 'queued').map(({ id }) => [id]), ['id']),
  ask('which faults are still running', (w) => w.faults.filter(({ end }) => end === null).map(({ injection }) => [injection]), ['injection']),
  ask('95th percentile of healing time', (w) => {
    const all = known(w.incidents.map(({ healMs }) => healMs)).toSorted((a, b) => a - b)
    const place = 0.95 * (all.length - 1)
    const below = Math.floor(place)
    return [[all[below]! + (place - below) * (all[below + 1]! - all[below]!)]]
  }),
  // Shares.
  ask('What percentage of faults were code faults?', (w) => [[w.faults.filter((fault) => fault.class === 'code').length / w.faults.length]], ['share']),
  ask('what share of attempts were accepted', (w) => [[w.attempts.filter(({ accepted }) => accepted).length / w.attempts.length]], ['share']),
  ask('share of incidents that were not healed since Thursday', (w) => {
    const all = w.incidents.filter(({ openedAt }) => openedAt >= yesterday)
    return [[all.filter(({ end }) => end !== 'healed').length / all.length]]
  }, ['share']),
  // Not to be answered.
  notUnderstood('how many incidents per organism per day'),
  notUnderstood('which organisms never had an incident'),
  notUnderstood('incidents yesterday compared to today'),
  notUnderstood('is everything all right'),
  notUnderstood('why do programs fail'),
  notUnderstood('syntax error incidents'),
  notUnderstood('delete all incidents'),
  notUnderstood('how many incidents after the last takeover'),
  notUnderstood('which organisms were not quarantined'),

  // Po polsku.
  ask('Ile incydentów wyleczono wczoraj?', (w) => [[w.incidents.filter(({ end, closedAt }) => end === 'healed' && isYesterday(closedAt)).length]]),
  ask('ile incydentów zostało wyleczonych wczoraj', (w) => [[w.incidents.filter(({ end, closedAt }) => end === 'healed' && isYesterday(closedAt)).length]]),
  ask('ile incydentow bylo dzisiaj w organizmie bubble-sort', (w) => [[w.incidents.filter(({ organism, openedAt }) => organism === 'bubble-sort' && isToday(openedAt)).length]]),
  ask('ile było błędów w kodzie od środy', (w) => [[w.faults.filter((fault) => fault.class === 'code' && fault.preparedAt >= wednesday).length]]),
  ask('Ile jest otwartych incydentów?', (w) => [[w.incidents.filter(({ closedAt }) => closedAt === null).length]]),
  ask('liczba wersji według organizmu', (w) => counted(w.genomes.map(({ organism }) => organism))),
  ask('ile prób odrzuciła bramka', (w) => [[w.attempts.filter(({ accepted }) => !accepted).length]]),
  ask('ile prób zostało odrzuconych', (w) => [[w.attempts.filter(({ accepted }) => !accepted).length]]),
  ask('ile razy restartowano beacon', (w) => [[w.restarts.filter(({ organism }) => organism === 'beacon').length]]),
  ask('ile razy rdzeń b przejął prowadzenie', (w) => [[w.reigns.filter(({ core, from }) => core === 'b' && from !== null).length]]),
  ask('ile złych pulsów miał word-count dzisiaj', (w) => [[w.pulses.filter(({ organism, isBad, at: time }) => organism === 'word-count' && isBad && isToday(time)).length]]),
  ask('błędy na dzień', (w) => counted(w.faults.map(({ preparedAt }) => dayOf(preparedAt)))),
  ask('incydenty według werdyktu', (w) => counted(w.incidents.map(({ verdict }) => verdict))),
  ask('pokaż polecenia według autora', (w) => counted(w.commands.map(({ author }) => author))),
  ask('średni czas wykrycia dzisiaj', (w) => [[average(w.incidents.filter(({ openedAt }) => isToday(openedAt)).map(({ detectMs }) => detectMs))]]),
  ask('Jaki był najdłuższy incydent w beacon?', (w) => [[w.incidents.filter(({ organism, healMs }) => organism === 'beacon' && healMs !== null).toSorted((a, b) => b.healMs! - a.healMs!)[0]?.id]], ['id']),
  ask('który błąd leczy się najdłużej', (w) => most([...Map.groupBy(w.incidents.filter(({ healMs, fault }) => healMs !== null && fault !== null), ({ fault }) => fault)].map(([fault, same]): [string, number] => [fault!, average(known(same.map(({ healMs }) => healMs)))]))),
  ask('który szczebel wyleczył najwięcej incydentów', (w) => most(counted(w.incidents.filter(({ end }) => end === 'healed').map(({ rung }) => rung)))),
  ask('najczęstszy błąd', (w) => most(counted(w.faults.map(({ fault }) => fault)))),
  ask('5 ostatnich poleceń', (w) => w.commands.toSorted((a, b) => b.createdAt - a.createdAt).slice(0, 5).map(({ id }) => [id]), ['id'], 'in order'),
  ask('ile incydentów trwało dłużej niż 3 sekundy', (w) => [[w.incidents.filter(({ healMs }) => healMs !== null && healMs > 3_000).length]]),
  ask('kto wydał najwięcej poleceń', (w) => most(counted(w.commands.map(({ author }) => author)))),
  ask('w jakim stanie jest bank-teller', (w) => w.organisms.filter(({ id }) => id === 'bank-teller').map(({ state }) => [state]), ['state']),
  ask('jaki procent pulsów był zły', (w) => [[w.pulses.filter(({ isBad }) => isBad).length / w.pulses.length]], ['share']),
  ask('które błędy nie zostały wyleczone', (w) => w.faults.filter(({ end }) => end !== 'healed').map(({ injection }) => [injection]), ['injection']),
  ask('mediana czasu leczenia bubble-sort', (w) => [[median(known(w.incidents.filter(({ organism }) => organism === 'bubble-sort').map(({ healMs }) => healMs)))]]),
  ask('kiedy był ostatni incydent', (w) => [[w.incidents.at(-1)?.openedAt]], ['opened_at']),
  ask('ile incydentów między 9:00 a 12:00', (w) => [[w.incidents.filter(({ openedAt }) => within(at('fri', '09:00'), at('fri', '12:00'))(openedAt)).length]]),
  ask('ile pulsów w ciągu ostatnich 30 minut', (w) => [[w.pulses.filter(({ at: time }) => time >= now - 30 * minute).length]]),
  ask('jak dlugo trwaly przejecia', (w) => [[average(known(w.reigns.filter(({ from }) => from !== null).map(({ tookMs }) => tookMs)))]], ['average_took_ms']),
  notUnderstood('ile organizmów nigdy nie miało incydentu'),
  notUnderstood('dlaczego niebo jest niebieskie'),
  notUnderstood('kto jest najlepszy'),
  notUnderstood('ile było incydentów i błędów'),
  notUnderstood('usuń wszystkie incydenty'),
  notUnderstood('ile incydentów będzie jutro'),
]
