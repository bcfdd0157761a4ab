import { Status } from '@millrace/core'
import { readModelFolder } from '@millrace/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeKinds } from '../catalogue.ts'
import type { FlowSurroundings } from '../check/surroundings.ts'
import { compileFlow } from '../compile.ts'
import type { FlowDocument } from '../document.ts'
import { flowOf } from '../flow-for-tests.ts'
import { documentOf } from '../nodes/case-document-for-tests.ts'
import { nodeCases } from '../nodes/node-cases-for-tests.ts'
import { keep, noColumns } from '../samples.ts'
import type { FlowProgram } from './program.ts'
import { FlowRun, type Told } from './run.ts'

const S = 1_000_000
const BEGIN = 1_767_225_600 * S
const END = BEGIN + 60 * S
const LATENESS = 2

interface Sample {
  readonly slot: number
  readonly at: number
  /** Chooses a value; below 0 there is none. */
  readonly choice: number
}

/** In the order in which they come: a little mixed, as far as the flow waits. */
const samples = fc
  .array(
    fc.record({
      slot: fc.nat(5),
      tenths: fc.integer({ min: 0, max: 200 }),
      choice: fc.integer({ min: -1, max: 12 }),
      later: fc.integer({ min: 0, max: LATENESS * 10 - 1 }),
    }),
    { minLength: 5, maxLength: 40 },
  )
  .map((all): Sample[] => {
    // Of one slot and instant one: which of two is the last would be a matter of the order.
    const single = new Map(all.map((one) => [`${one.slot} ${one.tenths}`, one]))
    return [...single.values()]
      .toSorted((a, b) => a.tenths + a.later - (b.tenths + b.later))
      .map(({ slot, tenths, choice }) => ({ slot, at: BEGIN + tenths * (S / 10), choice }))
  })

/** What was given, as the world outside keeps it: rows by wire and time, actions by what names them. What comes again must be the same. */
class Kept {
  readonly all = new Map<string, unknown>()
  readonly told: Told = {
    samples: () => undefined,
    action: ({ body, ...named }) => this.#keep(JSON.stringify(named), body),
    wire: (node, port, columns) => {
      const { time, value, status } = noColumns()
      keep({ time, value, status }, columns, typeof columns.text, Number.POSITIVE_INFINITY)
      for (const [i, at] of time.entries()) this.#keep(`${node}.${port} ${at}`, [value[i], status[i]])
    },
    trouble: () => undefined,
  }

  get sorted(): [string, unknown][] {
    return [...this.all].toSorted(([a], [b]) => (a < b ? -1 : 1))
  }

  #keep(key: string, value: unknown): void {
    if (this.all.has(key)) expect([key, value]).toEqual([key, this.all.get(key)])
    this.all.set(key, value)
  }
}

interface Subject {
  readonly document: FlowDocument
  readonly surroundings?: FlowSurroundings
}

/** Values of the inputs of a case, so that what matters to a node comes, and some others. */
function poolsOf({ tests: [test] = [] }: FlowDocument, program: FlowProgram): (number | string)[][] {
  return program.inputs.map(({ node, type }) => {
    const own = (test?.inputs[node] ?? []).flatMap(([, value]) => (value === null ? [] : [value]))
    if (type.type === 'text') return [...own.map(String), 'a', 'b', '{"a":1}']
    if (type.type === 'boolean') return [0, 1]
    return [...own.map(Number), 0, 1, 2, 5, 7.5, 11]
  })
}

/** One sample into a run, as far as the program has such an input. */
function feedTo(
  run: FlowRun,
  { inputs }: FlowProgram,
  pools: readonly (number | string)[][],
  { slot, at, choice }: Sample,
) {
  const of = slot % Math.max(1, pools.length)
  const pool = pools[of]
  if (!pool) return
  const value = pool[Math.max(0, choice) % pool.length]!
  run.feed(of, {
    length: 1,
    time: Float64Array.of(at),
    value: Float64Array.of(typeof value === 'string' ? 0 : value),
    status: Uint32Array.of(choice < 0 ? Status.BadNoData : Status.Good),
    ...(inputs[of]!.type.type === 'text' ? { text: [String(value)] } : {}),
  })
}

