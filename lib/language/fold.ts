/** Small letters without their marks, one for one: “Błędów” and “bledow” are one word. */
export const fold = (text: string): string =>
  [...text.normalize('NFC').toLowerCase()].map((letter) => (letter === 'ł' ? 'l' : (letter.normalize('NFD')[0] ?? letter))).join('')
