import type { FieldType } from '../contract/factory/plan.ts'

/** What a field is when a sentence only names it. Limits are of its text's length, or its value. */
export interface KnownField {
  name: string
  type: FieldType
  label: { en: string; pl: string }
  /** Every form of it, without marks; as {@link formsOf} reads them. */
  en: string
  pl: string
  min?: number
  max?: number
}

const field = (name: string, type: FieldType, [enLabel, en]: [string, string], [plLabel, pl]: [string, string], limits: { min?: number; max?: number } = {}): KnownField =>
  ({ name, type, label: { en: enLabel, pl: plLabel }, en, pl, ...limits })

export const knownFields: readonly KnownField[] = [
  field('name', 'text', ['Name', 'name(|s)'], ['Nazwa', 'nazw(a|y|e|ie|ą)'], { max: 100 }),
  field('firstName', 'text', ['First name', 'first name(|s), given name(|s)'], ['Imię', 'imi(ę|enia|eniem|ona)'], { max: 100 }),
  field('lastName', 'text', ['Last name', 'last name(|s), surname(|s), family name(|s)'], ['Nazwisko', 'nazwisk(o|a|iem)'], { max: 100 }),
  field('title', 'text', ['Title', 'title(|s)'], ['Tytuł', 'tytuł(|u|y|em)'], { max: 200 }),
  field('description', 'long-text', ['Description', 'description(|s)'], ['Opis', 'opis(|u|y|em)'], { max: 5_000 }),
  field('content', 'long-text', ['Content', 'content(|s), body, text'], ['Treść', 'treś(ć|ci|cią)'], { max: 20_000 }),
  field('notes', 'long-text', ['Notes', 'notes'], ['Uwagi', 'uwag(i|ami)'], { max: 5_000 }),
  field('bio', 'long-text', ['About me', 'bio(|s), biograph(y|ies), about me'], ['O mnie', 'bio, biogram(|u|em), o mnie'], { max: 1_000 }),
  field('email', 'email', ['E-mail', 'email(|s), e-mail(|s), email address(|es), e-mail address(|es), mail'], ['E-mail', 'email(|a|em|e), e-mail(|a|em|e), mail(|a|em|e), adres(|u|em) e-mail, adres(|u|em) email'], { max: 254 }),
  field('phone', 'phone', ['Phone', 'phone(|s), phone number(|s), telephone(|s)'], ['Telefon', 'telefon(|u|em), numer(|u|em) telefonu']),
  field('website', 'url', ['Website', 'website(|s), homepage(|s)'], ['Strona internetowa', 'stron(a|y|ę|ą) internetow(a|ej|ą)'], { max: 2_000 }),
  field('url', 'url', ['Address', 'url(|s), web address(|es)'], ['Adres', 'url(|a|em), adres(|u|em) www'], { max: 2_000 }),
  field('image', 'url', ['Picture', 'image(|s), picture(|s), photo(|s), avatar(|s)'], ['Zdjęcie', 'zdjęci(e|a|em), obraz(|u|em|ek), awatar(|a|em)'], { max: 2_000 }),
  field('address', 'long-text', ['Address', 'address(|es), street address(|es)'], ['Adres', 'adres(|u|em)'], { max: 500 }),
  field('city', 'text', ['City', 'cit(y|ies), town(|s)'], ['Miasto', 'miast(o|a|em)'], { max: 100 }),
  field('country', 'text', ['Country', 'countr(y|ies)'], ['Kraj', 'kraj(|u|em)'], { max: 100 }),
  field('age', 'integer', ['Age', 'age(|s)'], ['Wiek', 'wiek(|u|iem)'], { min: 0, max: 150 }),
  field('birthday', 'date', ['Date of birth', 'birthday(|s), date of birth, birth date'], ['Data urodzenia', 'dat(a|y|ę|ą) urodzenia, urodziny']),
  field('date', 'date', ['Date', 'date(|s)'], ['Data', 'dat(a|y|ę|ą)']),
  field('year', 'integer', ['Year', 'year(|s)'], ['Rok', 'rok(|u|iem)'], { min: 0, max: 9_999 }),
  field('dueDate', 'date', ['Due', 'due date(|s), deadline(|s), due'], ['Termin', 'termin(|u|em), dat(a|y|ę|ą) wykonania']),
  field('price', 'money', ['Price', 'price(|s), cost(|s)'], ['Cena', 'cen(a|y|ę|ą), koszt(|u|em)'], { min: 0 }),
  field('amount', 'money', ['Amount', 'amount(|s)'], ['Kwota', 'kwot(a|y|ę|ą)'], { min: 0 }),
  field('quantity', 'integer', ['Quantity', 'quantit(y|ies)'], ['Ilość', 'iloś(ć|ci|cią)'], { min: 0 }),
  field('stock', 'integer', ['In stock', 'stock, in stock'], ['Na stanie', 'stan magazynowy, na stanie, zapas(|u|y)'], { min: 0 }),
  field('rating', 'integer', ['Rating', 'rating(|s), stars, score(|s)'], ['Ocena', 'ocen(a|y|ę|ą)'], { min: 1, max: 5 }),
  field('status', 'text', ['Status', 'status(|es), state(|s)'], ['Status', 'status(|u|em)'], { max: 40 }),
  field('isDone', 'yes-no', ['Done', 'done, completed, is done'], ['Zrobione', 'zrobion(e|y|a), wykonan(e|y|a), ukończon(e|y|a)']),
  field('isActive', 'yes-no', ['Active', 'active, is active, enabled'], ['Aktywny', 'aktywn(y|a|e)']),
  field('category', 'text', ['Category', 'categor(y|ies)'], ['Kategoria', 'kategori(a|i|ę|ą)'], { max: 60 }),
  field('priority', 'integer', ['Priority', 'priorit(y|ies)'], ['Priorytet', 'priorytet(|u|em)'], { min: 1, max: 5 }),
  field('code', 'text', ['Code', 'code(|s)'], ['Kod', 'kod(|u|em)'], { max: 40 }),
  field('author', 'text', ['Author', 'author(|s)'], ['Autor', 'autor(|a|em)'], { max: 200 }),
]

/** By name: every known resource and every sentence takes its fields from here. @throws where there is none, which is a mistake of this program */
export function knownField(name: string): KnownField {
  const found = knownFields.find((one) => one.name === name)
  if (found === undefined) throw new Error(`there is no known field ${name}`)
  return found
}
