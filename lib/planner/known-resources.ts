import type { FeatureId } from '../contract/factory/plan.ts'

/** A thing that apps keep, with what is kept of it where a sentence does not say. */
export interface KnownResource {
  id: string
  label: { en: string; pl: string }
  /** Every form of it, without marks; as {@link formsOf} reads them. */
  en: string
  pl: string
  /** Known fields, the first of them required; `name!` is required as well, `name*` unique. */
  fields: string
  /** Each person has their own, where there is a login. */
  isPersonal?: true
  /** What comes with it. */
  brings?: readonly FeatureId[]
}

const resource = (id: string, [enLabel, en]: [string, string], [plLabel, pl]: [string, string], fields: string, more: Pick<KnownResource, 'isPersonal' | 'brings'> = {}): KnownResource =>
  ({ id, label: { en: enLabel, pl: plLabel }, en, pl, fields, ...more })

export const knownResources: readonly KnownResource[] = [
  resource('profiles', ['Profile', 'user profile(|s), profile(|s), account page(|s)'], ['Profil', 'profil(|u|e|em|i|ow) uzytkownik(a|ow), profil(|u|e|em|i|ow)'], 'name email!* phone website bio', { isPersonal: true }),
  resource('users', ['Users', 'user(|s), member(|s)'], ['Użytkownicy', 'uzytkowni(k|ka|cy|kow|kiem|kami)'], 'name email!*'),
  resource('todos', ['To do', 'todo(|s), to-do(|s), to do(|s), todo list(|s), to-do list(|s), task list(|s), task(|s)'], ['Zadania', 'list(a|e|y) zadan, zadani(e|a|em|ami), zadan, todo'], 'title isDone dueDate notes', { isPersonal: true }),
  resource('links', ['Links', 'url shortener(|s), link shortener(|s), short link(|s), short url(|s), link(|s)'], ['Linki', 'skracacz(|a|em|e) (linkow|adresow|url|adresow url), skracani(e|a|u) (linkow|adresow|url), krotk(i|ie|ich) link(|i|ow), link(|i|ow|u)'], 'url', { brings: ['redirect'] }),
  resource('products', ['Products', 'product catalog(|ue), catalog(|ue), product(|s), item(|s), good(|s)'], ['Produkty', 'katalog(|u|i|iem) produktow, katalog(|u|i|iem), produkt(|u|y|ow|em|ami), towar(|u|y|ow)'], 'name price! stock! description image'),
  resource('carts', ['Cart', 'shopping cart(|s), cart(|s), basket(|s)'], ['Koszyk', 'koszyk(|a|i|ow|iem)'], 'quantity', { isPersonal: true, brings: ['cart'] }),
  resource('orders', ['Orders', 'order(|s)'], ['Zamówienia', 'zamowieni(e|a|em|ami), zamowien'], 'status amount', { isPersonal: true, brings: ['checkout'] }),
  resource('payments', ['Payments', 'payment(|s)'], ['Płatności', 'platnosc(|i|ia|iami)'], 'amount status', { isPersonal: true, brings: ['payments-stub'] }),
  resource('notifications', ['Notifications', 'notification(|s)'], ['Powiadomienia', 'powiadomieni(e|a|em|ami), powiadomien'], 'content', { isPersonal: true, brings: ['notify'] }),
  resource('posts', ['Posts', 'blog post(|s), blog(|s), post(|s), article(|s)'], ['Wpisy', 'blog(|a|u|i), wpis(|u|y|ow|em), artykul(|u|y|ow)'], 'title content! author date'),
  resource('comments', ['Comments', 'comment(|s)'], ['Komentarze', 'komentarz(|a|e|y|em)'], 'content author'),
  resource('reviews', ['Reviews', 'review(|s)'], ['Recenzje', 'recenzj(a|e|i|ę|ą), opini(a|e|i|ę|ą)'], 'rating content'),
  resource('categories', ['Categories', ''], ['Kategorie', ''], 'name*'),
  resource('customers', ['Customers', 'customer(|s), client(|s)'], ['Klienci', 'klien(t|ta|ci|tow|tem|tami)'], 'name email* phone address'),
  resource('contacts', ['Contacts', 'contact(|s), address book(|s)'], ['Kontakty', 'kontakt(|u|y|ow|em), ksiazk(a|i|e) adresow(a|ej|e)'], 'name email phone', { isPersonal: true }),
  resource('employees', ['Employees', 'employee(|s), staff'], ['Pracownicy', 'pracowni(k|ka|cy|kow|kiem|kami)'], 'firstName lastName! email* phone'),
  resource('notes', ['Notes', 'note(|s), notebook(|s)'], ['Notatki', 'notat(ka|ki|ek|ke|kami), notatnik(|a|i)'], 'title content', { isPersonal: true }),
  resource('messages', ['Messages', 'message(|s)'], ['Wiadomości', 'wiadomosc(|i|ia|iami)'], 'content author'),
  resource('events', ['Events', 'event(|s), meeting(|s), calendar(|s)'], ['Wydarzenia', 'wydarzeni(e|a|em|ami), wydarzen, spotkani(e|a|em), kalendarz(|a|e|u)'], 'title date! description'),
  resource('bookings', ['Bookings', 'booking(|s), reservation(|s), appointment(|s)'], ['Rezerwacje', 'rezerwacj(a|e|i|ę|ą), rezerwacjami, wizyt(a|y|ę)'], 'name date! notes', { isPersonal: true }),
  resource('books', ['Books', 'book(|s), library'], ['Książki', 'ksiaz(ka|ki|ek|ke|kami), bibliotek(a|i|ę)'], 'title author! rating'),
  resource('movies', ['Films', 'movie(|s), film(|s)'], ['Filmy', 'film(|u|y|ow|em)'], 'title rating date'),
  resource('recipes', ['Recipes', 'recipe(|s)'], ['Przepisy', 'przepis(|u|y|ow|em)'], 'title content! image'),
  resource('invoices', ['Invoices', 'invoice(|s)'], ['Faktury', 'faktur(a|y|e|ę|ami), faktur'], 'code* amount! date! dueDate'),
  resource('expenses', ['Expenses', 'expense(|s), spending(|s), budget(|s)'], ['Wydatki', 'wydat(ek|ki|kow|kami), budzet(|u|y)'], 'title amount! date! category', { isPersonal: true }),
  resource('projects', ['Projects', 'project(|s)'], ['Projekty', 'projekt(|u|y|ow|em|ami)'], 'name description dueDate'),
  resource('tickets', ['Tickets', 'ticket(|s), issue(|s), bug(|s)'], ['Zgłoszenia', 'zgloszeni(e|a|em|ami), zgloszen'], 'title description! priority status'),
  resource('courses', ['Courses', 'course(|s), lesson(|s)'], ['Kursy', 'kurs(|u|y|ow|em), lekcj(a|e|i|ę)'], 'title description date'),
  resource('students', ['Students', 'student(|s), pupil(|s)'], ['Uczniowie', 'uczn(|ia|iowie|iow|iem), student(|a|ow|em|ci)'], 'firstName lastName! email*'),
  resource('vehicles', ['Vehicles', 'vehicle(|s), car(|s)'], ['Pojazdy', 'pojazd(|u|y|ow), samoch(od|odu|ody|odow)'], 'name code!* date'),
]