async function survives({ document, surroundings }: Subject): Promise<void> {
  const program = await compileFlow({ ...document, lateness: LATENESS }, undefined, surroundings)
  const pools = poolsOf(document, program)
  const start = (): FlowRun => {
    const run = new FlowRun(program, { begin: BEGIN })
    run.trace('all')
    return run
  }
  const feed = (run: FlowRun, sample: Sample): void => feedTo(run, program, pools, sample)
  fc.assert(
    fc.property(samples, fc.infiniteStream(fc.nat(7)), (list, fates) => {
      const once = new Kept()
      const undisturbed = start()
      for (const sample of list) feed(undisturbed, sample)
      undisturbed.advance(END, once.told)

      const kept = new Kept()
      let run = start()
      let checkpoint: { readonly next: number; readonly bytes: Uint8Array } | undefined
      let kills = 0
      for (let next = 0; next < list.length; ) {
        feed(run, list[next++]!)
        run.advance(run.ready, kept.told)
        const fate = fates.next().value
        if (fate === 0) checkpoint = { next, bytes: run.save() }
        if (fate !== 1 || kills++ > 8) continue
        // What it gave since the checkpoint is with the world already; it is fed again from there.
        run = start()
        if (checkpoint) expect(run.load(checkpoint.bytes)).toEqual([])
        next = checkpoint?.next ?? 0
      }
      run.advance(END, kept.told)
      expect(run.late).toBe(0)
      expect(kept.sorted).toEqual(once.sorted)
    }),
    { numRuns: 12 },
  )
}

const others = async (): Promise<Record<string, Subject>> => {
  const counted =
    'export const initial = { seen: 0 }\nexport function run({ a }, _, state) { state.seen += a; return { out: state.seen } }'
  const model = await readModelFolder(`${import.meta.dirname}/../../../../library/models/pump-efficiency`)
  const { inputs, parameters } = model.manifest
  const nodeOf = (name: string): string => name.toLowerCase().replaceAll('_', '-')
  return {
    'code.script': {
      document: flowOf(
        [
          ['a', 'in.point', { type: 'number' }],
          [
            's',
            'code.script',
            { inputs: [{ name: 'a', type: 'number' }], outputs: [{ name: 'out', type: 'number' }], code: counted },
          ],
          ['o', 'out.point', { name: 'o' }],
        ],
        ['a.out s.a', 's.out o.in'],
      ),
    },
    'model.run': {
      document: flowOf(
        [
          ...inputs.map(
            ({ name, unit, type }) =>
              [nodeOf(name), 'in.point', { type, ...(unit === undefined ? {} : { unit }) }] as const,
          ),
          [
            'm',
            'model.run',
            { model: 'pump', parameters: (parameters ?? []).map(({ name, default: value }) => ({ name, value })) },
          ],
        ],
        inputs.map(({ name }) => `${nodeOf(name)}.out m.${name}`),
      ),
      surroundings: { models: { pump: model } },
    },
    'subflow, subflow.in, subflow.out, out.alarm, in.alarm': {
      document: flowOf(
        [
          ['a', 'in.alarm', { alarm: 'high' }],
          ['s', 'subflow', { subflow: 'counts' }],
          ['c', 'math.compare', { limit: 2 }],
          ['o', 'out.alarm', { name: 'o' }],
        ],
        ['a.out s.x', 's.y c.in', 'c.out o.in'],
        {
          subflows: {
            counts: {
              title: { en: 'Counts' },
              nodes: [
                { id: 'x', type: 'subflow.in', settings: { name: 'x', type: 'boolean' } },
                { id: 'n', type: 'logic.counter', settings: {} },
                { id: 'y', type: 'subflow.out', settings: { name: 'y', type: 'number' } },
              ],
              wires: [
                { from: { node: 'x', port: 'out' }, to: { node: 'n', port: 'in' } },
                { from: { node: 'n', port: 'out' }, to: { node: 'y', port: 'in' } },
              ],
            },
          },
        },
      ),
    },
    component: {
      document: flowOf(
        [
          ['a', 'in.point', { type: 'boolean' }],
          ['c', 'component', { component: 'counts@1' }],
        ],
        ['a.out c.x'],
        {
          components: {
            'counts@1': {
              ports: [
                { side: 'in', name: 'x', type: 'boolean' },
                { side: 'out', name: 'y', type: 'number' },
              ],
              nodes: [
                { id: 'x', type: 'subflow.in', settings: { name: 'x' } },
                { id: 'n', type: 'logic.counter', settings: {} },
                { id: 'y', type: 'subflow.out', settings: { name: 'y' } },
              ],
              wires: [
                { from: { node: 'x', port: 'out' }, to: { node: 'n', port: 'in' } },
                { from: { node: 'n', port: 'out' }, to: { node: 'y', port: 'in' } },
              ],
            },
          },
        },
      ),
    },
    'in.webhook, in.mqtt, in.event, in.point, out.point': {
      document: flowOf(
        [
          ['h', 'in.webhook'],
          ['m', 'in.mqtt', { topic: 'a/b' }],
          ['e', 'in.event', { event: 'x' }],
          ['j', 'combine.join', { tolerance: 3 }],
          ['c', 'filter.change'],
          ['t', 'text.format', { template: '{a} {b} {c}' }],
          ['o', 'out.point', { name: 'o' }],
        ],
        ['h.out j.a', 'm.out j.b', 'e.out c.in', 'j.a_out t.a', 'j.b_out t.b', 'c.out t.c', 't.out o.in'],
      ),
    },
  }
}

