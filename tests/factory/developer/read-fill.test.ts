import { expect, test } from 'vitest'
import { readFill } from '../../../lib/factory/developer/read-fill.ts'

const examples = { accepts: { title: 'Yes' }, refuses: { title: 'No' }, field: 'title' }

test.each(['```', '````', '~~~'])('code and examples are read from fences of %s, whatever is said around them', (mark) => {
  const answer = `Here it is:\r\n${mark}js\r\nreturn {}\r\n${mark}\r\nAnd examples:\r\n${mark}json\r\n${JSON.stringify(examples)}\r\n${mark}\r\nDone.`
  expect(readFill('rule', answer)).toEqual({ code: 'return {}\n', examples: { gap: 'rule', ...examples } })
})

test.each([
  ['return {}', 'there is no code between ```js and ```'], ['```js\nreturn {}\n```', 'there are no examples between ```json and ```'], ['```js\nreturn {}\n```\n```json\n{"accepts": {}', 'there are no examples between ```json and ```'],
])('what is missing is said: %j', (answer, refused) => {
  expect(readFill('rule', answer)).toEqual({ refused })
})
