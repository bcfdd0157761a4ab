import { limits } from './limits.ts'

/**
 * Code of ours that runs in the engine before the service's: keeps what it needs itself, makes the context, and turns what is
 * thrown and given into texts. Nothing here is a limit: all are counted outside, because a service may bend what this stands on,
 * and harms itself alone.
 */
export const serviceGuest = `(hear) => {
'use strict'
const { parse, stringify } = JSON
const { isArray } = Array
const { keys, create, freeze, getPrototypeOf, defineProperty, prototype: plainPrototype } = Object
const { construct } = Reflect
const Promised = Promise
const Refusal = TypeError
const Failure = Error
const Moment = Date
const bound = Function.prototype.call.bind(Function.prototype.bind, Function.prototype.call)
const tagOf = bound(plainPrototype.toString)
const cut = bound(String.prototype.slice)
const isoOf = bound(Date.prototype.toISOString)

for (const name of ['WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer', 'Atomics', 'performance']) delete globalThis[name]
const put = (of, name, value) => defineProperty(of, name, { value, writable: true, configurable: true })

// The platform's clock, standing still while a call lasts.
let now = 0
const Clocked = function Date(...of) {
  if (!new.target) return new Moment(now).toUTCString()
  return construct(Moment, of.length === 0 ? [now] : of, new.target)
}
Clocked.prototype = Moment.prototype
put(Clocked.prototype, 'constructor', Clocked)
put(Clocked, 'now', () => now)
put(Clocked, 'parse', Moment.parse)
put(Clocked, 'UTC', Moment.UTC)
put(globalThis, 'Date', Clocked)

// The engine's own chance would be the same at every call: xorshift32, of a seed that comes with the call.
let chance = 1
put(Math, 'random', () => {
  chance ^= chance << 13
  chance ^= chance >>> 17
  chance ^= chance << 5
  return (chance >>> 0) / 4294967296
})

const what = (value) => {
  if (value === null || value === undefined) return \`\${value}\`
  if (typeof value === 'object') return isArray(value) ? 'a list' : \`an object of another kind (\${cut(tagOf(value), 8, -1)})\`
  return \`a \${typeof value}\`
}
const plain = (value, path, depth = ${limits.depth}) => {
  switch (typeof value) {
    case 'number':
      return value - value === 0 ? value : null
    case 'string':
    case 'boolean':
      return value
    case 'undefined':
      return undefined
    case 'object': {
      if (value === null) return null
      if (depth === 0) throw new Refusal(\`\${cut(path, 0, 200)} holds more than ${limits.depth} lists and objects within each other\`)
      if (isArray(value)) {
        const list = []
        for (let i = 0; i < value.length; i++) list[i] = plain(value[i], \`\${path}[\${i}]\`, depth - 1) ?? null
        return list
      }
      if (tagOf(value) === '[object Date]') return isoOf(value)
      const from = getPrototypeOf(value)
      if (from === plainPrototype || from === null) {
        const packed = create(null)
        for (const key of keys(value)) packed[key] = plain(value[key], \`\${path}.\${key}\`, depth - 1)
        return packed
      }
    }
  }
  throw new Refusal(\`\${cut(path, 0, 200)} is \${what(value)}, not plain objects, lists, numbers, texts and conditions\`)
}

const short = (value) => cut(\`\${value}\`, 0, 2000)
const told = (thrown) => {
  try {
    if ((typeof thrown === 'object' && thrown !== null) || typeof thrown === 'function')
      return stringify([short(thrown.name), short(thrown.message), short(thrown.stack), thrown.code === undefined ? '' : short(thrown.code), thrown.remedy === undefined ? '' : short(thrown.remedy)])
    return stringify(['', typeof thrown === 'symbol' ? 'a symbol' : short(thrown), '', '', ''])
  } catch {
    return '["","it threw something that cannot be told","","",""]'
  }
}
const refusal = ({ code, message, remedy }) => {
  const failure = new Failure(message)
  put(failure, 'name', 'Refused')
  put(failure, 'code', code)
  put(failure, 'remedy', remedy)
  return failure
}

const asked = create(null)
let last = 0
const ask = (name, ...of) => {
  let settled
  const answer = new Promised((resolve, reject) => { settled = { resolve, reject } })
  try {
    const text = stringify(plain(of, 'what is asked'))
    const id = \`\${++last}\`
    asked[id] = settled
    hear('ask', id, name, text)
  } catch (thrown) {
    settled.reject(thrown)
  }
  return answer
}
const line = (level) => (text, fields) => {
  const more = fields === undefined ? '' : stringify(plain(fields, 'fields'))
  if (more.length > ${limits.line}) throw new Refusal('fields of a log line take at most ${limits.line} characters as JSON')
  hear('log', level, short(text), more)
}

const contextOf = (given) => ({
  settings: given.settings,
  assets: given.assets,
  now: given.now,
  ...(given.person === undefined ? {} : { person: given.person }),
  secret: (name) => ask('secret', name),
  points: {
    latest: (points) => ask('points.latest', points),
    history: (points, range) => ask('points.history', points, range),
    samples: (point, range) => ask('points.samples', point, range),
    write: (point, value, reason) => ask('points.write', point, value, reason),
  },
  tables: {
    rows: (table, query) => ask('tables.rows', table, query === undefined ? {} : query),
    put: (table, rows) => ask('tables.put', table, rows),
    remove: (table, where) => ask('tables.remove', table, where),
  },
  kpis: { of: (asset, range) => ask('kpis.of', asset, range) },
  alarms: { active: (assets) => ask('alarms.active', assets === undefined ? null : assets) },
  models: { call: (name, input) => ask('models.call', name, input) },
  http: { ask: (request) => ask('http.ask', request) },
  events: { emit: (type, data) => ask('events.emit', type, data === undefined ? null : data) },
  log: { info: line('info'), warn: line('warn') },
})

const begin = async (exports, entry, input, given) => {
  let text
  try {
    const context = contextOf(given)
    const run = exports[entry]
    const result = await (entry === 'every' ? run(context) : run(input, context))
    try {
      const packed = plain(result, 'what it gives')
      text = packed === undefined ? 'null' : stringify(packed)
    } catch (thrown) {
      return hear('lied', told(thrown))
    }
  } catch (thrown) {
    return hear('failed', told(thrown))
  }
  hear('done', text)
}

return (exports) => (is, ...of) => {
  if (is === 'begin') {
    const [entry, input, context] = of
    if (typeof exports[entry] !== 'function') return hear('none', entry)
    const given = parse(context)
    now = Moment.parse(given.now)
    chance = given.seed
    void begin(exports, entry, parse(input), given)
    return
  }
  const [id, text] = of
  const waiting = asked[id]
  if (waiting === undefined) return
  delete asked[id]
  if (is === 'given') waiting.resolve(parse(text))
  else waiting.reject(refusal(parse(text)))
}
}`
