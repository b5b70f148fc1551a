import type { AppPlan, FeatureId, FieldType } from '../contract/factory/plan.ts'
import { fold } from '../language/fold.ts'
import { formsOf } from '../language/forms.ts'
import { knownFields } from './known-fields.ts'
import { knownResources } from './known-resources.ts'

export type Language = AppPlan['language']

/** What a field must be, by a word about it. */
export type Rule = 'required' | 'optional' | 'unique' | 'positive' | 'at-most' | 'at-least' | 'between'

/** What a phrase of a sentence means to the planner. */
export type Meaning =
  | { is: 'resource'; id: string }
  /** Several at once: a shop is products, a cart, orders and more. */
  | { is: 'kit'; resources: readonly string[]; features: readonly FeatureId[]; title: string }
  | { is: 'field'; name: string }
  | { is: 'type'; type: FieldType }
  | { is: 'rule'; rule: Rule }
  | { is: 'feature'; id: FeatureId }
  /** Every app has it, whether it is asked for or not. */
  | { is: 'given'; what: string }
  /** What follows it is not wanted. */
  | { is: 'not' }
  /** What follows it are fields. */
  | { is: 'fields' }
  /** What follows it may be fields, features, or anything. */
  | { is: 'with' }
  /** What follows it is a thing to keep, known or not. */
  | { is: 'keep' }
  | { is: 'and' }
  | { is: 'stop' }
  /** Asked for, and beyond what is made here. */
  | { is: 'beyond'; why: string }

/** Folded phrase → its meaning. */
export type Lexicon = ReadonlyMap<string, Meaning>

type Row = readonly [meaning: Meaning, en: string, pl: string]

const beyond = (en: string, pl: string, why: string): Row => [{ is: 'beyond', why }, en, pl]
const feature = (id: FeatureId, en: string, pl: string): Row => [{ is: 'feature', id }, en, pl]
const rule = (name: Rule, en: string, pl: string): Row => [{ is: 'rule', rule: name }, en, pl]

