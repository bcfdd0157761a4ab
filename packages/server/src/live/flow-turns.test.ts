import { BatchBuilder, type Fault } from '@millrace/core'
import { expect, test } from 'vitest'
import { FlowEvaluator } from './flow-evaluator.ts'
import { flowNewsOf } from './flow-news.ts'
import type { FlowDefinition } from './needs.ts'

const ROWS = 40_000
const S = 1_000_000

/** Series 1 again as series 101, by a script that takes its time. */
const slow = (number: number): FlowDefinition => {
  const wire = (from: string, to: string) => {
    const [a = '', b = ''] = from.split('.')
    const [c = '', d = ''] = to.split('.')
    return { from: { node: a, port: b }, to: { node: c, port: d } }
  }
  const code = 'export function run(row) { let n = 0; for (let i = 0; i < 200; i++) n += i; return { out: row.a } }'
  const document = {
    format: 'millrace-flow/1',
    title: { en: 'A flow', zh: '流程' },
    lateness: 0,
    nodes: [
      { id: 'x', type: 'in.point', settings: { point: { point: 'x' }, type: 'number' } },
      { id: 's', type: 'code.script', settings: { inputs: [{ name: 'a' }], outputs: [{ name: 'out' }], code } },
      { id: 'y', type: 'out.point', settings: { name: 'y' } },
    ],
    wires: [wire('x.out', 's.a'), wire('s.out', 'y.in')],
  }
  return {
    number,
    deployment: `d${number}`,
    document: JSON.stringify(document),
    parameters: {},
    since: 0,
    inputs: [{ node: 'x', series: number, type: 'number' }],
    outputs: [{ node: 'y', series: 100 + number, type: 'number' }],
  }
}

function made() {
  const faults: string[] = []
  const evaluator = new FlowEvaluator({
    suspended: (_, fault: Fault) => faults.push(fault.code),
    grace: 0,
    now: 0,
    monotonic: () => performance.now(),
    works: () => undefined,
  })
  const given: number[] = []
  const take = (): void => {
    const doubles = evaluator.take()
    if (!doubles) return
    for (const { samples } of flowNewsOf(doubles)) given.push(...samples.time.subarray(0, samples.length))
  }
  return { evaluator, faults, given, take }
}

const rows = (series: number, from: number, many: number) => {
  const builder = new BatchBuilder(many)
  for (let i = 0; i < many; i++) builder.addDouble(series, (from + i) * S, i)
  return builder.take()
}

test('a flow that has much to do gives way, and does all of it in the end, also when it is taken up between', async () => {
  const [busy, other, later] = [made(), made(), made()]
  await busy.evaluator.put([slow(1)], 0)
  await other.evaluator.put([slow(2)], 0)
  busy.evaluator.feed(rows(1, 1, ROWS))
  busy.take()
  // It has come back long before it is done, and the other has its turn.
  expect(busy.given.length).toBeLessThan(ROWS / 2)
  other.evaluator.feed(rows(2, 1, 10))
  other.take()
  expect(other.given.length).toBe(10)
  expect(busy.evaluator.turn()).toBe(true)
  busy.take()
  // What waits is in what is saved.
  await later.evaluator.put([slow(1)], 0)
  later.evaluator.load(busy.evaluator.save())
  while (later.evaluator.turn()) later.take()
  later.take()
  expect([...busy.given, ...later.given]).toEqual(Array.from({ length: ROWS }, (_, i) => (i + 1) * S))
  expect([...busy.faults, ...other.faults, ...later.faults]).toEqual([])
})
