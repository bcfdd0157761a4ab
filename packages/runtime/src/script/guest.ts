import type { Program } from './program.ts'

/** Characters of a text that a model gives. */
export const MOST_TEXT = 4_096

/** Characters of what a model remembers, as JSON: it goes along with every call. */
export const MOST_STATE = 1024 * 1024
/** Lists and objects within each other in it. */
export const MOST_DEPTH = 100

const quoted = JSON.stringify

/** Numbers and conditions come in one buffer behind the times, texts as JSON. */
function rowOf(inputs: Program['inputs']): { readonly columns: string; readonly row: string } {
  let texts = 0
  const columns = inputs.map(({ type }, i) => `const i${i} = ${type === 'text' ? `texts[${texts++}]` : 'column()'}`)
  const cells = inputs.map(({ name, type }, i) => `${quoted(name)}: i${i}[at]${type === 'boolean' ? ' !== 0' : ''}`)
  return { columns: columns.join('\n'), row: `{ ${['time: time[at]', ...cells].join(', ')} }` }
}

const WANTED = { number: 'a number', boolean: 'true or false', text: `a text of at most ${MOST_TEXT} characters` }

function takingOf(outputs: Program['outputs']): {
  readonly columns: string
  readonly none: string
  readonly take: string
} {
  const columns = outputs.map(({ type }, i) => `const o${i} = ${type === 'text' ? 'said(n)' : 'given()'}`)
  const noneOf = (type: string): string => (type === 'text' ? "''" : 'NaN')
  const fits = {
    number: (i: number) => `if (typeof value === 'number') o${i}[at] = value`,
    boolean: (i: number) => `if (typeof value === 'boolean') o${i}[at] = value ? 1 : 0`,
    text: (i: number) => `if (typeof value === 'string' && value.length <= ${MOST_TEXT}) o${i}[at] = value`,
  }
  const take = outputs.map(
    ({ name, type }, i) => `
      value = result[${quoted(name)}]
      ${fits[type](i)}
      else if (value === null || (value === undefined && hasOwn(result, ${quoted(name)}))) o${i}[at] = ${noneOf(type)}
      else wrong(result, ${quoted(name)}, ${quoted(WANTED[type])}, value)`,
  )
  return {
    columns: columns.join('\n'),
    none: outputs.map(({ type }, i) => `o${i}[at] = ${noneOf(type)}`).join('; '),
    take: take.join(''),
  }
}

/**
 * Code of ours that runs in the engine before the model's: it takes away what differs from run to run, keeps what it needs
 * itself, and gives a function of the model's exports that gives the function of a call. Built for the names of one model:
 * literals of one shape are what makes rows cheap.
 */
