import { Fault } from '@millrace/core'
import { afterAll, describe, expect, test } from 'vitest'
import { rowsOf } from '../contract/contract.ts'
import { contractPackage } from '../contract/packages.ts'
import { limitsUnlessTold, type ModelPackage, type RunningModel } from '../face.ts'
import { openScriptRuntime } from './script.ts'

const runtime = openScriptRuntime()
afterAll(() => runtime.close())

/** One number in, one text and one number out. */
function scriptOf(
  files: string | Record<string, string>,
  more: { stateful?: boolean; outputs?: string[] } = {},
): ModelPackage {
  const all = typeof files === 'string' ? { 'model.js': files } : files
  const made = contractPackage('guest', { kind: 'script', file: 'model.js' }, all, more)
  const told = { ...made.manifest.outputs[0]!, name: 'told', type: 'text' } as const
  return more.outputs ? made : { ...made, manifest: { ...made.manifest, outputs: [...made.manifest.outputs, told] } }
}

const running = async (model: ModelPackage, timeMs = 20_000): Promise<RunningModel> =>
  runtime.start(model, { ...limitsUnlessTold, timeMs })

const tell = async (model: RunningModel, a = 1): Promise<unknown> =>
  (await model.run(rowsOf({ a: [a] }), {})).values['told']?.[0]

/** What `run` with this body tells. */
const toldBy = async (body: string): Promise<unknown> =>
  tell(await running(scriptOf(`export function run(row, parameters, state) { ${body} }`)))

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const reason = await work.then(
    () => 'it was not refused',
    (thrown: unknown) => thrown,
  )
  return reason instanceof Fault ? `${reason.code}: ${reason.message}` : String(reason)
}

const refusedBy = async (body: string, timeMs?: number): Promise<string> =>
  refusalOf(
    running(scriptOf(`export function run(row, parameters, state) { ${body} }`), timeMs).then((model) => tell(model)),
  )

const fine = 'return { guest: 1, told: String(' // … closed by each

describe('what a script can reach', () => {
  test.each([
    'this',
    'typeof process + typeof require + typeof fetch + typeof console + typeof setTimeout + typeof WebAssembly',
    "run.constructor('return typeof process + typeof require')()",
    "row.constructor.constructor('return typeof process + typeof globalThis.process')()",
    "(0, eval)('typeof process + typeof module')",
    "[].filter.constructor('return this')().process",
    'new Error().stack.includes("/")',
    'typeof WeakRef + typeof SharedArrayBuffer + typeof Atomics + typeof performance',
    'Object.keys(globalThis)',
  ])('nothing of the process: %s', async (expression) => {
    expect(String(await toldBy(`${fine}${expression}) }`)).replaceAll('undefined', '')).toMatch(/^(false)?$/)
  })

  test('what it changes around itself ends with the call, and no neighbour sees it', async () => {
    const pollute = `export function run() {
      const seen = [globalThis.mark, {}.mark, [].mark, Math.mark, run.mark].join('')
      for (const of of [globalThis, Object.prototype, Array.prototype, Math, run]) of.mark = 'x'
      return { guest: 1, told: 'seen:' + seen }
    }`
    const [one, other] = [await running(scriptOf(pollute)), await running(scriptOf(pollute))]
    const neighbour = await running(
      scriptOf(`export const run = () => ({ guest: 1, told: 'seen:' + [globalThis.mark, {}.mark] })`),
    )
    for (const model of [one, other, one, other]) expect(await tell(model)).toBe('seen:')
    expect(await tell(neighbour)).toBe('seen:,')
  })

  test.each([
    ["import 'node:fs'", /"node:fs" is no file of the package: imports begin with/],
    ["import 'quickjs-emscripten'", /is no file of the package/],
    ["import '/etc/passwd'", /is no file of the package/],
    ["import '../../../../etc/passwd'", /the package has no script \.\.\/\.\.\/\.\.\/\.\.\/etc\/passwd/],
    ["import './constructor'", /the package has no script constructor/],
    ["import './there.js'\nimport './none.js'", /the package has no script none\.js/],
  ])('no file but those of its package: %s', async (line, words) => {
    const files = { 'model.js': `${line}\nexport const run = () => ({ guest: 1, told: '' })`, 'there.js': '' }
    expect(await refusalOf(running(scriptOf(files)))).toMatch(/^model\.broken/)
    expect(await refusalOf(running(scriptOf(files)))).toMatch(words)
  })

  test('files of its package, from wherever they lie', async () => {
    const model = scriptOf({
      'model.js': `import { two } from './parts/two.js'\nexport const run = () => ({ guest: two, told: 'two' })`,
      'parts/two.js': `import { one } from '../one.mjs'\nexport const two = one + one`,
      'one.mjs': 'export const one = 1',
    })
    expect((await (await running(model)).run(rowsOf({ a: [1] }), {})).values['guest']?.[0]).toBe(2)
  })

  test('no clock and no chance: both say why', async () => {
    expect(await refusedBy('return { guest: Date.now() }')).toMatch(/model\.failed.*not a function/)
    expect(await refusedBy('return { guest: +new Date() }')).toMatch(/there is no Date in a model: row\.time is ms/)
    expect(await refusedBy('return { guest: Math.random() }')).toMatch(/there is no Math\.random in a model/)
    expect(await toldBy(`${fine}row.time) }`)).toBe('1700000000000')
  })
})

