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
    expect(result).toMatchObject({ reached: BEGIN + 40 * S, late: 0, troubles: [], left: { 'o.in': 0 } })
    expect(result.nodes.find(({ node }) => node === 'p')?.gave).toBe(40)
  })

  it('ends at a breakpoint, and what lies behind it has not happened', async () => {
    const result = await replayFlow(await compileFlow(flow), {
      ...request,
      watch: [{ node: 'p', port: 'out' }],
      breakpoints: [{ node: 'o', port: 'in', is: 6 }],
    })
    expect(result.stoppedAt).toEqual({ node: 'o', port: 'in', at: BEGIN + 20 * S })
    expect(result.columns['p.out']?.value.length).toBe(21)
    expect(result.actions).toEqual([])
  })

  it('keeps no more rows than it may, and counts the others', async () => {
    const result = await replayFlow(await compileFlow(flow), {
      ...request,
      most: 15,
      watch: [{ node: 'p', port: 'out' }],
    })
    expect(result.columns['p.out']?.value.length).toBe(15)
    expect(result.left['p.out']).toBe(25)
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
