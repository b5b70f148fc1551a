/** A question that is not answered: what is not understood of it, in both languages. Nothing is guessed. */
export class Misunderstanding extends Error {
  readonly why: { en: string; pl: string }
  constructor(en: string, pl: string) {
    super(en)
    this.why = { en, pl }
  }
}

export const aboutWhat = (): Misunderstanding => new Misunderstanding('I understand the words, but not what is asked of what.', 'Rozumiem słowa, ale nie to, o co chodzi w całości.')

export const notHere = (text: string): Misunderstanding => new Misunderstanding(`I do not understand “${text}” here.`, `Nie rozumiem tu „${text}”.`)

export const notTogether = (one: string, other: string): Misunderstanding => new Misunderstanding(`I do not understand “${one}” and “${other}” together.`, `Nie rozumiem razem „${one}” i „${other}”.`)
