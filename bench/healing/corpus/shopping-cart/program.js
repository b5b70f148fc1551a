const coupons = {
  TENOFF: { kind: 'percent', value: 10, minimum: 0 },
  FIVE: { kind: 'amount', value: 500, minimum: 2000 },
}

/** All amounts are in cents. */
export function subtotal(lines) {
  return lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
}

export function discount(amount, code) {
  const coupon = coupons[code]
  if (!coupon || amount < coupon.minimum) return 0
  if (coupon.kind === 'percent') return Math.round((amount * coupon.value) / 100)
  return Math.min(coupon.value, amount)
}

export function shipping(amount, isExpress = false) {
  if (amount === 0) return 0
  const base = amount >= 5000 ? 0 : 490
  return isExpress ? base + 800 : base
}

export function total(lines, { code, isExpress } = {}) {
  const goods = subtotal(lines)
  const reduced = goods - discount(goods, code)
  return reduced + shipping(reduced, isExpress)
}

export function formatPrice(cents) {
  const whole = Math.floor(cents / 100)
  const rest = String(cents % 100).padStart(2, '0')
  return `${whole}.${rest} €`
}
