import { isBad, Status } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileFlow } from '../compile.ts'
import type { FlowDocument } from '../document.ts'
import { flowOf } from '../flow-for-tests.ts'
import { type KeptColumns, keep, noColumns } from '../samples.ts'
import type { FlowProgram } from './program.ts'
import { FlowRun, type FlowSamples, type Told } from './run.ts'

const S = 1_000_000
const BEGIN = 1_700_000_000 * S

/** Nodes that remember, wait, join and act, so that whatever depends on a cut would show. */
const nodes: Parameters<typeof flowOf>[0] = [
  ['p', 'in.point', { type: 'number', unit: 'bar' }],
  ['q', 'in.point', { type: 'number', unit: 'kPa' }],
  ['hook', 'in.webhook'],
  ['beat', 'in.schedule', { period: 3 }],
  ['low', 'filter.lowpass', { constant: 2 }],
  ['mean', 'time.window', { figure: 'mean', length: 4 }],
  ['p90', 'time.window', { figure: 'percentile', length: 5, mode: 'sliding' }],
  ['late', 'time.delay', { delay: 2.5 }],
  ['sum', 'math.expression', { formula: 'a + b' }],
  ['join', 'combine.join', { tolerance: 1 }],
  ['high', 'math.compare', { is: 'above', limit: 5 }],
  ['held', 'time.on-delay', { delay: 1.5 }],
  [
    'machine',
    'logic.state-machine',
    {
      initial: 'idle',
      transitions: [
        { from: 'idle', to: 'busy', when: 'go' },
        { from: 'busy', to: 'idle', after: 2.2 },
      ],
    },
  ],
  ['changed', 'filter.change'],
  ['rate', 'math.rate'],
  ['silent', 'time.timeout', { after: 2 }],
  ['spc', 'stats.spc', { centre: 5, sigma: 1 }],
  ['tell', 'out.notice', { subject: '{value}', pause: 0 }],
  ['out', 'out.point', { name: 'out' }],
  ['alarm', 'out.alarm', { name: 'alarm' }],
  ['state', 'out.point', { name: 'state' }],
  ['slow', 'out.point', { name: 'slow' }],
]
const wires = [
  'p.out low.in',
  'low.out mean.in',
  'p.out p90.in',
  'p.out late.in',
  'late.out sum.a',
  'q.out sum.b',
  'p.out join.a',
  'q.out join.b',
  'join.a_out high.in',
  'high.out held.in',
  'held.out machine.go',
  'machine.state state.in',
  'hook.out changed.in',
  'changed.out tell.value',
  'beat.tick tell.when',
  'sum.out rate.in',
  'rate.out out.in',
  'p.out silent.in',
  'silent.out alarm.in',
  'p.out spc.in',
  'mean.out slow.in',
]

interface Sample {
  readonly slot: number
  readonly at: number
  readonly value: number | null
}