export function guestCode({ inputs, outputs, stateful }: Program): string {
  const { columns, row } = rowOf(inputs)
  const taking = takingOf(outputs)
  const given = outputs.filter(({ type }) => type !== 'text').length
  const said = outputs.flatMap(({ type }, i) => (type === 'text' ? [`o${i}`] : []))
  return `(() => {
'use strict'
const { parse, stringify } = JSON
const { isArray } = Array
const { keys, create, freeze, hasOwn, getPrototypeOf, prototype: plainPrototype } = Object
const { is } = Object
const Numbers = Float64Array
const Bytes = ArrayBuffer
const Refusal = TypeError
const Guarded = Proxy
const bound = Function.prototype.call.bind(Function.prototype.bind, Function.prototype.call)
const tagOf = bound(Object.prototype.toString)
const cut = bound(String.prototype.slice)

const absent = (words) => function () { throw new Refusal(words) }
const put = (of, name, value) => Object.defineProperty(of, name, { value, writable: true, configurable: true })
put(globalThis, 'Date', absent('there is no Date in a model: row.time is ms since 1970-01-01 UTC'))
put(Math, 'random', absent('there is no Math.random in a model: the same rows must give the same results'))
for (const name of ['WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer', 'Atomics', 'performance']) delete globalThis[name]

let lie
const lying = (expected, seen) => { lie = { expected, seen }; throw lie }

const what = (value) => {
  if (value === null || value === undefined) return \`\${value}\`
  if (typeof value === 'object') {
    const tag = tagOf(value)
    return tag === '[object Promise]' ? 'a promise (run cannot wait)' : tag === '[object Generator]' ? 'a generator' : isArray(value) ? 'a list' : 'an object'
  }
  if (typeof value === 'string') return value.length > ${MOST_TEXT} ? \`a text of \${value.length} characters\` : 'a text'
  return \`a \${typeof value}\`
}
const wrong = (result, name, expected, value) => {
  if (hasOwn(result, name)) lying(\`\${expected} as \${name}\`, what(value))
  const seen = what(result)
  lying(\`an object with \${name}\`, seen === 'an object' ? 'one without' : seen)
}

// Numbers that JSON cannot say, and what is not there, as texts behind a tilde.
const pack = (value, path, depth = ${MOST_DEPTH}) => {
  switch (typeof value) {
    case 'number':
      return value - value !== 0 ? (value > 0 ? '~+' : value < 0 ? '~-' : '~n') : is(value, -0) ? '~0' : value
    case 'string':
      return value[0] === '~' ? '~' + value : value
    case 'boolean':
      return value
    case 'undefined':
      return '~u'
    case 'object': {
      if (value === null) return null
      if (depth < 0) break
      const from = getPrototypeOf(value)
      if (isArray(value)) {
        const list = []
        for (let i = 0; i < value.length; i++) list[i] = pack(value[i], path + '[' + i + ']', depth - 1)
        return list
      }
      if (from === plainPrototype || from === null) {
        const packed = create(null)
        for (const key of keys(value)) packed[key] = pack(value[key], path + '.' + key, depth - 1)
        return packed
      }
    }
  }
  if (typeof value === 'object' && depth < 0) return lying('a state of at most ${MOST_DEPTH} lists and objects within each other', 'more')
  return lying('plain objects, lists, numbers, texts and conditions in the state', what(value) + ' at ' + path)
}
const remembered = (state) => {
  const packed = stringify(pack(state, 'state'))
  if (packed.length > ${MOST_STATE}) lying('a state of at most ${MOST_STATE} characters as JSON', \`\${packed.length}\`)
  return packed
}
const special = { '~+': Infinity, '~-': -Infinity, '~n': NaN, '~0': -0, '~u': undefined }
const unpack = (value) => {
  if (typeof value === 'string') return value[0] !== '~' ? value : value[1] === '~' ? cut(value, 1) : special[value]
  if (typeof value === 'object' && value !== null) for (const key of keys(value)) value[key] = unpack(value[key])
  return value
}

const short = (value) => cut(\`\${value}\`, 0, 2000)
const told = (thrown) => {
  try {
    if ((typeof thrown === 'object' && thrown !== null) || typeof thrown === 'function')
      return [short(thrown.name), short(thrown.message), short(thrown.stack)]
    return ['', typeof thrown === 'symbol' ? 'a symbol' : short(thrown), '']
  } catch {
    return ['', 'it threw something that cannot be told', '']
  }
}
const refused = new Guarded({}, {
  set() { throw new Refusal('a model remembers in state only if its manifest says stateful: true') },
  defineProperty() { throw new Refusal('a model remembers in state only if its manifest says stateful: true') },
})
const said = (n) => { const list = []; for (let i = 0; i < n; i++) list[i] = ''; return list }

const loop = (run, n, buffer, texts, parameters, state, counted) => {
  let place = 0
  const column = () => new Numbers(buffer, 8 * n * place++, n)
  const time = column()
  ${columns}
  const numbers = new Bytes(8 * n * ${given})
  let filled = 0
  const given = () => new Numbers(numbers, 8 * n * filled++, n)
  ${taking.columns}
  let result, value
  for (let at = 0; at < n; at++) {
    counted.row = at
    result = run(${row}, parameters, state)
    if (result === null) { ${taking.none}; continue }
    if (typeof result !== 'object') lying('an object of outputs from run', what(result))
    ${taking.take}
  }
  return { numbers, texts: stringify([${said.join(', ')}]) }
}

return (exports) => {
  const { run } = exports
  if (typeof run !== 'function') throw new Refusal('it exports no function run')
  const tag = tagOf(run)
  if (tag !== '[object Function]') throw new Refusal('run must be a plain function, neither async nor a generator')
  let initial
  try {
    initial = stringify(pack(exports.initial === undefined ? {} : exports.initial, 'initial'))
  } catch (thrown) {
    throw thrown === lie ? new Refusal(\`initial holds \${lie.seen}, not \${lie.expected}\`) : thrown
  }
  if (initial[0] !== '{') throw new Refusal('initial must be an object')
  return (n, buffer, texts, parameters, saved) => {
    const counted = { row: -1 }
    lie = undefined
    try {
      const state = ${stateful ? "unpack(parse(saved === '' ? initial : saved))" : 'refused'}
      const results = loop(run, n, buffer, parse(texts), freeze(parse(parameters)), state, counted)
      return { done: true, numbers: results.numbers, texts: results.texts, state: ${stateful ? 'n === 0 ? saved : remembered(state)' : "''"} }
    } catch (thrown) {
      return { done: false, told: stringify(thrown === lie && lie !== undefined ? ['lied', lie.expected, lie.seen] : ['failed', ...told(thrown), \`\${counted.row}\`]) }
    }
  }
}
})()`
}
