import { describe, expect, test } from 'vitest'
import { failureSchema } from '../../lib/contract/run.ts'
import { failureInTraceback } from '../../lib/process/traceback.ts'

const files = { 'main.py': '', 'store.py': '', 'deep/inner.py': '' }
const read = (text: string) => failureInTraceback(text, files)
const traceback = (...lines: string[]): string => ['Traceback (most recent call last):', ...lines, ''].join('\n')
const inRoute = [
  '  File "/usr/lib/python3.11/socketserver.py", line 691, in process_request_thread', '    self.finish_request(request, client_address)',
  '  File "/organism/main.py", line 34, in take', '    count(request, event)', '    ^^^^^^^^^^^^^^^^^^^^^',
  '  File "/organism/store.py", line 12, in <listcomp>', '    return rws',
]

describe('a traceback becomes a failure', () => {
  test('with the frames in the files of the service, innermost first', () => {
    const failure = read(`200 GET /health\n${traceback(...inRoute, "NameError: name 'rws' is not defined. Did you mean: 'rows'?")}`)
    expect(failureSchema.parse(failure)).toEqual({
      phase: 'uncaught', name: 'NameError', message: "name 'rws' is not defined. Did you mean: 'rows'?", code: null,
      stack: "NameError: name 'rws' is not defined. Did you mean: 'rows'?\n    at <listcomp> (organism/store.py:12:1)\n    at take (organism/main.py:34:1)",
    })
  })

  test('without a message, with one of several lines, and of a class in a module', () => {
    expect(read(traceback(...inRoute, 'KeyboardInterrupt'))).toMatchObject({ name: 'KeyboardInterrupt', message: '' })
    expect(read(traceback(...inRoute, 'ValueError: one', '  two', '', 'three'))).toMatchObject({ name: 'ValueError', message: 'one\n  two\n\nthree' })
    expect(read(traceback(...inRoute, 'json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)'))).toMatchObject({ name: 'JSONDecodeError', message: 'Expecting value: line 1 column 1 (char 0)' })
  })

  test.each(['During handling of the above exception, another exception occurred:', 'The above exception was the direct cause of the following exception:'])('of a chain, the last one. %s', (link) => {
    const first = traceback('  File "/organism/main.py", line 3, in first', '    1 / 0', 'ZeroDivisionError: division by zero')
    const text = `${first}\n${link}\n\n${traceback('  File "/organism/main.py", line 5, in second', '    raise KeyError("x")', "KeyError: 'x'")}`
    expect(read(text)).toMatchObject({ name: 'KeyError', message: "'x'", stack: "KeyError: 'x'\n    at second (organism/main.py:5:1)" })
    // The last is raised by Python itself: it came of something in the service.
    expect(read(`${first}\n${link}\n\n${traceback('  File "/usr/lib/python3.11/json/decoder.py", line 355, in raw_decode', 'RuntimeError: late')}`))
      .toMatchObject({ name: 'RuntimeError', stack: 'RuntimeError: late\n    at first (organism/main.py:3:1)' })
  })

  test('of what does not parse, with its line, as an import shows it and as the program itself does', () => {
    const place = ['  File "/organism/store.py", line 7', '    def list(self', '            ^', "SyntaxError: '(' was never closed"]
    const shown = { phase: 'parse', name: 'SyntaxError', message: "'(' was never closed", stack: expect.stringMatching(/^SyntaxError: .*\n {4}at organism\/store\.py:7:1/) as string }
    expect(read(traceback('  File "/organism/main.py", line 2, in <module>', '    from store import open_stores', ...place))).toMatchObject(shown)
    expect(read(`${place.join('\n')}\n`)).toMatchObject(shown)
    expect(read('  File "/organism/main.py", line 3\n    x = 1\nIndentationError: unexpected indent\n')).toMatchObject({ phase: 'parse', name: 'IndentationError' })
    // Thrown by what the program itself compiles.
    expect(read(traceback(...inRoute, 'SyntaxError: invalid syntax'))).toMatchObject({ phase: 'uncaught' })
  })

  test('of what cannot be loaded', () => {
    expect(read(traceback('  File "/organism/main.py", line 4, in <module>', '    from peers import ask', "ModuleNotFoundError: No module named 'peers'"))).toMatchObject({ phase: 'load', name: 'ModuleNotFoundError' })
  })

  test('with what is left of it, where it was cut off', () => {
    expect(read(`… 20 lines skipped (900 bytes) …\n${inRoute.slice(2).join('\n')}\nNameError: lost its head\n`)).toMatchObject({ name: 'NameError', stack: expect.stringContaining('organism/main.py:34') as string })
    expect(read(traceback(...inRoute))).toMatchObject({ name: 'Error', message: 'it was cut off while it told why it ends', stack: expect.stringContaining('organism/store.py:12') as string })
    expect(read(traceback('  File "/organism/main.py", line 9, in down', '    down()', '  [Previous line repeated 996 more times]', 'RecursionError: maximum recursion depth exceeded'))).toMatchObject({ name: 'RecursionError' })
  })

  test('and nothing where there is none; files that are not of the service are no frames', () => {
    expect(read('')).toBeNull()
    expect(read('200 GET /health\nnot well\n')).toBeNull()
    expect(read(traceback('  File "/organism/other.py", line 1, in x', '  File "/organism/__proto__", line 1, in x', 'OSError: no'))).toMatchObject({ stack: 'OSError: no' })
    expect(read(`${'x'.repeat(200_000)}\n${traceback(...inRoute, `ValueError: ${'y'.repeat(9_000)}`)}`)?.message.length).toBeLessThanOrEqual(4_000)
  })
})
