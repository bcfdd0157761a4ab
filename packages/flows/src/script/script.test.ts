import { Status } from '@millrace/core'
import { readModelFolder } from '@millrace/runtime'
import { attacksWith } from '@millrace/runtime/attacks'
import { describe, expect, it } from 'vitest'
import { checkFlow } from '../check/check.ts'
import { compileFlow } from '../compile.ts'
import { FlowRun, type FlowSamples } from '../engine/run.ts'
import { flowOf } from '../flow-for-tests.ts'
import { runTests } from '../flow-tests.ts'

const S = 1_000_000
const BEGIN = 1_700_000_000 * S

const flow = (code: string, more: Record<string, unknown> = {}) =>
  flowOf(
    [
      ['a', 'in.point', { type: 'number' }],
      [
        's',
        'code.script',
        { inputs: [{ name: 'a', type: 'number' }], outputs: [{ name: 'out', type: 'number' }], code, ...more },
      ],
      ['o', 'out.point', { name: 'o' }],
    ],
    ['a.out s.a', 's.out o.in'],
    { lateness: 0 },
  )

const samples = (from: number, ...values: (number | null)[]): FlowSamples => ({
  length: values.length,
  time: Float64Array.from(values, (_, i) => BEGIN + (from + i) * S),
  value: Float64Array.from(values, (value) => value ?? Number.NaN),
  status: Uint32Array.from(values, (value) => (value === null ? Status.BadSensorFailure : Status.Good)),
})

/** What came out of a run that is fed once. */
function told(run: FlowRun, given: FlowSamples) {
  const out: (readonly [number, number])[] = []
  const troubles: string[] = []
  run.feed(0, given)
  run.advance(given.time[given.length - 1]!, {
    samples: (_, { length, value, status }) => {
      for (let i = 0; i < length; i++) out.push([value[i]!, status[i]!])
    },
    action: () => undefined,
    trouble: (node, says) => troubles.push(`${node}: ${says}`),
  })
  return { out, troubles }
}

const sum =
  'export const initial = { sum: 0 }\nexport function run({ a }, _, state) { state.sum += a; return { out: state.sum } }'

describe('a script in a flow', () => {
  it('remembers what stands in its state, over a save too, and never sees a bad row', async () => {
    const program = await compileFlow(flow(sum))
    const run = new FlowRun(program)
    expect(told(run, samples(0, 1, null, 2)).out).toEqual([
      [1, 0],
      [Number.NaN, Status.BadSensorFailure],
      [3, 0],
    ])
    const next = new FlowRun(program)
    expect(next.load(run.save())).toEqual([])
    expect(told(next, samples(3, 4)).out).toEqual([[7, 0]])
  })

  it('tells what it threw, gives bad rows, and goes on', async () => {
    const run = new FlowRun(
      await compileFlow(
        flow("export function run({ a }) { if (a > 1) throw new Error('too much'); return { out: a } }"),
      ),
    )
    const { out, troubles } = told(run, samples(0, 2))
    expect(out).toEqual([[Number.NaN, Status.BadUnexpectedError]])
    expect(troubles[0]).toMatch(/^s: too much \(script\.js:1/)
    expect(told(run, samples(1, 1)).out).toEqual([[1, 0]])
  })

  it('is refused before it runs where it is none', async () => {
    await expect(compileFlow(flow('export const walk = 1'))).rejects.toThrow(/exports no function run/)
    await expect(compileFlow(flow('export function run( {'))).rejects.toThrow(/SyntaxError/)
  })

  const attacks = attacksWith({} as never).filter(({ kind }) => kind === 'script')
  it.each(attacks.map((attack) => [attack.name, attack] as const))('is held: %s', async (_, attack) => {
    const model = attack.model()
    const code = new TextDecoder().decode(model.files.get('model.js'))
    const seen = await compileFlow(flow(code))
      .then((program) => {
        const run = new FlowRun(program)
        const { out, troubles } = told(run, samples(0, 1))
        return troubles[0] === undefined && out.every(([value]) => Number.isNaN(value)) ? 'told' : troubles[0]
      })
      .catch((fault: unknown) => (fault as { code: string }).code)
    // It names the node, is refused as it is loaded, or is a row without a number: nothing goes on as if all were well.
    expect(seen).toMatch(/^(s: .+|flow\.script_stopped|flow\.script_broken|told)$/)
    const neighbour = new FlowRun(await compileFlow(flow(sum)))
    expect(told(neighbour, samples(0, 1, 2)).out).toEqual([
      [1, 0],
      [3, 0],
    ])
  })

  it('that does not end stops the flow by the name of the node', async () => {
    const run = new FlowRun(await compileFlow(flow('export function run() { for (;;); }')))
    expect(() => told(run, samples(0, 1))).toThrow(/the script of the node s took longer than 500 ms/)
    expect(run.stopped?.code).toBe('flow.script_stopped')
  })
})

describe('a model in a flow', () => {
  it('of formulas gives what its cases say, each input in its own unit', async () => {
    const model = await readModelFolder(`${import.meta.dirname}/../../../../library/models/pump-efficiency`)
    const { inputs, outputs, cases } = model.manifest
    const [first] = cases
    const row = first!.rows[0]!
    const [output, wanted] = Object.entries(row.outputs)[0]!
    const document = flowOf(
      [
        ...inputs.map(
          ({ name, unit, type }) =>
            [
              name.toLowerCase().replaceAll('_', '-'),
              'in.point',
              { type, ...(unit === undefined ? {} : { unit }) },
            ] as const,
        ),
        [
          'm',
          'model.run',
          {
            model: 'pump',
            parameters: Object.entries(first!.parameters ?? {}).map(([name, value]) => ({ name, value })),
          },
        ],
      ],
      inputs.map(({ name }) => `${name.toLowerCase().replaceAll('_', '-')}.out m.${name}`),
      {
        tests: [
          {
            name: 'case',
            inputs: Object.fromEntries(
              Object.entries(row.inputs).map(([name, value]) => [
                name.toLowerCase().replaceAll('_', '-'),
                [[0, value]],
              ]),
            ),
            expect: [
              {
                node: 'm',
                port: output,
                rows: [[0, wanted.value]],
                tolerance: wanted.absolute ?? Math.abs(Number(wanted.value)) * (wanted.relative ?? 1e-9),
              },
            ],
          },
        ],
      },
    )
    const surroundings = { models: { pump: model } }
    expect(outputs.length).toBeGreaterThan(0)
    expect(checkFlow(document, surroundings).problems).toEqual([])
    const [result] = await runTests(document, surroundings)
    expect(result!.differences).toEqual([])
  })
})
