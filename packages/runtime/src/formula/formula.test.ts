import {
  checkExpression,
  compileExpression,
  newFrame,
  parseExpression,
  TextNumbers,
  type ValueType,
} from '@millrace/compute'
import { Status } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runtimeContract } from '../contract/contract.ts'
import { contractPackage } from '../contract/packages.ts'
import { limitsUnlessTold, type Rows } from '../face.ts'
import type { ModelManifest } from '../manifest/manifest.ts'
import { formulaRuntime } from './runtime.ts'

const formula = (outputs: Record<string, string>, steps: { name: string; formula: string }[] = []) =>
  ({ kind: 'formula', outputs, steps }) as const
const gain = { name: 'gain', en: 'Gain', zh: '增益', default: 1 }

describe('the formula runtime', () => {
  const sentences = runtimeContract({
    runtime: formulaRuntime,
    sum: () =>
      contractPackage(
        'sum',
        formula({ sum: 'a + scaled' }, [{ name: 'scaled', formula: 'b * gain' }]),
        {},
        {
          inputs: ['a', 'b'],
          parameters: [gain],
        },
      ),
    root: () => contractPackage('root', formula({ root: 'sqrt(a)' }), {}),
    broken: () => contractPackage('sum', formula({ sum: 'a + ' }), {}),
  })
  for (const { says, run } of sentences) it(says, run)

  it.each([
    ['a unit that does not fit', formula({ sum: 'a + 5[bar]' }), /unit/],
    ['a name that is none', formula({ sum: 'a + c' }), /known name, saw c/],
    [
      'a step that comes later',
      formula({ sum: 'a' }, [
        { name: 'one', formula: 'two' },
        { name: 'two', formula: 'a' },
      ]),
      /saw two/,
    ],
    ['an output without a formula', formula({ other: 'a' }), /the output sum has no formula/],
  ])('%s breaks the package', async (_, runtime, seen) => {
    await expect(formulaRuntime.start(contractPackage('sum', runtime, {}), limitsUnlessTold)).rejects.toMatchObject({
      code: 'model.broken',
      message: expect.stringMatching(seen),
    })
  })

  it('has outputs of any name, also one that every object has', async () => {
    const model = await formulaRuntime.start(
      contractPackage('constructor', formula({ constructor: '2 * a' }), {}),
      limitsUnlessTold,
    )
    const rows: Rows = { length: 2, time: new Float64Array(2), values: { a: Float64Array.of(1, 2) } }
    const { values } = await model.run(rows, {})
    expect(Object.entries(values)).toEqual([['constructor', Float64Array.of(2, 4)]])
  })

  it('tells texts and conditions, also over more rows than are worked on at a time', async () => {
    const { manifest, ...rest } = contractPackage(
      'state',
      formula({ state: 'if(mode == "auto", if(hot, "trip", "run"), mode)', hot: 'a > 90' }, [
        { name: 'hot', formula: 'a > 90' },
      ]),
      {},
    )
    const words = { en: 'x', zh: 'x' }
    const model = await formulaRuntime.start(
      {
        ...rest,
        manifest: {
          ...manifest,
          inputs: [...manifest.inputs, { ...words, name: 'mode', type: 'text' }],
          outputs: [
            { ...words, name: 'state', type: 'text' },
            { ...words, name: 'hot', type: 'boolean' },
          ],
        },
      },
      limitsUnlessTold,
    )
    const length = 20_000
    const rows: Rows = {
      length,
      time: new Float64Array(length),
      values: {
        a: Float64Array.from({ length }, (_, i) => i % 100),
        mode: Array.from({ length }, (_, i) => (i % 3 === 0 ? `hand ${i}` : 'auto')),
      },
    }
    for (let turn = 0; turn < 2; turn++) {
      const { values } = await model.run(rows, {})
      expect([values['state']?.[0], values['state']?.[1], values['state']?.[19_991]]).toEqual(['hand 0', 'run', 'trip'])
      expect(values['state']?.[19_998]).toBe('hand 19998')
      expect([values['hot']?.[19_990], values['hot']?.[19_991]]).toEqual([0, 1])
    }
    await expect(model.restore(new Uint8Array([1]))).rejects.toMatchObject({ code: 'model.state_foreign' })
    expect(await model.save()).toEqual(new Uint8Array())
  })
})

