import { Fault } from '@millrace/core'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { rowsOf, runtimeContract } from '../contract/contract.ts'
import { contractPackage } from '../contract/packages.ts'
import { limitsUnlessTold, type RunningModel } from '../face.ts'
import type { ModelInput } from '../manifest/manifest.ts'
import { StateFrame } from '../state/frame.ts'
import { openScriptRuntime } from './script.ts'

const runtime = openScriptRuntime()
afterAll(() => runtime.close())

const script = (name: string, code: string, more: Parameters<typeof contractPackage>[3] = {}) =>
  contractPackage(name, { kind: 'script', file: 'model.js' }, { 'model.js': code }, more)

const taking = (way: string) => () => script('greedy', `const kept = []\nexport function run() { ${way} }`)
const giving = (result: string) => () => script('lying', `export function run(row) { return ${result} }`)

const words = { en: 'Gain', zh: '增益' }

describe('a script', () => {
  for (const { says, run } of runtimeContract({
    runtime,
    sum: () =>
      script('sum', 'export const run = ({ a, b }, { gain }) => ({ sum: a + b * gain })', {
        inputs: ['a', 'b'],
        parameters: [{ ...words, name: 'gain', default: 1 }],
      }),
    total: () =>
      script(
        'total',
        'export const initial = { total: 0 }\nexport const run = ({ a }, _, state) => ({ total: (state.total += a) })',
        { stateful: true },
      ),
    root: () => script('root', 'export const run = ({ a }) => ({ root: a < 0 ? null : Math.sqrt(a) })'),
    failing: () =>
      script(
        'failing',
        "export function run({ a }) {\n  if (a < 0) throw new Error('no such luck')\n  return { same: a }\n}",
        { outputs: ['same'] },
      ),
    endless: () => script('endless', 'export function run() { for (;;); }'),
    greedy: {
      heap: taking('for (;;) kept.push({ more: kept.length })'),
      'typed arrays': taking('for (;;) kept.push(new Float64Array(1e6))'),
      'one typed array': taking('return new Float64Array(2 ** 27)'),
      strings: taking("for (;;) kept.push('x'.repeat(1e6) + kept.length)"),
      'one string': taking("return 'x'.repeat(2 ** 29)"),
      'again after each refusal': taking('for (;;) try { for (;;) kept.push(new Float64Array(1e5)) } catch { break }'),
    },
    lying: {
      'a text where a number was said': giving("{ lying: 'much' }"),
      'a condition where a number was said': giving('{ lying: true }'),
      'an output is missing': giving('{}'),
      'nothing at all': giving('undefined'),
      'a number in place of outputs': giving('row.a'),
    },
    broken: () => script('broken', '\u0000\u0001 this is { no module'),
  }))
    test(says, run)
})

const running = (model: ReturnType<typeof script>): Promise<RunningModel> =>
  runtime.start(model, { ...limitsUnlessTold, timeMs: 20_000 })

const refusalOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'it was not refused',
    (thrown: unknown) => (thrown instanceof Fault ? `${thrown.code}: ${thrown.message}` : String(thrown)),
  )

describe('what a script is given', () => {
  test('is a row with time in ms, numbers, conditions and texts, and parameters as they are unless told', async () => {
    const plain = script(
      'given',
      `export const run = (row, parameters) => ({ given: JSON.stringify([row, parameters]), longer: row.on ? row.name + '…' : null, off: !row.on })`,
      {
        parameters: [
          { ...words, name: 'gain', default: 1 },
          { ...words, name: 'base', default: 2 },
        ],
      },
    )
    const named = (name: string, type: ModelInput['type']) => ({ ...words, name, type })
    const manifest = {
      ...plain.manifest,
      inputs: [named('a', 'number'), named('name', 'text'), named('on', 'boolean')],
      outputs: [named('given', 'text'), named('off', 'boolean'), named('longer', 'text')],
    }
    const model = await running({ ...plain, manifest })
    const { length, values } = await model.run(
      {
        length: 2,
        time: Float64Array.of(1.7e15, 1.7e15 + 1_500),
        values: { a: Float64Array.of(0.1, -0), name: ['Pumpe "1"', '泵\u2028\ud83d'], on: Float64Array.of(1, 0) },
      },
      { gain: 7 },
    )
    expect(length).toBe(2)
    expect(values['off']).toEqual(Float64Array.of(0, 1))
    expect(values['longer']).toEqual(['Pumpe "1"…', ''])
    expect((values['given'] as string[]).map((of) => JSON.parse(of))).toEqual([
      [
        { time: 1.7e12, a: 0.1, name: 'Pumpe "1"', on: true },
        { gain: 7, base: 2 },
      ],
      [
        { time: 1.7e12 + 1.5, a: 0, name: '泵\u2028\ud83d', on: false },
        { gain: 7, base: 2 },
      ],
    ])
  })

  test('no number is no result', async () => {
    const model = await running(script('odd', 'export const run = ({ a }) => ({ odd: a / 0 })'))
    const { values } = await model.run(rowsOf({ a: [0, 1, -1] }), {})
    expect(values['odd']).toEqual(Float64Array.of(Number.NaN, Number.NaN, Number.NaN))
  })
})

