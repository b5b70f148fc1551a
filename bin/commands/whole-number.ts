import { InvalidArgumentError } from 'commander'

/** Reads an option. Without bounds: any that is not negative. */
export const wholeNumber = (from = 0, to = Infinity) => (text: string): number => {
  const number = Number(text)
  if (!/^\d+$/.test(text) || number < from || number > to) throw new InvalidArgumentError(`a whole number${to === Infinity ? '' : ` from ${from} to ${to}`} is wanted`)
  return number
}