it('a model of many steps makes room for its columns, and those before it go on', async () => {
  const few = await formulaRuntime.start(contractPackage('y', formula({ y: 'a * 2' }), {}), limitsUnlessTold)
  const a = Float64Array.of(1, 2, 3)
  const rows: Rows = { length: 3, time: new Float64Array(3), values: { a } }
  expect([...((await few.run(rows, {})).values['y'] as Float64Array)]).toEqual([2, 4, 6])
  const steps = Array.from({ length: 200 }, (_, i) => ({
    name: `s${i}`,
    formula: i === 0 ? 'a + 1' : i % 3 === 0 ? `if(a > 2, s${i - 1} + 1, s${i - 1} + 1)` : `s${i - 1} + 1`,
  }))
  const many = await formulaRuntime.start(contractPackage('y', formula({ y: 's199' }, steps), {}), limitsUnlessTold)
  expect([...((await many.run(rows, {})).values['y'] as Float64Array)]).toEqual([201, 202, 203])
  expect([...((await few.run(rows, {})).values['y'] as Float64Array)]).toEqual([2, 4, 6])
})

it('writes into columns that are given', async () => {
  const model = await formulaRuntime.start(contractPackage('y', formula({ y: 'a / 4' }), {}))
  const y = new Float64Array(3)
  const rows: Rows = { length: 3, time: new Float64Array(3), values: { a: Float64Array.of(1, 2, Infinity) } }
  const { values } = await model.run(rows, {}, { y })
  expect(values['y']).toBe(y)
  expect([...y]).toEqual([0.25, 0.5, Number.NaN])
})

/** Expressions of numbers over a few names. */
const expression = (names: readonly string[]): fc.Arbitrary<string> =>
  fc.letrec<{ any: string }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...names, '2', '0.5', '0'),
      fc
        .tuple(tie('any'), fc.constantFrom('+', '-', '*', '/', '^'), tie('any'))
        .map(([a, by, b]) => `(${a} ${by} ${b})`),
      fc.tuple(tie('any'), tie('any'), tie('any')).map(([a, b, c]) => `if(${a} > ${b}, ${b}, ${c})`),
      fc.tuple(fc.constantFrom('sqrt', 'ln', 'abs', 'exp'), tie('any')).map(([of, a]) => `${of}(${a})`),
    ),
  })).any

/** One row at a time, by the kernel of frames. */
function rowByRow(manifest: ModelManifest, rows: Record<string, number[]>, k: number): number[] {
  if (manifest.runtime.kind !== 'formula') return []
  const { steps = [], outputs } = manifest.runtime
  const lines = [...steps, { name: 'y', formula: outputs['y']! }]
  const names = ['a', 'b', 'k', ...lines.map(({ name }) => name)]
  const frame = newFrame(names.length)
  const known = new Map<string, ValueType>(['a', 'b', 'k'].map((name) => [name, { type: 'number' }]))
  const texts = new TextNumbers()
  const kernels = lines.map(({ name, formula: text }) => {
    const checked = checkExpression(parseExpression(text), known, { type: 'number' })
    known.set(name, checked.type)
    return compileExpression(checked, (of) => names.indexOf(of), texts)
  })
  return rows['a']!.map((a, i) => {
    frame.value.set([a, rows['b']![i]!, k])
    frame.status.fill(Status.Good, 0, 3)
    let last = Number.NaN
    kernels.forEach((kernel, at) => {
      last = kernel.evaluate(frame)
      frame.value[3 + at] = last
      frame.status[3 + at] = kernel.status
    })
    return last
  })
}

it('columns give what one row after the other gives', async () => {
  await fc.assert(
    fc.asyncProperty(
      expression(['a', 'b', 'k']),
      expression(['a', 's', 'k']),
      expression(['a', 'b', 's', 't']),
      fc.array(fc.tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -9, max: 9 })), {
        minLength: 1,
        maxLength: 40,
      }),
      fc.constantFrom(-1, 0, 1, 2.5),
      async (s, t, y, pairs, k) => {
        const model = contractPackage(
          'y',
          formula({ y }, [
            { name: 's', formula: s },
            { name: 't', formula: t },
          ]),
          {},
          { inputs: ['a', 'b'], parameters: [{ ...gain, name: 'k' }] },
        )
        const rows = { a: pairs.map(([a]) => a), b: pairs.map(([, b]) => b) }
        const running = await formulaRuntime.start(model, limitsUnlessTold)
        const { values } = await running.run(
          {
            length: pairs.length,
            time: new Float64Array(pairs.length),
            values: { a: Float64Array.from(rows.a), b: Float64Array.from(rows.b) },
          },
          { k },
        )
        expect([...(values['y'] as Float64Array)]).toEqual(rowByRow(model.manifest, rows, k))
      },
    ),
    { numRuns: 200 },
  )
})
