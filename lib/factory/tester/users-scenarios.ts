import { asks, type Draft, type Step } from './draft.ts'

const id = 'users'
const ada = { name: 'Ada & <Co>', email: 'ada@example.org', password: 'correct horse' }
const register = (json: object, status = 201, more = {}): Step => asks(id, 'POST /users', status, { json: { ...json }, ...more })
const signIn = (email: string, password: string, status: number, more = {}): Step => asks(id, 'POST /sessions', status, { json: { email, password }, ...more })

/** Of the service that knows who may sign in. */
export function usersScenarios(): Draft[] {
  const draft = (name: string, title: string, steps: Step[]): Draft => ({ id: `${id}-${name}`, title, of: id, steps })
  return [
    draft('health', 'users is well', [asks(id, 'GET /health', 200, { expect: { json: { status: 'ok' } } })]),
    draft('register', 'who registers is signed in, and their password is told to nobody', [
      register(ada, 201, { expect: { json: { id: 1, name: ada.name, email: ada.email }, has: ['"token":"'], hasNot: ['password', ada.password] } }),
      asks(id, 'GET /users/me', 200, { headers: { 'x-person': '1' }, expect: { json: { id: 1, name: ada.name, email: ada.email }, hasNot: ['password'] } }),
    ]),
    draft('sign-in', 'with the right password, whatever the case of the address', [
      register(ada),
      signIn('ADA@example.org', ada.password, 200, { expect: { json: { id: 1, email: ada.email }, has: ['"token":"'], hasNot: ['password'] } }),
    ]),
    draft('wrong-password', 'a wrong password and an unknown address are told alike', [
      register(ada),
      signIn(ada.email, 'incorrect horse', 401, { expect: { hasNot: ['token'] } }), signIn('eve@example.org', ada.password, 401, { expect: { hasNot: ['token'] } }),
      asks(id, 'POST /sessions', 401, { json: {} }),
    ]),
    draft('guessing', 'after five wrong tries even the right password has to wait', [
      register(ada), ...Array.from({ length: 5 }, () => signIn(ada.email, 'guess', 401)), signIn(ada.email, ada.password, 429),
    ]),
    draft('once', 'an address has one account', [register(ada), register({ ...ada, email: 'ADA@example.org' }, 409, { expect: { has: ['"email":'] } }), register({ ...ada, email: 'eve@example.org' }, 201, { expect: { json: { id: 2 } } })]),
    draft('refuses', 'what is missing or too short is refused, field by field', [
      register({ ...ada, password: 'short' }, 400, { expect: { has: ['"password":'], hasNot: ['"email":'] } }), register({ ...ada, email: 'nobody' }, 400, { expect: { has: ['"email":'] } }),
      register({ email: ada.email, password: ada.password }, 400, { expect: { has: ['"name":'] } }), register({ ...ada, isAdmin: true }, 400, { expect: { has: ['"isAdmin":'] } }),
      asks(id, 'POST /users', 400, { text: '{' }), asks(id, 'GET /users/me', 401), asks(id, 'GET /users/me', 401, { headers: { 'x-person': '7' } }),
    ]),
  ]
}
