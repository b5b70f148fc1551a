import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { columnIndex, columnName, expandRange, formatAddress, moveAddress, parseAddress } from './address.js'
import { evaluateFormula } from './evaluate.js'
import { parseFormula, referencesOf } from './parse.js'
import { formatValue, moveFormula, printFormula } from './print.js'
import { Sheet, sheetFromCsv } from './sheet.js'
import { FormulaError, tokenize } from './tokenize.js'
import { CellError, compareValues, parseInput, toBoolean, toNumber } from './values.js'

const isError = (value, code) => {
  assert.ok(value instanceof CellError, `${String(value)} is no error`)
  assert.equal(value.code, code)
}

/** One test for each formula, on a small table. */
const shop = {
  A1: 'fruit', B1: 'price', C1: 'stock',
  A2: 'apple', B2: '3', C2: '10',
  A3: 'banana', B3: '1.5', C3: '0',
  A4: 'cherry', B4: '12', C4: '4',
  A5: 'apricot', B5: '7', C5: '',
  E1: '0', E2: '10', E3: '20', E4: '50', F1: 'none', F2: 'few', F3: 'some', F4: 'many',
  G1: '=1/0', G2: 'TRUE', G3: "'5",
}
function formulas(table) {
  for (const [formula, expected] of table) {
    test(formula, () => {
      const value = new Sheet().setAll(shop).set('Z1', `=${formula}`).value('Z1')
      if (typeof expected === 'string' && expected.startsWith('#')) isError(value, expected)
      else if (typeof expected === 'number' && !Number.isInteger(expected)) assert.ok(Math.abs(value - expected) < 1e-9, `${value}`)
      else assert.equal(value, expected)
    })
  }
}

