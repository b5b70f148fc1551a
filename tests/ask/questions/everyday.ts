import { at, now, organisms } from '../seeded-scenes.ts'
import { average, counted, dayOf, hourOf, known, median, most } from '../world.ts'
import { ask, notUnderstood, type Question } from '../question.ts'

const minute = 60_000
const hour = 60 * minute
const today = at('fri', '00:00')
const yesterday = at('thu', '00:00')
const within = (from: number, to = Infinity) => (time: number | null): boolean => time !== null && time >= from && time < to
const isToday = within(today)
const isYesterday = within(yesterday, today)

/** What one asks first. */
export const everydayQuestions: readonly Question[] = [
  // How many.
  ask('how many incidents today', (w) => [[w.incidents.filter(({ openedAt }) => isToday(openedAt)).length]]),
  ask('How many incidents were there yesterday?', (w) => [[w.incidents.filter(({ openedAt }) => isYesterday(openedAt)).length]]),
  ask('how many incidents of bubble-sort were healed', (w) => [[w.incidents.filter(({ organism, end }) => organism === 'bubble-sort' && end === 'healed').length]]),
  ask('How many times was beacon restarted?', (w) => [[w.restarts.filter(({ organism }) => organism === 'beacon').length]]),
  ask('how many pulses in the last hour', (w) => [[w.pulses.filter(({ at: time }) => time >= now - hour).length]]),
  ask('how many bad pulses did word-count have', (w) => [[w.pulses.filter(({ organism, isBad }) => organism === 'word-count' && isBad).length]]),
  ask('count the faults since yesterday', (w) => [[w.faults.filter(({ preparedAt }) => preparedAt >= yesterday).length]]),
  ask('number of genomes per organism', (w) => counted(w.genomes.map(({ organism }) => organism))),
  ask('how many commands did player-ania give', (w) => [[w.commands.filter(({ author }) => author === 'player-ania').length]]),
  ask('how many attempts were refused by the gate', (w) => [[w.attempts.filter(({ accepted }) => !accepted).length]]),
  ask('How many incidents are still open?', (w) => [[w.incidents.filter(({ closedAt }) => closedAt === null).length]]),
  ask('how many takeovers were there', (w) => [[w.reigns.filter(({ from }) => from !== null).length]]),
  ask('how many rollbacks since Wednesday', (w) => [[w.genomes.filter(({ origin, createdAt }) => origin === 'rollback' && createdAt >= at('wed', '00:00')).length]]),
  // By something.
  ask('incidents per organism', (w) => counted(w.incidents.map(({ organism }) => organism))),
  ask('incidents per hour today', (w) => counted(w.incidents.filter(({ openedAt }) => isToday(openedAt)).map(({ openedAt }) => hourOf(openedAt)))),
  ask('show me incidents by fault', (w) => counted(w.incidents.map(({ fault }) => fault))),
  ask('faults per day', (w) => counted(w.faults.map(({ preparedAt }) => dayOf(preparedAt)))),
  notUnderstood('How many incidents per verdict since Wednesday morning?'),
  // Averages.
  ask('what is the average healing time', (w) => [[average(known(w.incidents.map(({ healMs }) => healMs)))]]),
  ask('median heal time of bubble-sort', (w) => [[median(known(w.incidents.filter(({ organism }) => organism === 'bubble-sort').map(({ healMs }) => healMs)))]]),
  ask('average time to heal per fault', (w) => [...Map.groupBy(w.incidents.filter(({ healMs }) => healMs !== null), ({ fault }) => fault)].map(([fault, same]) => [fault, average(known(same.map(({ healMs }) => healMs)))])),
  ask('What was the average detection time today?', (w) => [[average(w.incidents.filter(({ openedAt }) => isToday(openedAt)).map(({ detectMs }) => detectMs))]]),
  ask('how long did the last incident take to heal', (w) => [[w.incidents.filter(({ healMs }) => healMs !== null).at(-1)?.healMs]], ['heal_ms']),
  // The most.
  ask('which organism had the most incidents', (w) => most(counted(w.incidents.map(({ organism }) => organism)))),
  ask('Which fault was injected most often?', (w) => most(counted(w.faults.map(({ fault }) => fault)))),
  ask('top 3 longest incidents', (w) => w.incidents.filter(({ healMs }) => healMs !== null).toSorted((a, b) => b.healMs! - a.healMs!).slice(0, 3).map(({ id }) => [id]), ['id'], 'in order'),
  ask('what was the slowest pulse of bank-teller', (w) => [[w.pulses.filter(({ organism }) => organism === 'bank-teller').toSorted((a, b) => b.workMs - a.workMs)[0]?.seq]], ['seq']),
  ask('which rung healed the most incidents', (w) => most(counted(w.incidents.filter(({ end }) => end === 'healed').map(({ rung }) => rung)))),
  // Lists.
  ask('which organisms are quarantined', (w) => w.organisms.filter(({ state }) => state === 'quarantined').map(({ id }) => [id]), ['organism']),
  ask('list the incidents of beacon since yesterday', (w) => w.incidents.filter(({ organism, openedAt }) => organism === 'beacon' && openedAt >= yesterday).map(({ id }) => [id]), ['id']),
  ask('what faults were not healed', (w) => w.faults.filter(({ end }) => end !== 'healed').map(({ injection }) => [injection]), ['injection']),
  ask('last 5 commands', (w) => w.commands.toSorted((a, b) => b.createdAt - a.createdAt).slice(0, 5).map(({ id }) => [id]), ['id'], 'in order'),
  ask('when did core b take over', (w) => w.reigns.filter(({ core, from }) => core === 'b' && from !== null).map(({ at: time }) => [time]), ['at']),
  ask('what state is bank-teller in', (w) => w.organisms.filter(({ id }) => id === 'bank-teller').map(({ state }) => [state]), ['state']),
  // Shares.
  ask('what share of incidents were healed', (w) => [[w.incidents.filter(({ end }) => end === 'healed').length / w.incidents.length]], ['share']),
  ask('percentage of bad pulses per organism', (w) => organisms.map(({ id }) => [id, w.pulses.filter(({ organism, isBad }) => organism === id && isBad).length / w.pulses.filter(({ organism }) => organism === id).length]), ['organism', 'share']),

  // Po polsku.
  ask('ile incydentów dzisiaj', (w) => [[w.incidents.filter(({ openedAt }) => isToday(openedAt)).length]]),
  ask('ile bledow', (w) => [[w.faults.length]]),
  ask('Ile było wczoraj incydentów w beacon?', (w) => [[w.incidents.filter(({ organism, openedAt }) => organism === 'beacon' && isYesterday(openedAt)).length]]),
  notUnderstood('ile razy wycofano zmiany'),
  ask('jaki jest średni czas leczenia', (w) => [[average(known(w.incidents.map(({ healMs }) => healMs)))]]),
  ask('mediana czasu leczenia według organizmu', (w) => [...Map.groupBy(w.incidents.filter(({ healMs }) => healMs !== null), ({ organism }) => organism)].map(([organism, same]) => [organism, median(known(same.map(({ healMs }) => healMs)))])),
  ask('który organizm miał najwięcej incydentów', (w) => most(counted(w.incidents.map(({ organism }) => organism)))),
  ask('pokaż 3 najdłuższe incydenty', (w) => w.incidents.filter(({ healMs }) => healMs !== null).toSorted((a, b) => b.healMs! - a.healMs!).slice(0, 3).map(({ id }) => [id]), ['id'], 'in order'),
  ask('ile pulsów w ostatniej godzinie', (w) => [[w.pulses.filter(({ at: time }) => time >= now - hour).length]]),
  ask('które organizmy są w kwarantannie', (w) => w.organisms.filter(({ state }) => state === 'quarantined').map(({ id }) => [id]), ['organism']),
  ask('incydenty na godzinę dzisiaj', (w) => counted(w.incidents.filter(({ openedAt }) => isToday(openedAt)).map(({ openedAt }) => hourOf(openedAt)))),
  ask('ile błędów wstrzyknięto od wczoraj', (w) => [[w.faults.filter(({ preparedAt }) => preparedAt >= yesterday).length]]),
  ask('Jaki procent incydentów został wyleczony?', (w) => [[w.incidents.filter(({ end }) => end === 'healed').length / w.incidents.length]], ['share']),
  ask('kiedy rdzeń b przejął prowadzenie', (w) => w.reigns.filter(({ core, from }) => core === 'b' && from !== null).map(({ at: time }) => [time]), ['at']),
  ask('ile poleceń wydał operator', (w) => [[w.commands.filter(({ author }) => author === 'operator').length]]),
  ask('jak długo trwał ostatni incydent', (w) => [[w.incidents.filter(({ healMs }) => healMs !== null).at(-1)?.healMs]], ['heal_ms']),
  ask('ile incydentów nie zostało wyleczonych', (w) => [[w.incidents.filter(({ end }) => end !== 'healed').length]]),

  // What cannot be answered, and must not be.
  notUnderstood('what is the weather in Warsaw'),
  notUnderstood('how many users signed up today'),
  notUnderstood('why is the sky blue'),
  notUnderstood('how many incidents did frobnicator have'),
  notUnderstood('ile kosztuje kawa'),
  notUnderstood('ile incydentów przewidujesz jutro'),
  notUnderstood('incidents that were not boring'),
]
