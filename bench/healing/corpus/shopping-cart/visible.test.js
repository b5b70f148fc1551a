import { describe, expect, it } from 'vitest'
import { discount, formatPrice, shipping, subtotal, total } from './program.js'

const line = (price, quantity = 1) => ({ price, quantity })

describe('shopping cart', () => {
  it('adds up lines', () => {
    expect(subtotal([line(1000, 2), line(250)])).toBe(2250)
  })

  it('is 0 when empty', () => {
    expect(subtotal([])).toBe(0)
    expect(total([])).toBe(0)
  })

  it('takes percents off', () => {
    expect(discount(1999, 'TENOFF')).toBe(200)
  })

  it('takes an amount off', () => {
    expect(discount(2000, 'FIVE')).toBe(500)
  })

  it('ships small orders for a fee', () => {
    expect(shipping(4999)).toBe(490)
  })

  it('puts it all together', () => {
    expect(total([line(2500)], { code: 'FIVE' })).toBe(2490)
  })

  it('charges shipping when the coupon takes it below the limit', () => {
    expect(total([line(2500, 2)], { code: 'FIVE' })).toBe(4990)
  })
})