describe('what a script remembers', () => {
  const remembering = (code: string) => script('kept', code, { stateful: true })
  const kept = async (model: RunningModel, ...a: number[]) => [
    ...((await model.run(rowsOf({ a }), {})).values['kept'] as Float64Array),
  ]

  test('is the same in whichever batches the rows come, and in whichever process', async () => {
    const model = remembering(`
      export const initial = { odd: [undefined, NaN, -Infinity, -0, '~', '~n', null], rows: {} }
      export function run({ a }, _, state) {
        const [none, nan, low, zero, tilde, text] = state.odd
        state.odd[1] = a % 3 === 0 ? NaN : a
        state.rows['__proto__'] = (state.rows['__proto__'] ?? 0)
        state.count = (state.count ?? -0) + a
        const odd = [none === undefined, nan !== nan, low === -1 / 0, 1 / zero < 0, tilde === '~', text === '~n', 'none' in state]
        state.none = undefined
        return { kept: state.count * 1000 + odd.reduce((sum, is, i) => sum + (is ? 2 ** i : 0), 0) }
      }`)
    const a = [3, 1, 2, 3, 4, 6, 5]
    const whole = await kept(await running(model), ...a)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 4 }),
        fc.boolean(),
        async (cuts, moves) => {
          const seen: number[] = []
          let one = await running(model)
          const places = [0, ...new Set(cuts.sort((x, y) => x - y)), a.length]
          for (let i = 1; i < places.length; i++) {
            seen.push(...(await kept(one, ...a.slice(places[i - 1], places[i]))))
            const other = await running(model)
            await other.restore(await one.save())
            if (moves) one = other
          }
          expect(seen).toEqual(whole)
        },
      ),
      { numRuns: 25 },
    )
  })

  test('is as before a call that failed', async () => {
    const model = await running(
      remembering(
        `export function run({ a }, _, state) { state.n = (state.n ?? 0) + a; if (a > 9) throw new Error('high'); return { kept: state.n } }`,
      ),
    )
    expect(await kept(model, 1, 2)).toEqual([1, 3])
    expect(await refusalOf(kept(model, 4, 10))).toMatch(/high \(model\.js:1:\d+, row 2\)/)
    expect(await kept(model, 5)).toEqual([8])
  })

  test.each([
    ['state.of = () => 1', /saw a function at state\.of/],
    ['state.of = [{}, { deep: new Map() }]', /saw an object at state\.of\[1\]\.deep/],
    ['state.of = 1n', /saw a bigint at state\.of/],
    ["state['of\\n'.repeat(1e5)] = 1n", /saw a bigint at state\.of of of .*…/],
    ["state.of = 'x'.repeat(2 ** 20)", /Expected a state of at most 1048576 characters as JSON/],
  ])('is plain: %s', async (body, seen) => {
    const model = await running(remembering(`export function run(row, _, state) { ${body}; return { kept: 1 } }`))
    const refusal = await refusalOf(kept(model, 1))
    expect(refusal).toMatch(/^model\.lied/)
    expect(refusal).toMatch(seen)
    expect(refusal.length).toBeLessThan(900)
    expect(await refusalOf(model.save())).toBe('it was not refused')
  })

  test('a state in a circle is refused', async () => {
    const model = await running(
      remembering('export function run(row, _, state) { state.of = state; return { kept: 1 } }'),
    )
    expect(await refusalOf(kept(model, 1))).toMatch(/^model\.lied: .*at most 100 lists and objects within each other/)
  })

  test('is of stateful models, and of this one', async () => {
    const forgetful = await running(
      script('kept', 'export function run(row, _, state) { state.n = 1; return { kept: 1 } }'),
    )
    expect(await refusalOf(kept(forgetful, 1))).toMatch(/remembers in state only if its manifest says stateful: true/)
    expect(await forgetful.save()).toEqual(new Uint8Array())
    const total = await running(
      script('total', 'export const run = (_, __, state) => ({ total: 1 })', { stateful: true }),
    )
    const one = await running(remembering('export const run = (_, __, state) => ({ kept: 1 })'))
    expect(await refusalOf(one.restore(await total.save()))).toMatch(/^model\.state_foreign: .*that of another model/)
    const saved = (state: string): Uint8Array =>
      new StateFrame('contract/kept', 'script contract/kept').wrap(new TextEncoder().encode(state))
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const foreign = [
      new Uint8Array(),
      ...['no JSON', '[]', `{"a":${deep}}`, `{"a":"${'x'.repeat(1024 * 1024)}"}`].map(saved),
    ]
    for (const bytes of foreign) expect(await refusalOf(one.restore(bytes))).toMatch(/^model\.state_foreign/)
    await one.restore(await one.save())
    expect(await kept(one, 1)).toEqual([1])
  })
})
