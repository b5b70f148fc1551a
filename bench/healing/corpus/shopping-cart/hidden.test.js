import { describe, expect, it } from 'vitest'
import { discount, formatPrice, shipping, subtotal, total } from './program.js'

const line = (price, quantity = 1) => ({ price, quantity })

describe('shopping cart', () => {
  it('takes nothing off below the minimum', () => {
    expect(discount(1999, 'FIVE')).toBe(0)
  })

  it('takes nothing off for a code that is not known', () => {
    expect(discount(9999, 'NOPE')).toBe(0)
    expect(discount(9999)).toBe(0)
  })

  it('ships large orders for nothing', () => {
    expect(shipping(5000)).toBe(0)
  })

  it('charges express', () => {
    expect(shipping(100, true)).toBe(1290)
    expect(shipping(6000, true)).toBe(800)
  })

  it('looks at the reduced amount for shipping', () => {
    expect(total([line(5200)], { code: 'TENOFF' })).toBe(5170)
  })

  it('writes prices', () => {
    expect(formatPrice(1234)).toBe('12.34 €')
    expect(formatPrice(5)).toBe('0.05 €')
  })
})