describe('killed at any moment and fed again from its last checkpoint, it gives what one run gives', () => {
  it.each(nodeCases.map((one) => [`${one.type}: ${one.says}`, one] as const))('%s', async (_, one) => {
    await survives({ document: documentOf(one) })
  })

  it('also scripts, models, subflows and what comes from outside: every kind there is', async () => {
    const subjects = await others()
    const tried = new Set(nodeCases.map(({ type }) => type))
    for (const [types, subject] of Object.entries(subjects)) {
      await survives(subject)
      for (const type of types.split(', ')) tried.add(type)
    }
    expect(
      nodeKinds()
        .map(({ type }) => type)
        .filter((type) => !tried.has(type)),
    ).toEqual([])
  })
})

describe('another version', () => {
  const version = (length: number, more = false) =>
    compileFlow(
      flowOf(
        [
          ['a', 'in.point', { type: 'number' }],
          ['m', 'in.point', { type: 'text' }],
          ['high', 'math.compare', { limit: 5 }],
          ['n', 'logic.counter'],
          ['w', 'time.window', { figure: 'sum', length }],
          ['c', 'filter.change'],
          ['count', 'out.point', { name: 'count' }],
          ['sum', 'out.point', { name: 'sum' }],
          ['mode', 'out.point', { name: 'mode' }],
          ...(more
            ? ([
                ['r', 'math.abs'],
                ['size', 'out.point', { name: 'size' }],
              ] as const)
            : []),
        ],
        [
          'a.out high.in',
          'high.out n.in',
          'n.out count.in',
          'a.out w.in',
          'w.out sum.in',
          'm.out c.in',
          'c.out mode.in',
          ...(more ? ['a.out r.in', 'r.out size.in'] : []),
        ],
        { lateness: LATENESS },
      ),
    )
  const pools = [
    [0, 3, 6, 9],
    ['a', 'b', 'c'],
  ]
  const give = (one: Kept, of: string): [string, unknown][] => one.sorted.filter(([key]) => key.startsWith(`${of}.in `))

  it('goes on with what the same nodes remember and with what waits for them; what is another, or new, begins anew', async () => {
    const [first, wider, longer] = [await version(4), await version(4, true), await version(6)]
    fc.assert(
      fc.property(samples, fc.nat(40), (list, moment) => {
        const one = new Kept()
        const undisturbed = new FlowRun(first, { begin: BEGIN })
        undisturbed.trace('all')
        for (const sample of list) feedTo(undisturbed, first, pools, sample)
        undisturbed.advance(END, one.told)
        for (const [next, anew, same] of [
          [wider, ['r', 'size'], ['count', 'sum', 'mode']],
          [longer, ['w'], ['count', 'mode']],
        ] as const) {
          const kept = new Kept()
          let [run, program] = [new FlowRun(first, { begin: BEGIN }), first]
          run.trace('all')
          for (const [i, sample] of list.entries()) {
            if (i === moment % list.length) {
              const bytes = run.save()
              ;[run, program] = [new FlowRun(next, { begin: BEGIN }), next]
              run.trace('all')
              expect(run.load(bytes)).toEqual(anew)
            }
            feedTo(run, program, pools, sample)
            run.advance(run.ready, kept.told)
          }
          run.advance(END, kept.told)
          for (const of of same) expect(give(kept, of)).toEqual(give(one, of))
        }
      }),
      { numRuns: 60 },
    )
  })
})
