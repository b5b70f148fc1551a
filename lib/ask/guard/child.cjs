'use strict'
// The guard's child. It opens one ledger read-only, makes the views, arms the authorizer, and then answers statements,
// one a line, with one line each. It is killed by its parent when it takes too long, and ends when its stdin does.
const { randomBytes } = require('node:crypto')
const { DatabaseSync, constants } = require('node:sqlite')

const { SQLITE_OK, SQLITE_DENY } = constants
const actions = Object.fromEntries(Object.entries(constants).filter(([name]) => name.startsWith('SQLITE_') && !/CHANGESET|_OK$|_DENY$|_IGNORE$|_COPY$/.test(name)).map(([name, code]) => [code, name]))

/** What a statement may call: nothing that reaches a file, loads code, or tells of the program itself. */
const functions = new Set([
  'count', 'sum', 'total', 'avg', 'min', 'max', 'group_concat', 'string_agg', 'median', 'percentile', 'percentile_cont', 'percentile_disc',
  'row_number', 'rank', 'dense_rank', 'percent_rank', 'cume_dist', 'ntile', 'lag', 'lead', 'first_value', 'last_value', 'nth_value',
  'abs', 'round', 'sign', 'ceil', 'ceiling', 'floor', 'trunc', 'mod', 'pow', 'power', 'sqrt', 'exp', 'ln', 'log', 'log2', 'log10', 'random',
  'coalesce', 'ifnull', 'nullif', 'iif', 'if', 'typeof', 'likely', 'unlikely', 'likelihood',
  'length', 'octet_length', 'lower', 'upper', 'trim', 'ltrim', 'rtrim', 'substr', 'substring', 'instr', 'replace', 'concat', 'concat_ws', 'hex', 'quote', 'char', 'unicode',
  'format', 'printf', 'like', 'glob', '||',
  'date', 'time', 'datetime', 'julianday', 'unixepoch', 'strftime', 'timediff', 'current_date', 'current_time', 'current_timestamp',
  'json', 'json_array', 'json_array_length', 'json_extract', 'json_object', 'json_quote', 'json_type', 'json_valid', 'json_group_array', 'json_group_object', '->', '->>',
])
const tableFunctions = new Set(['json_each', 'json_tree'])

/** Of the statement that is run now: why it was denied, in words. */
let denied = null
const deny = (why) => {
  denied ??= why
  return SQLITE_DENY
}

let db = null
/** Taken out of every message: whoever knows it could give a name of their own to what only our views may do. */
let nonce = ''

/** @param views name → the query that it is, which names tables as main.x */
function open({ path, views, limits }) {
  db = new DatabaseSync(path, { readOnly: true, timeout: 1_000, allowExtension: false, enableDoubleQuotedStringLiterals: false, readBigInts: true, returnArrays: true, limits })
  // Without them there is no guard: then nothing is answered.
  if (db.limits?.attach !== 0 || typeof db.setAuthorizer !== 'function') throw new Error(`questions need Node 26 or newer; this is ${process.version}`)
  db.enableDefensive(true)
  db.exec('pragma temp_store = memory; pragma trusted_schema = off; pragma query_only = on; pragma cell_size_check = on')
  nonce = `v${randomBytes(16).toString('hex')}_`
  const names = (query) => new Set(db.prepare(query).all().map(([name]) => name))
  const tables = names('select name from main.sqlite_schema')
  const modules = names('select name from pragma_module_list')
  // SQLite tells the authorizer the innermost name that a table is read for, be it a view's or one that the statement
  // itself has given to a part of it. So the views that may read tables have names that nobody can guess.
  db.exec('pragma query_only = off')
  for (const [name, sql] of Object.entries(views)) db.exec(`create temp view "${nonce}${name}" as ${sql}; create temp view "${name}" as select * from "${nonce}${name}"`)
  db.exec('pragma query_only = on')
  const read = tablesBehind(views)
  arm({ views: new Set(Object.keys(views)), tables, modules, read })
}