const rows: readonly Row[] = [
  ...knownResources.map(({ id, en, pl }): Row => [{ is: 'resource', id }, en, pl]),
  ...knownFields.map(({ name, en, pl }): Row => [{ is: 'field', name }, en, pl]),

  [{ is: 'kit', title: 'shop', resources: ['products', 'carts', 'orders', 'payments', 'notifications'], features: ['login'] },
    'e-commerce (platform|app|site|store|shop|), ecommerce (platform|app|site|store|shop|), online (shop|store), web shop, shop, store',
    'sklep(|u|em) internetow(y|ego|ym), platform(a|y|e|ę) (e-commerce|ecommerce|sprzedazow(a|ej|ą)), e-commerce, ecommerce, sklep(|u|em)'],

  feature('login', 'login(|s), log in, sign in, signing in, sign up, sign-up, authentication, auth, accounts, account, passwords, password protection, registration', 'logowani(e|a|em|u), zaloguj, autoryzacj(a|i|ę|ą), uwierzytelniani(e|a|em|u), kont(a|o|ami) uzytkownik(a|ow), kont(a|o|ami), rejestracj(a|i|ę|ą), hasl(o|a|em|ami)'),
  feature('redirect', 'redirect(|s|ion|ing)', 'przekierowani(e|a|em|ami), przekierowan'),
  feature('count-visits', 'click-counting worker, click counting worker, counts clicks, count clicks, counting clicks, click count(|er|s|ing), click-count(|er|ing), click statistics, visit count(|er|s), counts visits, count visits', 'zlicza(|ni|nie|nia|niem|nia|jacy|jacym|jacego|jacy) klikni(ec|ecia), licz(y|acy|acym|nik|nikiem|enie|eniem|enia) klikni(ec|ecia), klikni(ec|ecia), statystyk(i|ami) klikni(ec|ecia), liczni(k|kiem|ka) odwiedzin'),
  feature('checkout', 'checkout, place orders', 'skladani(e|a|em) zamowien'),
  feature('notify', 'notifications worker, notification worker, notifier, send notifications, notifies, notify', 'wysylani(e|a|em) powiadomien, powiadamiani(e|a|em)'),
  feature('python-workers', 'in python, python worker(|s), python background worker(|s), worker(|s) (written |coded |made |)in python, (written|coded|made) in python', 'w (pythonie|python), w jezyku python, pythonow(y|ego|ym|e|ych|ymi) worker(|a|em|y|ow), worker(|a|em|y|ow) (pythonow(y|ego|ym|e|ych|ymi)|python), worker(|a|em|y|ow) w (pythonie|python|jezyku python), worker(|a|em|y|ow) napisan(y|ego|ym|e|ych|ymi) w (pythonie|python|jezyku python), napisan(y|a|e|ego|ym|ej|ych|ymi) w (pythonie|python|jezyku python)'),

  rule('required', 'required, mandatory, must be given, not empty', 'wymagan(y|a|e|ych|ego|ej), obowiazkow(y|a|e|ego|ej), niepust(y|a|e)'),
  rule('optional', 'optional, not required', 'opcjonaln(y|a|e|ych), nieobowiazkow(y|a|e)'),
  rule('unique', 'unique, no duplicates', 'unikaln(y|a|e|ych|ego|ej), bez powtorzen, niepowtarzaln(y|a|e)'),
  rule('positive', 'positive, greater than zero, above zero', 'dodatni(|a|e|ej), wiekszy od zera, wieksza od zera, wieksze od zera, powyzej zera'),
  rule('at-most', 'at most, up to, max, maximum, maximally, no more than, shorter than, less than', 'najwyzej, maksymalnie, maks, max, do, nie wiecej niz, nie dluzsz(y|a|e) niz, krotsz(y|a|e) niz'),
  rule('at-least', 'at least, min, minimum, no less than, longer than, more than', 'co najmniej, minimum, minimalnie, min, przynajmniej, nie mniej niz, nie krotsz(y|a|e) niz, dluzsz(y|a|e) niz'),
  rule('between', 'between, from', 'od, miedzy, pomiedzy'),

  [{ is: 'type', type: 'text' }, 'text', 'tekst(|u|em|owy|owa|owe)'],
  [{ is: 'type', type: 'integer' }, 'number(|s), integer(|s), whole number(|s)', 'liczb(a|y|ę|ą), liczb(a|y|ę|ą) calkowit(a|ej|ą), calkowit(a|y|e)'],
  [{ is: 'type', type: 'decimal' }, 'decimal(|s), decimal number(|s)', 'ulamek, dziesietn(y|a|e)'],
  [{ is: 'type', type: 'yes-no' }, 'yes/no, checkbox(|es), boolean(|s), flag', 'tak/nie, pol(e|a) wyboru'],
  [{ is: 'type', type: 'money' }, 'money, dollars, euro(|s)', 'pieniadze, zloty(|ch), euro'],

  [{ is: 'given', what: 'validation' }, 'api validation, validation(|s), validated, validates', 'walidacj(a|i|ę|ą) api, walidacj(a|i|ę|ą), sprawdzani(e|a|em) danych'],
  [{ is: 'given', what: 'API' }, 'rest api, api(|s), endpoint(|s), backend, http', 'api, rest, endpoint(|y|ow), backend(|u|em)'],
  [{ is: 'given', what: 'page' }, 'view(|s), page(|s), screen(|s), form(|s), frontend, front end, ui, interface, list(|s), table(|s), dashboard(|s), search', 'widok(|u|i|iem), stron(a|y|ę|ą|ie), ekran(|u|y), formularz(|a|e|em), frontend(|u|em), interfejs(|u|em), list(a|y|ę|ą), tabel(a|i|ę|ą), panel(|u), wyszukiwani(e|a|em)'],
  [{ is: 'given', what: 'worker' }, 'worker(|s), background job(|s), background work, in the background, job(|s)', 'worker(|a|em|y), w tle, zadani(e|a|em) w tle, pracowni(k|kiem) w tle'],
  [{ is: 'given', what: 'adding, changing and deleting' }, 'crud, add(|ing), edit(|ing), delete, deleting, remove, removing, update, updating, create, creating, save, saving, manage, managing, management of, management, administer', 'crud, dodawani(e|a|em|u), edycj(a|i|ę|ą), edytowani(e|a|em), usuwani(e|a|em|u), zapisywani(e|a|em), zarzadzani(e|a|em|u), tworzeni(e|a|em|u)'],

  [{ is: 'not' }, 'without, no, except, but no, not', 'bez, oprocz, poza'],
  [{ is: 'fields' }, 'fields, field, columns, attributes, properties, having', 'pola, pol, polami, pole, kolumny, kolumnami, atrybuty, atrybutami'],
  [{ is: 'with' }, 'with, including, that has, which has, plus', 'z, ze, oraz z, zawierajac(y|a|e), wraz z, majac(y|a|e)'],
  [{ is: 'keep' }, 'list of, catalogue of, catalog of, collection of, register of, registry of, track(|s|ing), keeps, stores, keep, store my, app for, application for, system for, manager for, database of', 'list(a|e|ę|y) (moich|), spis(|u), rejestr(|u|em), katalog(|u), zbior(|u), ewidencj(a|i|ę|ą), baz(a|y|ę|ą) (danych|), zarzadzani(e|a|em|u), aplikacj(a|e|ę|i) do, system(|u) do'],
  [{ is: 'and' }, 'and, or, as well as, also', 'i, oraz, a takze, lub, albo, tez'],
  [{ is: 'stop' },
    'a, an, the, my, our, your, their, his, her, for, of, to, in, on, at, by, is, are, be, it, its, this, that, which, who, where, each, every, all, some, any, new, simple, small, basic, nice, please, make, build, create an, create a, add a, add an, add, generate, write, develop, app, application, web app, webapp, website for, program, service, system, platform, one, i, we, me, us, you, they, can, could, should, must, may, need, want, would like, has, have, had, own, user-friendly, values, value, characters, letters, chars, long, digits',
    'moj(a|e|ego|ej|ich|), nasz(a|e|ego|ej|), swoj(a|e|ego|ej|ich|), dla, do, na, w, we, o, po, jest, sa, to, ten, ta, te, tego, tej, ktor(y|a|e|ego|ej|ych), kazd(y|a|e|ego|ej), wszystki(e|ch), jakis, now(y|a|e|ego|ej), prost(y|a|e|ego|ej), mal(y|a|e|ego|ej), ladn(y|a|e), prosze, zrob, zbuduj, stworz, utworz, dodaj, wygeneruj, napisz, aplikacj(a|e|ę|i|ą), aplikacj(a|e|i) webow(a|ej|ą), program(|u|em), usług(a|i|ę|ą), system(|u|em), platform(a|y|ę|ą), ktos, ja, my, mi, nam, moze, mozna, powinien, powinna, powinno, musi, chce, chcemy, potrzebuje, potrzebny, ma, maja, miec, znak(|i|ow), liter(|y), cyfr(|y), wartosc(|i), dlugosc(|i), zeby, aby, przez, nad'],

  beyond('real payments, stripe, paypal, card payments, credit card(|s), payment gateway', 'prawdziw(e|ych) platnosci, stripe, paypal, blik, przelewy24, platnosci kart(a|ą), kart(a|y|ę) kredytow(a|ej|ą)', 'no money moves here: payments are a stub that says so'),
  beyond('mobile app, android, ios, iphone, mobile application', 'aplikacj(a|e|ę) mobiln(a|ej|ą), android(|a), ios, iphone', 'an app is pages for a browser, which work on a phone too; nothing is made for an app store'),
  beyond('artificial intelligence, ai, machine learning, chatbot(|s), chat gpt, chatgpt, recommendations', 'sztuczn(a|ej|ą) inteligencj(a|i|ą|ę), ai, uczenie maszynowe, chatbot(|a|em), rekomendacj(e|i)', 'what a model would have to decide is not made from templates'),
  beyond('file upload(|s), uploads, upload(|ing) (files|images|photos), attachments, video, videos, streaming, audio', 'przesylani(e|a|em) plikow, zalaczni(k|ki|kow|kami), wideo, film online, audio', 'only text is kept; give the address of a file instead'),
  beyond('map(|s), gps, geolocation', 'map(a|y|ę|ą), gps, geolokalizacj(a|i|ę|ą)', 'a map needs a server of others'),
  beyond('sms, whatsapp, push notifications, real e-mails, newsletter(|s)', 'sms(|y|ow|ami), whatsapp, newsletter(|a|y)', 'nothing is sent out of this machine: what would be sent is kept and shown'),
  beyond('microservices in go, in java, in rust, in php, in c#, with react, with vue, with angular, with django, with rails', 'w javie, w php, w go, w c#, w reakcie, w react, w django', 'the generated services are plain JavaScript that starts without fetching anything'),
]

const isPhrase = (text: string): boolean => text !== ''

function lexiconOf(column: 1 | 2): Lexicon {
  const lexicon = new Map<string, Meaning>()
  for (const row of rows) {
    for (const phrase of row[column].split(', ').flatMap(formsOf).map((form) => fold(form).replace(/\s+/g, ' ').trim()).filter(isPhrase)) {
      // What stands further up goes before: a resource is no stop word.
      if (!lexicon.has(phrase)) lexicon.set(phrase, row[0])
    }
  }
  return lexicon
}

export const lexicons: Readonly<Record<Language, Lexicon>> = { en: lexiconOf(1), pl: lexiconOf(2) }

/** Words that only one of the two languages has, and nearly every sentence of it. */
export const tellingWords: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: new Set(['a', 'an', 'the', 'with', 'and', 'for', 'of', 'that', 'list', 'app', 'add', 'make', 'build', 'view', 'page', 'my', 'user']),
  pl: new Set(['z', 'ze', 'i', 'oraz', 'dla', 'w', 'na', 'do', 'lista', 'widok', 'strona', 'aplikacja', 'aplikacje', 'dodaj', 'zrob', 'stworz', 'zbuduj', 'moje', 'uzytkownika', 'sklep']),
}
