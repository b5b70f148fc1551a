// A small HTTP service: the time in any zone, Fibonacci numbers, and an echo that counts what it is sent.
import { createServer } from 'node:http'

const largestBody = 8192
const largestIndex = 78
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** An error that is the client's doing. */
class Refusal extends Error {
  constructor(status, message) {
    super(message)
    this.status = status
  }
}

const routes = {
  '/health': { method: 'GET', answer: () => ({ status: 'ok' }) },
  '/time': { method: 'GET', answer: ({ query }) => tellTime(wholeNumber(query, 'at', 0, 8e12), wholeNumber(query, 'offset', -720, 840)) },
  '/fib': { method: 'GET', answer: ({ query }) => fibonacci(wholeNumber(query, 'n', 0, largestIndex)) },
  '/echo': { method: 'POST', answer: ({ body }) => echo(body) },
}

const server = createServer(async (request, response) => {
  const { status, answer } = await handle(request)
  const text = JSON.stringify(answer)
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(text)
  const colour = status < 400 ? 32 : 33
  console.log(`\u001b[${colour}m${status}\u001b[0m ${request.method} ${request.url}`)
})

async function handle(request) {
  try {
    const url = URL.parse(request.url, 'http://beacon')
    if (url === null) throw new Refusal(400, 'no such address')
    const { pathname, searchParams: query } = url
    const route = Object.hasOwn(routes, pathname) ? routes[pathname] : null
    if (route === null) throw new Refusal(404, `nothing at ${pathname}`)
    if (request.method !== route.method) throw new Refusal(405, `${pathname} wants ${route.method}`)
    const body = await readBody(request)
    return { status: 200, answer: route.answer({ query, body }) }
  } catch (error) {
    // Anything else is a fault of this program: it must not look like an answer.
    if (!(error instanceof Refusal)) throw error
    return { status: error.status, answer: { error: error.message } }
  }
}

async function readBody(request) {
  let text = ''
  request.setEncoding('utf8')
  for await (const chunk of request) {
    text += chunk
    if (text.length > largestBody) throw new Refusal(413, `more than ${largestBody} characters`)
  }
  return text
}

function wholeNumber(query, name, least, most) {
  const text = query.get(name) ?? ''
  const value = Number(text)
  if (!/^-?\d+$/.test(text)) throw new Refusal(400, `${name} must be a whole number`)
  if (value < least || value > most) throw new Refusal(400, `${name} must lie between ${least} and ${most}`)
  return value
}

/** @param at milliseconds since 1970 in UTC @param offset minutes east of it */
function tellTime(at, offset) {
  const local = new Date(at + offset * 60_000)
  return { utc: new Date(at).toISOString(), local: local.toISOString().slice(0, 19), weekday: days[local.getUTCDay()] }
}

function fibonacci(n) {
  let [value, next] = [0, 1]
  for (let i = 0; i < n; i += 1) [value, next] = [next, value + next]
  return { n, value }
}

function echo(body) {
  let value
  try {
    value = JSON.parse(body)
  } catch {
    throw new Refusal(400, 'the body is not JSON')
  }
  return { value, leaves: countLeaves(value) }
}

/** How many values there are that hold no others. */
function countLeaves(value) {
  if (value === null || typeof value !== 'object') return 1
  return Object.values(value).reduce((sum, inner) => sum + countLeaves(inner), 0)
}

server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log(`beacon is lit on port ${server.address().port}`))