/** Tables that the views are made of. */
function tablesBehind(views) {
  const found = new Set()
  db.setAuthorizer((action, table, _column, schema) => {
    if (action === constants.SQLITE_READ && schema === 'main') found.add(table)
    return SQLITE_OK
  })
  for (const name of Object.keys(views)) {
    try {
      db.prepare(`select * from "${name}"`)
    } catch {
      // A ledger of another version may lack a table: this view fails when it is asked, the others work.
    }
  }
  db.setAuthorizer(null)
  return found
}

function arm({ views, tables, modules, read }) {
  const isOwn = (name) => views.has(name) || tableFunctions.has(name) || !(tables.has(name) || modules.has(name) || /^(sqlite_|pragma_)/i.test(name))
  db.setAuthorizer((action, first, second, schema, within) => {
    switch (action) {
      case constants.SQLITE_SELECT:
      case constants.SQLITE_RECURSIVE:
        return SQLITE_OK
      case constants.SQLITE_FUNCTION:
        return functions.has(String(second).toLowerCase()) ? SQLITE_OK : deny(`it calls ${second}, which is not allowed here`)
      case constants.SQLITE_READ: {
        if (schema === 'temp' && (views.has(first) || (first.startsWith(nonce) && first === nonce + within))) return SQLITE_OK
        if (schema === 'main' && tableFunctions.has(first)) return SQLITE_OK
        if (schema === 'main' && within !== null && within.startsWith(nonce) && tables.has(first)) return SQLITE_OK
        // Only that there are rows is asked for. Where a view is counted, SQLite has taken it apart by now, and asks
        // for its table; that a statement names the table itself is refused before it comes here.
        if (second === '' && schema === 'main' && read.has(first)) return SQLITE_OK
        if (second === '' && schema === null && isOwn(first)) return SQLITE_OK
        return deny(`it reads ${first.replace(nonce, '')}, which is none of the views`)
      }
      case constants.SQLITE_PRAGMA:
        return deny('it asks for a pragma')
      default:
        return deny(`it does more than read (${(actions[action] ?? String(action)).replace('SQLITE_', '').replaceAll('_', ' ').toLowerCase()})`)
    }
  })
}

function answer({ sql, rows: mostRows, bytes: mostBytes, characters }) {
  denied = null
  const statement = db.prepare(sql)
  try {
    const columns = statement.columns().map(({ name }) => name)
    const rows = []
    let bytes = 0
    let truncated = false
    const cell = (value) => {
      if (typeof value === 'bigint') return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : String(value)
      if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
      if (value instanceof Uint8Array) {
        truncated ||= value.length * 2 > characters
        return Buffer.from(value.subarray(0, characters / 2)).toString('hex')
      }
      if (typeof value !== 'string' || value.length <= characters) return value
      truncated = true
      return `${value.slice(0, characters - 1).toWellFormed()}…`
    }
    for (const raw of statement.iterate()) {
      if (rows.length === mostRows) {
        truncated = true
        break
      }
      const row = raw.map(cell)
      bytes += Buffer.byteLength(JSON.stringify(row)) + 1
      if (bytes > mostBytes) {
        truncated = true
        break
      }
      rows.push(row)
    }
    return { columns, rows, truncated }
  } finally {
    statement.close?.()
  }
}

const failure = (error) => ({
  // Denied is what counts, whatever SQLite makes of it.
  error: { denied, code: Number(error?.errcode ?? 0) & 0xff, message: String(error?.message ?? error).replaceAll(nonce || '\0', '').slice(0, 500) },
})

function take(line) {
  const order = JSON.parse(line)
  try {
    if ('path' in order) {
      open(order)
      return { ready: true }
    }
    return answer(order)
  } catch (error) {
    return failure(error)
  }
}

let unread = ''
process.stdin.setEncoding('utf8')
process.stdin.on('data', (chunk) => {
  unread += chunk
  for (let end = unread.indexOf('\n'); end !== -1; end = unread.indexOf('\n')) {
    const line = unread.slice(0, end)
    unread = unread.slice(end + 1)
    process.stdout.write(`${JSON.stringify(take(line))}\n`)
  }
})
process.stdin.on('end', () => process.exit(0))