/** Samples of three inputs in the order of time, at some tenths of seconds, so that instants meet. */
const samples = fc
  .array(
    fc.record({
      slot: fc.integer({ min: 0, max: 2 }),
      at: fc.integer({ min: 0, max: 150 }).map((tenths) => BEGIN + tenths * (S / 10)),
      value: fc.option(fc.integer({ min: 0, max: 10 }), { freq: 6 }),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((list): Sample[] => [...list].sort((one, other) => one.at - other.at))

function one({ slot, at, value }: Sample): FlowSamples {
  return {
    length: 1,
    time: Float64Array.of(at),
    value: Float64Array.of(slot === 2 ? 0 : (value ?? Number.NaN)),
    status: Uint32Array.of(value === null ? Status.BadNoData : Status.Good),
    ...(slot === 2 ? { text: [String(value)] } : {}),
  }
}

class Seen implements Told {
  readonly points = new Map<string, KeptColumns>()
  readonly actions: unknown[] = []
  samples: Told['samples'] = (output, columns) => {
    const kept = this.points.get(output.node) ?? noColumns()
    this.points.set(output.node, kept)
    keep(kept, columns, output.type.type, Number.POSITIVE_INFINITY)
  }
  action: Told['action'] = (action) => this.actions.push(action)
  get all() {
    return { points: Object.fromEntries([...this.points].sort(([a], [b]) => (a < b ? -1 : 1))), actions: this.actions }
  }
}

const END = BEGIN + 40 * S

/** Everything at once. */
function whole(program: FlowProgram, list: readonly Sample[]): Seen {
  const seen = new Seen()
  const run = new FlowRun(program, { begin: BEGIN })
  for (const sample of list) run.feed(sample.slot, one(sample))
  run.advance(END, seen)
  return seen
}

const programs = new Map<string, Promise<FlowProgram>>()
const programOf = (document: FlowDocument): Promise<FlowProgram> => {
  const key = JSON.stringify(document)
  const known = programs.get(key) ?? compileFlow(document)
  programs.set(key, known)
  return known
}
const flow = flowOf(nodes, wires, { lateness: 0 })

describe('a run', () => {
  it('does not depend on how samples were cut into groups, nor on what was saved and taken up between', async () => {
    const program = await programOf(flow)
    fc.assert(
      fc.property(samples, fc.infiniteStream(fc.boolean()), fc.infiniteStream(fc.boolean()), (list, cuts, kills) => {
        const seen = new Seen()
        let run = new FlowRun(program, { begin: BEGIN })
        for (const [i, sample] of list.entries()) {
          run.feed(sample.slot, one(sample))
          // Only where no more comes of the same instant: it was not over before.
          if (list[i + 1]?.at !== sample.at && cuts.next().value) run.advance(sample.at, seen)
          if (kills.next().value) {
            const bytes = run.save()
            run = new FlowRun(program, { begin: BEGIN })
            expect(run.load(bytes)).toEqual([])
          }
        }
        run.advance(END, seen)
        expect(seen.all).toEqual(whole(program, list).all)
      }),
      { numRuns: 150 },
    )
  })

  it('knows nothing of other runs of the same program', async () => {
    const program = await programOf(flow)
    fc.assert(
      fc.property(samples, samples, (one1, other) => {
        const runs = [one1, other].map((list) => ({
          list,
          run: new FlowRun(program, { begin: BEGIN }),
          seen: new Seen(),
        }))
        for (let second = 0; second <= 40; second++)
          for (const { list, run, seen } of runs) {
            const [from, until] = [BEGIN + (second - 1) * S, BEGIN + second * S]
            for (const sample of list) if (sample.at > from && sample.at <= until) run.feed(sample.slot, one(sample))
            run.advance(until, seen)
          }
        for (const { list, seen } of runs) expect(seen.all).toEqual(whole(program, list).all)
      }),
      { numRuns: 30 },
    )
  })

  it('does not depend on the order in which nodes that know nothing of each other stand in the document', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(nodes.slice(), { minLength: nodes.length }),
        samples,
        async (shuffled, list) => {
          const program = await compileFlow(flowOf(shuffled, wires, { lateness: 0 }))
          const usual = await programOf(flow)
          const slots = usual.inputs.map(({ node }) => program.inputs.findIndex((input) => input.node === node))
          const moved = list.map((sample) => ({ ...sample, to: slots[sample.slot]! }))
          const seen = new Seen()
          const run = new FlowRun(program, { begin: BEGIN })
          for (const sample of moved) run.feed(sample.to, one(sample))
          run.advance(END, seen)
          expect(seen.all.points).toEqual(whole(usual, list).all.points)
        },
      ),
      { numRuns: 25 },
    )
  })

  it('never makes a number of what is bad', async () => {
    const document = flowOf(
      [
        ['a', 'in.point', { type: 'number' }],
        ['b', 'in.point', { type: 'number' }],
        ['c', 'math.expression', { formula: '(a + b) * 2' }],
        ['r', 'math.round'],
        ['o', 'out.point', { name: 'o' }],
      ],
      ['a.out c.a', 'b.out c.b', 'c.out r.in', 'r.out o.in'],
      { lateness: 0 },
    )
    const program = await programOf(document)
    fc.assert(
      fc.property(samples, (list) => {
        const both = list.map((sample) => ({ ...sample, slot: sample.slot % 2 }))
        const seen = whole(program, both)
        const { time, value, status } = seen.points.get('o') ?? noColumns()
        const newest = [undefined, undefined] as (number | null | undefined)[]
        let row = 0
        for (const [i, sample] of both.entries()) {
          newest[sample.slot] = sample.value
          if (both[i + 1]?.at === sample.at) continue
          const usable = typeof newest[0] === 'number' && typeof newest[1] === 'number'
          expect(time[row]).toBe(sample.at)
          expect(isBad(status[row]!)).toBe(!usable)
          expect(value[row]).toBe(usable ? ((newest[0] as number) + (newest[1] as number)) * 2 : null)
          row++
        }
        expect(time.length).toBe(row)
      }),
    )
  })

  it('counts what comes too late, and does not use it', async () => {
    const program = await programOf(flow)
    const run = new FlowRun(program, { begin: BEGIN })
    const seen = new Seen()
    run.feed(0, one({ slot: 0, at: BEGIN + 5 * S, value: 1 }))
    run.advance(BEGIN + 5 * S, seen)
    expect(run.feed(0, one({ slot: 0, at: BEGIN + 4 * S, value: 2 }))).toBe(1)
    expect(run.late).toBe(1)
  })

  it('goes on by ticks where nothing comes', async () => {
    const program = await programOf(
      flowOf(
        [
          ['a', 'in.point', { type: 'number' }],
          ['w', 'time.window', { figure: 'count', length: 10 }],
          ['o', 'out.point', { name: 'o' }],
        ],
        ['a.out w.in', 'w.out o.in'],
      ),
    )
    const run = new FlowRun(program)
    const seen = new Seen()
    run.feed(0, one({ slot: 0, at: BEGIN, value: 1 }))
    run.tick(BEGIN + 31 * S)
    expect(run.advance(run.ready, seen)).toBe(BEGIN + 30 * S)
    expect(seen.points.get('o')?.value).toEqual([1, 0, 0])
  })

  it('keeps the state of the nodes that another version has, too', async () => {
    const of = (limit: number) =>
      programOf(
        flowOf(
          [
            ['a', 'in.point', { type: 'boolean' }],
            ['n', 'logic.counter'],
            ['c', 'math.compare', { limit }],
            ['o', 'out.point', { name: 'o' }],
            ['p', 'out.point', { name: 'p' }],
          ],
          ['a.out n.in', 'n.out c.in', 'c.out o.in', 'n.out p.in'],
          { lateness: 0 },
        ),
      )
    const first = new FlowRun(await of(5))
    first.feed(0, one({ slot: 0, at: BEGIN, value: 1 }))
    first.advance(BEGIN, new Seen())
    const second = new FlowRun(await of(6))
    expect(second.load(first.save())).toEqual(['c'])
    const seen = new Seen()
    second.feed(0, one({ slot: 0, at: BEGIN + S, value: 0 }))
    second.feed(0, one({ slot: 0, at: BEGIN + 2 * S, value: 1 }))
    second.advance(BEGIN + 2 * S, seen)
    expect(seen.points.get('p')?.value).toEqual([1, 2])
  })

  it('takes nothing up that is no state, and says so', async () => {
    const program = await programOf(flow)
    const state = new FlowRun(program).save()
    for (const bytes of [
      new Uint8Array(),
      new Uint8Array(40),
      state.subarray(0, state.length - 8),
      new TextEncoder().encode('{"format":"x"}  '),
    ])
      expect(() => new FlowRun(program).load(bytes)).toThrow(/saved state of a flow/)
  })

  it('is stopped by the name of the node that grows', async () => {
    const program = await programOf(
      flowOf(
        [
          ['a', 'in.point', { type: 'number' }],
          ['w', 'time.window', { figure: 'mean', length: 1000, mode: 'sliding' }],
          ['o', 'out.point', { name: 'o' }],
        ],
        ['a.out w.in', 'w.out o.in'],
        { lateness: 0 },
      ),
    )
    const run = new FlowRun(program, { limits: { samples: 50 } })
    const feed = (from: number) => {
      for (let i = from; i < from + 40; i++) run.feed(0, one({ slot: 0, at: BEGIN + i * S, value: i }))
      run.advance(BEGIN + (from + 39) * S, new Seen())
    }
    feed(0)
    expect(() => feed(40)).toThrow(/at most 50 samples in the node w/)
    expect(run.stopped?.code).toBe('flow.growing')
    expect(() => feed(80)).toThrow(/stopped/)
  })

  it('is stopped by the name of the node that takes longer than it may', async () => {
    const document = flowOf(
      [
        ['a', 'in.point', { type: 'number' }],
        ['s', 'code.script', { code: 'export function run() { for (let i = 0; i < 3e6; i++); return { out: 1 } }' }],
        ['o', 'out.point', { name: 'o' }],
      ],
      ['a.out s.a', 's.out o.in'],
      { lateness: 0 },
    )
    const run = new FlowRun(await programOf(document), { limits: { stepMs: 1 } })
    run.feed(0, one({ slot: 0, at: BEGIN, value: 1 }))
    expect(() => run.advance(BEGIN, new Seen())).toThrow(/saw the node s take|script of the node s/)
    expect(run.stopped).toBeDefined()
  })

  it('forgets texts that nobody holds any more', async () => {
    const program = await programOf(
      flowOf(
        [
          ['h', 'in.webhook'],
          ['d', 'time.delay', { delay: 3 }],
          ['o', 'out.point', { name: 'o' }],
        ],
        ['h.out d.in', 'd.out o.in'],
        { lateness: 0 },
      ),
    )
    const run = new FlowRun(program, { limits: { texts: 20 } })
    const seen = new Seen()
    for (let i = 0; i < 500; i++) {
      run.feed(0, { ...one({ slot: 2, at: BEGIN + i * S, value: i }) })
      run.advance(BEGIN + i * S, seen)
    }
    expect(seen.points.get('o')?.value.slice(-2)).toEqual(['495', '496'])
  })

  it('tells what goes by on the wires that are traced', async () => {
    const program = await programOf(flow)
    const run = new FlowRun(program, { begin: BEGIN })
    run.trace([
      { node: 'join', port: 'b' },
      { node: 'machine', port: 'state' },
    ])
    const wires: [string, string, unknown][] = []
    run.feed(1, one({ slot: 1, at: BEGIN, value: 7 }))
    run.advance(BEGIN, {
      samples: () => undefined,
      action: () => undefined,
      wire: (node, port, { value, text }) => wires.push([node, port, text ?? value[0]]),
    })
    expect(wires).toEqual([
      ['join', 'b', 7],
      ['machine', 'state', ['idle']],
    ])
  })
})