describe('addresses', () => {
  test('names of columns', () => {
    assert.deepEqual([0, 25, 26, 51, 52, 701, 702].map(columnName), ['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
  })

  test('columns of names', () => {
    assert.deepEqual(['A', 'z', 'AA', 'ZZ'].map(columnIndex), [0, 25, 26, 701])
  })

  test('parse', () => {
    assert.deepEqual(parseAddress('b12'), { column: 1, row: 11, columnFixed: false, rowFixed: false })
  })

  test('parse with marks', () => {
    assert.deepEqual(parseAddress('$C$3'), { column: 2, row: 2, columnFixed: true, rowFixed: true })
    assert.deepEqual(parseAddress('C$3'), { column: 2, row: 2, columnFixed: false, rowFixed: true })
  })

  test('refuse what is none', () => {
    for (const text of ['', 'A', '1', 'A0', 'ABCD1', 'A1B']) assert.equal(parseAddress(text), null)
  })

  test('format', () => {
    assert.equal(formatAddress({ column: 27, row: 0 }), 'AB1')
    assert.equal(formatAddress({ column: 0, row: 8, columnFixed: true, rowFixed: true }), '$A$9')
  })

  test('move', () => {
    assert.deepEqual(moveAddress(parseAddress('B2'), 1, 2), parseAddress('C4'))
  })

  test('move only what is not fixed', () => {
    assert.deepEqual(moveAddress(parseAddress('$B2'), 5, 1), parseAddress('$B3'))
    assert.deepEqual(moveAddress(parseAddress('B$2'), 1, 5), parseAddress('C$2'))
  })

  test('move out of the sheet', () => {
    assert.equal(moveAddress(parseAddress('A5'), -1, 0), null)
    assert.equal(moveAddress(parseAddress('E1'), 0, -1), null)
    assert.notEqual(moveAddress(parseAddress('B2'), -1, -1), null)
  })

  test('ranges, whichever corners are given', () => {
    const cells = [[{ column: 0, row: 0 }, { column: 1, row: 0 }], [{ column: 0, row: 1 }, { column: 1, row: 1 }]]
    assert.deepEqual(expandRange(parseAddress('A1'), parseAddress('B2')), cells)
    assert.deepEqual(expandRange(parseAddress('B1'), parseAddress('A2')), cells)
  })
})

describe('tokens', () => {
  const short = (text) => tokenize(text).map(({ type, value }) => `${type}:${value}`).join(' ')

  test('numbers', () => {
    assert.equal(short('1 2.5 .75 1e3 2E-2'), 'number:1 number:2.5 number:0.75 number:1000 number:0.02 end:')
  })

  test('texts', () => {
    assert.equal(short('"a b" "say ""hi"""'), 'text:a b text:say "hi" end:')
  })

  test('words', () => {
    assert.equal(short('SUM $A$1 true'), 'word:SUM word:$A$1 boolean:true end:')
  })

  test('operators of two letters', () => {
    assert.equal(short('a1<=b1<>c1>=2'), 'word:a1 operator:<= word:b1 operator:<> word:c1 operator:>= number:2 end:')
  })

  test('punctuation', () => {
    assert.equal(short('(A1:B2,3;4)'), 'open:( word:A1 colon:: word:B2 comma:, number:3 comma:; number:4 close:) end:')
  })

  test('where they are', () => {
    assert.deepEqual(tokenize('1 + 23').map(({ at }) => at), [0, 2, 4, 6])
  })

  test('a text that is not closed', () => {
    assert.throws(() => tokenize('1&"abc'), { name: 'FormulaError', message: 'a text is not closed at 3' })
  })

  test('a sign that is none', () => {
    assert.throws(() => tokenize('1 # 2'), /unexpected # at 3/)
  })
})

describe('trees', () => {
  test('products before sums', () => {
    const { operator, right } = parseFormula('1+2*3')
    assert.equal(operator, '+')
    assert.equal(right.operator, '*')
  })

  test('from left to right', () => {
    assert.equal(parseFormula('5-3-1').left.operator, '-')
  })

  test('powers from right to left', () => {
    assert.equal(parseFormula('2^3^2').right.operator, '^')
  })

  test('a minus in front of a power', () => {
    assert.equal(parseFormula('-2^2').type, 'unary')
  })

  test('comparisons last', () => {
    assert.equal(parseFormula('1+1=2').operator, '=')
  })

  test('calls', () => {
    const tree = parseFormula('sum(1, A1:B2)')
    assert.equal(tree.name, 'SUM')
    assert.deepEqual(tree.args.map(({ type }) => type), ['number', 'range'])
  })

  test('a call without arguments', () => {
    assert.deepEqual(parseFormula('NOW()'), { type: 'call', name: 'NOW', args: [] })
  })

  for (const [formula, message] of [
    ['1+', /a value is missing at 3/],
    ['(1', /a closing bracket is missing at 3/],
    ['1 2', /unexpected 2 at 3/],
    ['foo', /unknown name foo at 1/],
    ['A1:5', /a range has no end at 4/],
    ['SUM(1', /a closing bracket is missing/],
    [')', /unexpected \)/],
  ]) {
    test(`refuse ${formula}`, () => {
      assert.throws(() => parseFormula(formula), (error) => error instanceof FormulaError && message.test(error.message))
    })
  }

  test('references, each once', () => {
    assert.deepEqual(referencesOf(parseFormula('$A$1+a1*B2+SUM(B2:C3)')), ['A1', 'B2', 'C2', 'B3', 'C3'])
  })

  test('references within signs and percents', () => {
    assert.deepEqual(referencesOf(parseFormula('-A1+B1%')), ['A1', 'B1'])
  })
})

describe('printing', () => {
  for (const [formula, expected = formula] of [
    ['1 + 2 * 3'],
    ['(1 + 2) * 3'],
    ['1-(2-3)', '1 - (2 - 3)'],
    ['(1-2)-3', '1 - 2 - 3'],
    ['2^3^2', '2 ^ 3 ^ 2'],
    ['(2^3)^2', '(2 ^ 3) ^ 2'],
    ['(-2)^2', '(-2) ^ 2'],
    ['-(1+2)', '-(1 + 2)'],
    ['50%*2', '50% * 2'],
    ['(1+2)%', '(1 + 2)%'],
    ['"a""b"&A1', '"a""b" & A1'],
    ['if(true,$A1:B$2,"x")', 'IF(TRUE, $A1:B$2, "x")'],
  ]) {
    test(`print ${formula}`, () => assert.equal(printFormula(parseFormula(formula)), expected))
  }

  test('moved', () => {
    const moved = moveFormula(parseFormula('A1+$B$2*SUM(C1:C$3)-D4%'), 1, 2)
    assert.equal(printFormula(moved), 'B3 + $B$2 * SUM(D3:D$3) - E6%')
  })

  test('moved out of the sheet', () => {
    assert.equal(printFormula(moveFormula(parseFormula('-A1+SUM(B1:C1)'), -1, -1)), '-#REF! + SUM(#REF!)')
  })

  test('one end of a range moved out of the sheet', () => {
    assert.equal(printFormula(moveFormula(parseFormula('SUM(A1:B2)'), -1, 0)), 'SUM(#REF!)')
  })

  for (const [value, pattern, expected] of [
    [1234.5, undefined, '1234.5'],
    [0.1 + 0.2, undefined, '0.3'],
    [null, '0.00', ''],
    [true, undefined, 'TRUE'],
    ['text', '0.00', 'text'],
    [3, '0.00', '3.00'],
    [-2.345, '0.0', '-2.3'],
    [1234567.891, '#,##0.00', '1,234,567.89'],
    [999, '#,##0', '999'],
    [0.256, '0%', '26%'],
    [0.256, '0.0%', '25.6%'],
    [5, '$0.00', '$5.00'],
    [-5, '0 kg', '-5 kg'],
    [-0.001, '0.00', '0.00'],
  ]) {
    test(`show ${value} as ${pattern}`, () => assert.equal(formatValue(value, pattern), expected))
  }

  test('show an error', () => {
    assert.equal(formatValue(new CellError('#N/A'), '0.00'), '#N/A')
  })

  test('refuse a pattern that is none', () => {
    assert.throws(() => formatValue(1, 'abc'), /no pattern: abc/)
  })
})

describe('values', () => {
  test('what is typed', () => {
    const typed = ['', '  ', '12', ' -3.5 ', '1e3', '25%', 'TRUE', 'false', 'hello', "'12", '1.2.3'].map(parseInput)
    assert.deepEqual(typed, [null, null, 12, -3.5, 1000, 0.25, true, false, 'hello', '12', '1.2.3'])
  })

  test('numbers', () => {
    assert.deepEqual([null, true, false, '7', ' 1.5 ', [[4]]].map(toNumber), [0, 1, 0, 7, 1.5, 4])
  })

  test('no numbers', () => {
    for (const value of ['x', '', [[1, 2]], new CellError('#N/A')]) assert.throws(() => toNumber(value), CellError)
  })

  test('booleans', () => {
    assert.deepEqual([null, 0, 2, 'true', 'False', [[1]]].map(toBoolean), [false, false, true, true, false, true])
    assert.throws(() => toBoolean('maybe'), /neither true nor false/)
  })

  test('comparing', () => {
    assert.equal(compareValues('Apple', 'apple'), 0)
    assert.ok(compareValues('a', 'B') < 0)
    assert.ok(compareValues(100, '2') < 0)
    assert.ok(compareValues('z', true) < 0)
    assert.ok(compareValues(false, true) < 0)
    assert.ok(compareValues(10, 9) > 0)
  })

  test('comparing with nothing', () => {
    assert.equal(compareValues(null, 0), 0)
    assert.equal(compareValues('', null), 0)
    assert.equal(compareValues(null, false), 0)
    assert.equal(compareValues(null, null), 0)
    assert.ok(compareValues(null, 5) < 0)
    assert.ok(compareValues('a', null) > 0)
  })
})

describe('calculating', () => {
  formulas([
    ['1+2*3-4/2', 5],
    ['2^3^2', 512],
    ['-2^2', -4],
    ['10%*50', 5],
    ['+B2-1', 2],
    ['1/0', '#DIV/0!'],
    ['10^400', '#NUM!'],
    ['"a"+1', '#VALUE!'],
    ['G3+1', 6],
    ['"x"&1&TRUE', 'x1TRUE'],
    ['A2="APPLE"', true],
    ['B2>=3', true],
    ['B2<>3', false],
    ['B3<B2', true],
    ['B2<3', false],
    ['A2<=A3', true],
    ['B4>B5', true],
    ['H9=0', true],
    ['G1+1', '#DIV/0!'],
    ['A1:B2+1', '#VALUE!'],
    ['NOPE(1)', '#NAME?'],
    ['toString(1)', '#NAME?'],
    ['ABS()', '#VALUE!'],
    ['ABS(1,2)', '#VALUE!'],
  ])

  test('an error in a tree', () => {
    isError(evaluateFormula({ type: 'error', code: '#REF!' }, () => null), '#REF!')
  })
})

describe('numbers', () => {
  formulas([
    ['SUM(B2:B5)', 23.5],
    ['SUM(B2:B5, 10, "1")', 34.5],
    ['SUM(A1:C3)', 14.5],
    ['PRODUCT(B2:B3, 2)', 9],
    ['AVERAGE(B2:B5)', 5.875],
    ['AVERAGE(A1:A5)', '#DIV/0!'],
    ['MEDIAN(B2:B5)', 5],
    ['MEDIAN(7, 30, 4)', 7],
    ['STDEV(2, 4, 4, 4, 5, 5, 7, 9)', Math.sqrt(32 / 7)],
    ['STDEV(1)', '#DIV/0!'],
    ['MIN(B2:B5)', 1.5],
    ['MAX(B2:B5, 11)', 12],
    ['COUNT(A1:C5)', 7],
    ['COUNTA(A1:C5)', 14],
    ['LARGE(B2:B5, 2)', 7],
    ['LARGE(B2:B5, 5)', '#NUM!'],
    ['SUM(G1:G2)', '#DIV/0!'],
    ['ABS(-4)', 4],
    ['INT(-1.5)', -2],
    ['ROUND(2.5)', 3],
    ['ROUND(-2.5)', -3],
    ['ROUND(1.005, 2)', 1.01],
    ['ROUND(1234, -2)', 1200],
    ['MOD(7, 3)', 1],
    ['MOD(-1, 3)', 2],
    ['MOD(1, 0)', '#DIV/0!'],
    ['POWER(2, 10)', 1024],
    ['SQRT(81)', 9],
    ['SQRT(-1)', '#NUM!'],
    ['PMT(0, 10, 1000)', -100],
    ['ROUND(PMT(0.01, 12, 1000), 2)', -88.85],
  ])
})

describe('conditions', () => {
  formulas([
    ['IF(B2>2, "dear", "cheap")', 'dear'],
    ['IF(B3>2, "dear", "cheap")', 'cheap'],
    ['IF(FALSE, 1)', false],
    ['IF(TRUE, 1, 1/0)', 1],
    ['IFERROR(1/0, "none")', 'none'],
    ['IFERROR(B2, "none")', 3],
    ['ISERROR(G1)', true],
    ['ISERROR(B2)', false],
    ['CHOOSE(2, "a", "b", 1/0)', 'b'],
    ['CHOOSE(3, "a", "b")', '#VALUE!'],
    ['AND(TRUE, B2=3)', true],
    ['AND(TRUE, B2=4)', false],
    ['OR(FALSE, B2=3)', true],
    ['OR(FALSE, 0)', false],
    ['NOT(G2)', false],
    ['ISBLANK(C5)', true],
    ['ISBLANK(B5:C5)', false],
    ['COUNTIF(B2:B5, ">=3")', 3],
    ['COUNTIF(A2:A5, "ap*")', 2],
    ['COUNTIF(A2:A5, "<>apple")', 3],
    ['COUNTIF(A2:A5, "<b")', 2],
    ['COUNTIF(C2:C5, 0)', 1],
    ['COUNTIF(A2:A5, "c?erry")', 1],
    ['SUMIF(A2:A5, "ap*", B2:B5)', 10],
    ['SUMIF(B2:B5, "<7")', 4.5],
  ])
})

describe('texts', () => {
  formulas([
    ['LEN(A3)', 6],
    ['UPPER(A2)', 'APPLE'],
    ['LOWER("ÀB")', 'àb'],
    ['PROPER("the OLD man\'s sea-shell")', "The Old Man's Sea-Shell"],
    ['TRIM("  a   b ")', 'a b'],
    ['LEFT(A2, 3)', 'app'],
    ['LEFT(A2)', 'a'],
    ['RIGHT(A2, 2)', 'le'],
    ['RIGHT(A2, 0)', ''],
    ['MID(A3, 2, 3)', 'ana'],
    ['FIND("an", A3)', 2],
    ['FIND("an", A3, 3)', 4],
    ['FIND("x", A3)', '#VALUE!'],
    ['REPT("ab", 3)', 'ababab'],
    ['REPT("ab", -1)', '#VALUE!'],
    ['SUBSTITUTE("a-b-c", "-", "+")', 'a+b+c'],
    ['SUBSTITUTE("a-b-c", "-", "+", 2)', 'a-b+c'],
    ['SUBSTITUTE("a-b-c", "-", "+", 3)', 'a-b-c'],
    ['SUBSTITUTE("abc", "", "+")', 'abc'],
    ['CONCAT(A2:A3, 1)', 'applebanana1'],
    ['TEXTJOIN(", ", TRUE, C2:C5)', '10, 0, 4'],
    ['TEXTJOIN("-", FALSE, C4:C5, "x")', '4--x'],
    ['VALUE("12.5")', 12.5],
  ])
})

describe('dates', () => {
  formulas([
    ['DATE(1900, 1, 1)', 2],
    ['DATE(2024, 2, 29)', 45351],
    ['DATE(2024, 14, 1) = DATE(2025, 2, 1)', true],
    ['YEAR(45351)', 2024],
    ['MONTH(45351)', 2],
    ['DAY(45351.75)', 29],
    ['WEEKDAY(DATE(2024, 6, 16))', 1],
    ['NETWORKDAYS(DATE(2024, 6, 14), DATE(2024, 6, 18))', 3],
  ])
})

describe('looking up', () => {
  formulas([
    ['VLOOKUP("cherry", A2:C5, 2, FALSE)', 12],
    ['VLOOKUP("apple", A2:C5, 1, FALSE)', 'apple'],
    ['VLOOKUP("mango", A2:C5, 2, FALSE)', '#N/A'],
    ['VLOOKUP("apple", A2:C5, 4, FALSE)', '#REF!'],
    ['VLOOKUP(25, E1:F4, 2)', 'some'],
    ['VLOOKUP(50, E1:F4, 2)', 'many'],
    ['VLOOKUP(-1, E1:F4, 2)', '#N/A'],
    ['INDEX(A1:C5, 3, 2)', 1.5],
    ['INDEX(B2:B5, 4)', 7],
    ['INDEX(B2:B5, 5)', '#REF!'],
    ['MATCH("banana", A1:A5, 0)', 3],
    ['MATCH(19, E1:E4)', 2],
    ['MATCH("x", A1:A5, 0)', '#N/A'],
    ['INDEX(TRANSPOSE(A1:B3), 2, 3)', 1.5],
    ['ROWS(A1:C5)', 5],
    ['COLUMNS(A1:C5)', 3],
  ])
})

describe('sheets', () => {
  test('empty cells', () => {
    const sheet = new Sheet()
    assert.equal(sheet.value('A1'), null)
    assert.equal(sheet.input('A1'), '')
    assert.equal(sheet.text('A1'), '')
  })

  test('no cell', () => {
    assert.throws(() => new Sheet().set('1A', '1'), /no cell: 1A/)
  })

  test('a formula follows what it looks at', () => {
    const sheet = new Sheet().setAll({ A1: '1', B1: '=A1*10' }).set('a1', '5')
    assert.equal(sheet.value('B1'), 50)
  })

  test('a chain', () => {
    const sheet = new Sheet().setAll({ C1: '=B1+1', B1: '=A1+1', A1: '1' })
    assert.equal(sheet.value('C1'), 3)
    sheet.set('A1', '10')
    assert.equal(sheet.value('C1'), 12)
  })

  test('a diamond is calculated in order', () => {
    const sheet = new Sheet().setAll({ A1: '1', B1: '=A1+1', C1: '=A1*2', D1: '=B1+C1' }).set('A1', '10')
    assert.equal(sheet.value('D1'), 31)
  })

  test('a short way and a long one', () => {
    const sheet = new Sheet().setAll({ A1: '1', B1: '=A1', C1: '=B1', A2: '=A1+C1' }).set('A1', '4')
    assert.equal(sheet.value('A2'), 8)
  })

  test('a cell in a range', () => {
    const sheet = new Sheet().setAll({ A1: '1', A3: '=SUM(A1:A2)' }).set('A2', '2')
    assert.equal(sheet.value('A3'), 3)
  })

  test('no longer what it looked at before', () => {
    const told = []
    const sheet = new Sheet().setAll({ A1: '1', B1: '=A1' }).set('B1', '7')
    sheet.onChange((keys) => told.push(...keys))
    sheet.set('A1', '2')
    assert.deepEqual(told, ['A1'])
    assert.equal(sheet.value('B1'), 7)
  })

  test('a circle', () => {
    const sheet = new Sheet().setAll({ A1: '=B1', B1: '=C1', C1: '=A1+1', D1: '=A1' })
    for (const name of ['A1', 'B1', 'C1', 'D1']) isError(sheet.value(name), '#CIRC!')
  })

  test('a circle that ends', () => {
    const sheet = new Sheet().setAll({ A1: '=B1', B1: '=A1', C1: '=A1+B1' }).set('B1', '4')
    assert.equal(sheet.value('C1'), 8)
  })

  test('a cell that looks at itself', () => {
    isError(new Sheet().set('A1', '=A1').value('A1'), '#CIRC!')
  })

  test('a formula that cannot be read', () => {
    const sheet = new Sheet().set('A1', '=1+').set('B1', '=A1')
    isError(sheet.value('A1'), '#ERROR!')
    isError(sheet.value('B1'), '#ERROR!')
    assert.equal(sheet.input('A1'), '=1+')
  })

  test('patterns', () => {
    const sheet = new Sheet().setPattern('A1', '0.00').set('A1', '=1/4')
    assert.equal(sheet.text('A1'), '0.25')
    assert.equal(sheet.text('A1', '0%'), '25%')
    assert.equal(sheet.set('A1', '2').text('A1'), '2.00')
  })

  test('a pattern for a cell that has a value', () => {
    const sheet = new Sheet().set('A1', '5').setPattern('A1', '0.0')
    assert.equal(sheet.value('A1'), 5)
    assert.equal(sheet.text('A1'), '5.0')
  })

  test('copy a formula', () => {
    const sheet = new Sheet().setAll({ A1: '1', A2: '2', B1: '=A1*$A$1' }).copy('B1', 'B2')
    assert.equal(sheet.input('B2'), '=A2 * $A$1')
    assert.equal(sheet.value('B2'), 2)
  })

  test('copy a value', () => {
    assert.equal(new Sheet().set('A1', 'x').copy('A1', 'C3').value('C3'), 'x')
    assert.throws(() => new Sheet().copy('A1', 'nowhere'), /no cell: nowhere/)
  })

  test('copy out of the sheet', () => {
    isError(new Sheet().set('B2', '=A1').copy('B2', 'B1').value('B1'), '#ERROR!')
  })

  test('fill', () => {
    const sheet = new Sheet().setAll({ A1: '1', A2: '=A1+1' }).fill('A2', 'A2:A5')
    assert.equal(sheet.value('A5'), 5)
    assert.equal(sheet.input('A2'), '=A1+1')
    assert.throws(() => sheet.fill('A1', 'A2:x'), /no range/)
  })

  test('undo and redo', () => {
    const sheet = new Sheet().set('A1', '1').set('A1', '2').set('B1', '=A1')
    assert.equal(sheet.undo(), true)
    assert.equal(sheet.value('B1'), null)
    sheet.undo()
    assert.equal(sheet.value('A1'), 1)
    assert.equal(sheet.redo(), true)
    sheet.redo()
    assert.equal(sheet.value('B1'), 2)
    assert.equal(sheet.redo(), false)
  })

  test('nothing to undo', () => {
    assert.equal(new Sheet().undo(), false)
  })

  test('a new input drops what could be redone', () => {
    const sheet = new Sheet().set('A1', '1')
    sheet.undo()
    sheet.set('A1', '3')
    assert.equal(sheet.redo(), false)
    assert.equal(sheet.value('A1'), 3)
  })

  test('tell what has changed', () => {
    const told = []
    const sheet = new Sheet().setAll({ A1: '1', B1: '=A1>0', C1: '=A1+1' })
    const end = sheet.onChange((keys) => told.push(keys.join(' ')))
    sheet.set('A1', '2')
    sheet.set('A1', '-2')
    end()
    sheet.set('A1', '9')
    assert.deepEqual(told, ['A1 C1', 'A1 B1 C1'])
  })

  test('size', () => {
    const sheet = new Sheet().set('B7', '1').set('D2', '2')
    assert.deepEqual(sheet.size, { columns: 4, rows: 7 })
    sheet.set('D2', '')
    assert.deepEqual(sheet.size, { columns: 2, rows: 7 })
  })

  test('to CSV', () => {
    const sheet = new Sheet().setAll({ A1: 'a,b', B1: 'say "x"', B2: '=1/3', C2: '=1/0' }).setPattern('B2', '0.00')
    assert.equal(sheet.toCsv(), '"a,b","say ""x""",\n,0.33,#DIV/0!')
  })

  test('from CSV', () => {
    const sheet = sheetFromCsv('name,count\n"a ""b"", c",2\n,"=B2*2"')
    assert.equal(sheet.value('A2'), 'a "b", c')
    assert.equal(sheet.value('B3'), 4)
    assert.equal(sheet.input('A3'), '')
    assert.deepEqual(sheet.size, { columns: 2, rows: 3 })
  })

  test('there and back', () => {
    const csv = 'x,"1,5"\n"line\nbreak",TRUE'
    assert.equal(sheetFromCsv(csv).toCsv(), csv)
  })
})
