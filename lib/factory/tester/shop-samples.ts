import type { Script } from './gateway-scenarios.ts'

/** Two products, the price of one of which is no exact number of a computer: 3 × 0.29 and 2 × 19.99. */
export const tea = { productId: 1, name: 'Tea & <cup>', price: 0.29, cents: 29 }
export const book = { productId: 2, name: 'Book', price: 19.99, cents: 1_999 }
export const bothCents = 3 * tea.cents + 2 * book.cents

/** Both products, as their service tells of them. */
export const priced = (stock = { tea: 3, book: 9 }): Script => ({
  'products GET /products/1': { status: 200, body: { id: 1, name: tea.name, price: tea.price, stock: stock.tea } },
  'products GET /products/2': { status: 200, body: { id: 2, name: book.name, price: book.price, stock: stock.book } },
})