describe('what a script gives', () => {
  test.each([
    ["{ __proto__: null, guest: 1, told: 'x' }", 'x'],
    ["Object.assign(Object.create({ told: 'no' }), { guest: 1, told: 'own' })", 'own'],
    ["new (class { guest = 1; get told() { return 'got' } })", 'got'],
    ["new Proxy({}, { get: (_, name) => (name === 'guest' ? 1 : 'made') })", 'made'],
    ['null', ''],
    ['{ guest: null, told: undefined }', ''],
  ])('is read as it is: %s', async (result, told) => {
    expect(await toldBy(`return ${result}`)).toBe(told)
  })

  test.each([
    ['{ guest: Symbol(), told: "" }', /Expected a number as guest of .*, saw a symbol/],
    ['{ guest: 1n, told: "" }', /saw a bigint/],
    ['{ guest: () => 1, told: "" }', /saw a function/],
    ['{ guest: new Number(1), told: "" }', /saw an object/],
    ['{ guest: [1], told: "" }', /saw a list/],
    [
      "{ guest: 1, told: 'x'.repeat(5000) }",
      /a text of at most 4096 characters as told of .*, saw a text of 5000 characters/,
    ],
    ["{ guest: 1, told: 'x'.repeat(1e7) }", /saw a text of 10000000 characters/],
    ['JSON.parse(`{ "__proto__": { "guest": 1, "told": "" } }`)', /an object with guest of .*, saw one without/],
    ['[1, 2]', /saw a list/],
    ['(async () => ({ guest: 1 }))()', /saw a promise/],
    ['(function* () {})()', /saw a generator/],
    ['Symbol()', /an object of outputs from run of .*, saw a symbol/],
    ["(Promise.resolve().then(() => 1), { guest: 1, told: '' })", /saw work left for later/],
    ["(import('node:fs'), { guest: 1, told: '' })", /saw work left for later/],
  ])('is refused where it is something else: %s', async (result, words) => {
    const refusal = await refusedBy(`return ${result}`)
    expect(refusal).toMatch(/^model\.lied/)
    expect(refusal).toMatch(words)
  })

  test('an output called as something that every object has must be its own', async () => {
    const model = await running(scriptOf('export const run = () => ({})', { outputs: ['constructor'] }))
    expect(await refusalOf(model.run(rowsOf({ a: [1] }), {}))).toMatch(
      /an object with constructor of .*, saw one without/,
    )
  })

  test.each([
    ["{ get guest() { throw new Error('not that') } }", /not that \(model\.js:1:\d+, row 1\)/],
    ["new Proxy({}, { get() { throw new Error('trapped') } })", /trapped/],
    ["new Proxy({}, { getOwnPropertyDescriptor() { throw new Error('trapped') } })", /trapped/],
  ])('may throw where it is read: %s', async (result, words) => {
    const refusal = await refusedBy(`return ${result}`)
    expect(refusal).toMatch(/^model\.failed/)
    expect(refusal).toMatch(words)
  })

  test.each([
    ['throw undefined', /undefined/],
    ['throw null', /null/],
    ["throw 'a text'", /a text/],
    ['throw Symbol()', /a symbol/],
    ['throw { get message() { throw 1 } }', /cannot be told/],
    ['throw new Proxy({}, { get() { throw 1 } })', /cannot be told/],
    ["throw new Error('x'.repeat(1e6))", /x{50}…/],
    ["throw new Error('two\\nlines')", /two lines/],
  ])('anything it throws is told in one line: %s', async (body, words) => {
    const refusal = await refusedBy(body)
    expect(refusal).toMatch(/^model\.failed/)
    expect(refusal).toMatch(words)
    expect(refusal.length).toBeLessThan(500)
  })

  test.each([
    'Array.prototype.toJSON = () => 1',
    'String.prototype.toJSON = () => "{}"',
    'Object.prototype.toJSON = () => { throw 1 }',
    'JSON.stringify = JSON.parse = Object.hasOwn = Object.keys = () => { throw 1 }',
    'Object.defineProperty(Array.prototype, 0, { set() {}, get() { return 1 } })',
    'for (const of of ["numbers", "texts", "state", "done", "told"]) Object.defineProperty(Object.prototype, of, { set() {}, get() { throw 1 } })',
    'Object.defineProperty(Float64Array.prototype.__proto__, "buffer", { get: () => 1 })',
    'ArrayBuffer.prototype.slice = Float64Array.prototype.set = () => { throw 1 }',
    'Array.prototype[Symbol.iterator] = function* () { yield 7 }',
    'Function.prototype.call = Function.prototype.bind = Function.prototype.apply = () => 1',
    'delete globalThis.Object; delete globalThis.JSON',
  ])('bending what all code stands on harms itself alone: %s', async (bend) => {
    const code = `${bend}\nexport const run = () => ({ guest: 1, told: 'fine' })`
    const seen = await running(scriptOf(code))
      .then((model) => tell(model))
      .catch((fault: unknown) => (fault as Fault).code)
    expect(['fine', 'model.lied', 'model.failed', 'model.broken']).toContain(seen)
    expect(await toldBy(`${fine}'calm') }`)).toBe('calm')
  })

  test.each([
    ['export async function run() { return { guest: 1 } }', /neither async nor a generator/],
    ['export function* run() { yield { guest: 1 } }', /neither async nor a generator/],
    ['export const run = 7', /exports no function run/],
    ['export const walk = () => ({})', /exports no function run/],
    ['await 1\nexport const run = () => ({})', /waits for something while it is loaded/],
    ['await new Promise(() => undefined)\nexport const run = () => ({})', /waits for something while it is loaded/],
    ["\n\nthrow new TypeError('from the start')", /TypeError: from the start \(model\.js:3:\d+\)/],
    ['export const run = () => ({\n  guest: 1 2 })', /SyntaxError: .*\(model\.js:2/],
    [
      'export const initial = { of: new Map() }\nexport const run = () => ({})',
      /initial holds an object at initial\.of/,
    ],
    ['export const initial = 7\nexport const run = () => ({})', /initial must be an object/],
  ])('is refused before it runs: %s', async (code, words) => {
    const refusal = await refusalOf(running(scriptOf(code)))
    expect(refusal).toMatch(/^model\.broken/)
    expect(refusal).toMatch(words)
  })

  test('an error names file, line and row, in whichever file it is', async () => {
    const model = await running(
      scriptOf({
        'model.js': `import { deep } from './deep.js'\nexport const run = ({ a }) => ({ guest: deep(a), told: '' })`,
        'deep.js': "export function deep(a) {\n\n  if (a > 2) throw new RangeError('too deep')\n  return a\n}",
      }),
    )
    expect(await refusalOf(model.run(rowsOf({ a: [1, 2, 3] }), {}))).toMatch(
      /RangeError: too deep \(deep\.js:3:\d+, row 3\)/,
    )
  })
})

describe('what takes too long or too much', () => {
  test.each([
    ['a regular expression', "/^(([a-z])+.)+[A-Z]([a-z])+$/.test('a'.repeat(60))"],
    ['a getter', 'return { get guest() { for (;;); } }'],
    ['one that catches what stops it', 'for (;;) try { for (;;); } catch {} finally { continue }'],
    ['an endless list within the engine', "new Array(2 ** 32 - 1).join('')"],
  ])('%s is stopped and named', async (_, body) => {
    expect(await refusedBy(body, 300)).toMatch(
      /^model\.slow: The model contract\/guest was stopped: expected an answer within 300 ms/,
    )
  })

  test('a neighbour answers while others hang, also in code of the engine that nothing interrupts', async () => {
    const own = openScriptRuntime()
    const limits = { ...limitsUnlessTold, timeMs: 600_000 }
    const neighbour = await own.start(scriptOf(`export const run = () => ({ guest: 1, told: 'here' })`), limits)
    const hanging = await Promise.all(
      ['for (;;);', 'Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1)', '/^(a+)+b$/.test("a".repeat(60))'].map(
        (body) => own.start(scriptOf(`export function run() { ${body} }`), limits),
      ),
    )
    const refusals = hanging.map((model) => refusalOf(tell(model)))
    for (let i = 0; i < 3; i++) expect(await tell(neighbour)).toBe('here')
    await own.close()
    for (const refusal of await Promise.all(refusals)) expect(refusal).toMatch(/^model\.died/)
    expect(await refusalOf(tell(neighbour))).toMatch(/^model\.died/)
  })

  test('loading it, too', async () => {
    expect(await refusalOf(running(scriptOf('for (;;);\nexport const run = () => ({})'), 200))).toMatch(/^model\.slow/)
    const bomb = 'const kept = []\nfor (;;) kept.push(new Float64Array(1e6))\nexport const run = () => ({})'
    expect(await refusalOf(running(scriptOf(bomb)))).toMatch(/^model\.greedy/)
  })

  test.each([
    ['calls', 'const down = () => down() + 1; down()'],
    ['a text of JSON', "JSON.parse('['.repeat(1e6))"],
    ['lists in lists', 'let list = []; for (let i = 0; i < 1e5; i++) list = [list]; JSON.stringify(list)'],
    ['getters', 'const of = { get of() { return this.of } }; of.of'],
    ['a regular expression', "new RegExp('('.repeat(1e6))"],
    ['code', "eval('('.repeat(1e6))"],
  ])('deep recursion fails in words, and the model goes on: %s', async (_, body) => {
    const model = await running(
      scriptOf(`export function run({ a }) { if (a === 1) { ${body} } return { guest: 1, told: 'on' } }`),
    )
    expect(await refusalOf(tell(model))).toMatch(/^model\.failed/)
    expect(await tell(model, 2)).toBe('on')
  })

  test('more hang than there are threads at the most, and a neighbour has its turn', async () => {
    const hang = scriptOf('export const run = ({ a }) => { for (;;); }')
    const hanging = await Promise.all(Array.from({ length: 9 }, () => running(hang, 400)))
    const neighbour = await running(scriptOf(`export const run = () => ({ guest: 1, told: 'here' })`))
    const refusals = hanging.map((model) => refusalOf(tell(model)))
    expect(await tell(neighbour)).toBe('here')
    for (const refusal of await Promise.all(refusals)) expect(refusal).toMatch(/^model\.slow/)
  })
})
