import { describe, expect, it } from 'vitest'
import { compileFlow } from './compile.ts'
import { flowOf } from './flow-for-tests.ts'
import { runTests } from './flow-tests.ts'
import { replayFlow } from './replay.ts'
import { samplesOf } from './samples.ts'

const S = 1_000_000
const BEGIN = 1_700_000_000 * S

const flow = flowOf(
  [
    ['p', 'in.point', { type: 'number', unit: 'bar' }],
    ['c', 'math.compare', { limit: 7 }],
    ['n', 'out.notice', { subject: 'high', pause: 0 }],
    ['w', 'time.window', { length: 10 }],
    ['o', 'out.point', { name: 'mean' }],
  ],
  ['p.out c.in', 'c.out n.when', 'p.out w.in', 'w.out o.in'],
)

async function* history() {
  for (let part = 0; part < 4; part++)
    yield [
      {
        slot: 0,
        samples: samplesOf(
          Array.from({ length: 10 }, (_, i) => [part * 10 + i, part + 5] as [number, number]),
          BEGIN,
          false,
        ),
      },
    ]
}
const request = { from: BEGIN, until: BEGIN + 40 * S, read: history }

describe('a replay', () => {
  it('tells what went by and what would have been done', async () => {
    const result = await replayFlow(await compileFlow(flow), { ...request, watch: [{ node: 'o', port: 'in' }] })
    expect(result.columns['o.in']?.value).toEqual([5, 6, 7, 8])
    expect(result.actions.map(({ at, body }) => [(at - BEGIN) / S, body['subject']])).toEqual([[30, 'high']])
    expect(result).toMatchObject({
      reached: BEGIN + 40 * S,
      late: 0,
      troubles: [],
      rows: { 'o.in': 4 },
      actionCount: 1,
    })
    expect(result.nodes.find(({ node }) => node === 'w')).toMatchObject({ took: 40, gave: 4 })
  })

  it('ends at a breakpoint, and what lies behind it has not happened', async () => {
    const result = await replayFlow(await compileFlow(flow), {
      ...request,
      watch: [{ node: 'p', port: 'out' }],
      breakpoints: [{ node: 'o', port: 'in', when: 'value > 5.5' }],
    })
    expect(result.stoppedAt).toEqual({ breakpoint: 0, at: BEGIN + 20 * S, value: 6, status: 0 })
    expect(result.columns['p.out']?.value.length).toBe(21)
    expect(result.actions).toEqual([])
  })

  it('refuses a breakpoint that says neither yes nor no, and one at a port that there is not', async () => {
    const program = await compileFlow(flow)
    for (const point of [
      { node: 'o', port: 'in', when: 'value + 1' },
      { node: 'z', port: 'in' },
    ])
      await expect(replayFlow(program, { ...request, watch: [], breakpoints: [point] })).rejects.toMatchObject({
        code: 'flow.breakpoint_malformed',
      })
  })

  it('thins what is long, and loses neither a peak nor a gap nor the end', async () => {
    const rows = 20_000
    async function* long() {
      for (let part = 0; part < rows; part += 1_000)
        yield [
          {
            slot: 0,
            samples: samplesOf(
              Array.from({ length: 1_000 }, (_, i) => {
                const at = part + i
                if (at === 7_003) return [at, null] as [number, null]
                return [at, at === 4_321 ? 9 : at === 13_579 ? -3 : 5 + (at % 7) / 10] as [number, number]
              }),
              BEGIN,
              false,
            ),
          },
        ]
    }
    const result = await replayFlow(await compileFlow(flow), {
      from: BEGIN,
      until: BEGIN + rows * S,
      read: long,
      most: 1_000,
      watch: [{ node: 'p', port: 'out' }],
    })
    const { time, value } = result.columns['p.out']!
    expect(result.rows['p.out']).toBe(rows)
    expect(value.length).toBeLessThan(1_300)
    const at = (one: number | null) => (time[value.indexOf(one)]! - BEGIN) / S
    expect([at(9), at(-3), at(null)]).toEqual([4_321, 13_579, 7_003])
    expect([time[0], time.at(-1)]).toEqual([BEGIN, BEGIN + (rows - 1) * S])
    expect(time.slice(-256)).toEqual(Array.from({ length: 256 }, (_, i) => BEGIN + (rows - 256 + i) * S))
  })

  it('tells what goes out of a subflow as the port of its node', async () => {
    const inner = flowOf(
      [
        ['i', 'subflow.in', { name: 'value' }],
        ['c', 'math.compare', { limit: 7 }],
        ['o', 'subflow.out', { name: 'high' }],
      ],
      ['i.out c.in', 'c.out o.in'],
    )
    const outer = flowOf(
      [
        ['p', 'in.point', { type: 'number', unit: 'bar' }],
        ['s', 'subflow', { subflow: 'high' }],
        ['q', 'out.point', { name: 'high' }],
      ],
      ['p.out s.value', 's.high q.in'],
    )
    const document = { ...outer, subflows: { high: { title: inner.title, nodes: inner.nodes, wires: inner.wires } } }
    const watch = [
      { node: 's', port: 'high' },
      { node: 's/i', port: 'out' },
    ]
    const result = await replayFlow(await compileFlow(document), {
      ...request,
      watch,
      breakpoints: [{ node: 's', port: 'high', when: 'value' }],
    })
    expect(result.columns['s.high']?.value.slice(-2)).toEqual([false, true])
    expect(result.columns['s/i.out']?.value.slice(-2)).toEqual([7, 8])
    expect(result.stoppedAt).toMatchObject({ at: BEGIN + 30 * S, value: true })
  })

  it('is ended from outside', async () => {
    const signal = AbortSignal.abort()
    await expect(replayFlow(await compileFlow(flow), { ...request, watch: [], signal })).rejects.toThrow(/abort/i)
  })
})

describe('a test of a document', () => {
  it('tells each row that differs, and an input that there is not', async () => {
    const [result] = await runTests({
      ...flow,
      tests: [
        {
          name: 'wrong',
          inputs: {
            p: [
              [0, 6],
              [1, 8],
            ],
            z: [[0, 1]],
          },
          expect: [
            {
              node: 'c',
              port: 'out',
              rows: [
                [0, false],
                [1, false],
              ],
            },
          ],
        },
      ],
    })
    expect(result).toMatchObject({
      passed: false,
      differences: ['There is no input z.', 'c.out, row 2: expected false at 1 s, saw true at 1 s.'],
    })
    expect(result!.actions.length).toBe(1)
  })
})
