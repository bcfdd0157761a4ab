import { describe, expect, it } from 'vitest'
import { nodeKinds } from '../catalogue.ts'
import { checkFlow } from '../check/check.ts'
import { compileFlow } from '../compile.ts'
import type { FlowDocument } from '../document.ts'
import { type FlowAction, FlowRun } from '../engine/run.ts'
import { runTests } from '../flow-tests.ts'
import { type KeptColumns, keep, noColumns, samplesOf } from '../samples.ts'
import { documentOf } from './case-document-for-tests.ts'
import { nodeCases } from './node-cases-for-tests.ts'

const BEGIN = 1_767_225_600_000_000
const MICROS = 1_000_000

/** A test of a document so that it goes on to each instant at which something comes, ending between them, and with ticks on the way. */
async function piecewise(document: FlowDocument, portsOf: readonly string[]) {
  const [test] = document.tests!
  const program = await compileFlow(document)
  const seen = new Map<string, KeptColumns>(portsOf.map((port) => [port, noColumns()]))
  const actions: FlowAction[] = []
  const told = {
    samples: () => undefined,
    action: (action: FlowAction) => actions.push(action),
    wire: (_: string, port: string, samples: Parameters<typeof keep>[1]) =>
      keep(seen.get(port)!, samples, typeof samples.text, Number.POSITIVE_INFINITY),
  }
  const rows = Object.values(test!.inputs).flat()
  const until = test!.until ?? Math.max(0, ...rows.map(([second]) => second))
  const instants = new Set([...rows.map(([second]) => second), until / 3, until / 2, until])
  let state: Uint8Array | undefined
  for (const second of [...instants].sort((one, other) => one - other)) {
    const run = new FlowRun(program, { begin: BEGIN })
    if (state) expect(run.load(state)).toEqual([])
    run.trace(portsOf.map((port) => ({ node: 'subject', port })))
    for (const { slot, node, type } of program.inputs) {
      const now = test!.inputs[node]!.filter(([at]) => at === second)
      run.feed(slot, samplesOf(now, BEGIN, type.type === 'text'))
    }
    run.advance(BEGIN + Math.round(second * MICROS), told)
    state = run.save()
  }
  return { seen, actions }
}

describe('nodes', () => {
  it.each(nodeCases.map((one) => [`${one.type}: ${one.says}`, one] as const))('%s', async (_, one) => {
    const document = documentOf(one)
    expect(checkFlow(document).problems).toEqual([])
    const [result] = await runTests(document)
    expect(result!.differences).toEqual([])
    if (one.actions) expect(result!.actions.map(({ at, body }) => [(at - BEGIN) / MICROS, body])).toEqual(one.actions)
    const { seen, actions } = await piecewise(document, Object.keys(one.expect))
    expect(actions).toEqual(result!.actions)
    for (const [port, { time, status }] of seen)
      expect([port, time.map((at, i) => [(at - BEGIN) / MICROS, status[i]])]).toEqual([
        port,
        result!.seen[`subject.${port}`]!.map(([second, , told]) => [second, told]),
      ])
    for (const [port, { value }] of seen)
      for (const [i, [, wanted]] of result!.seen[`subject.${port}`]!.entries())
        expect([port, Number(value[i])]).toEqual([port, Number(wanted)])
  })

  it('has a case for each that runs, and words in both languages', () => {
    const elsewhere = [
      'subflow',
      'subflow.in',
      'subflow.out',
      'component',
      'in.point',
      'in.webhook',
      'in.mqtt',
      'in.event',
      'in.alarm',
      'out.point',
      'out.alarm',
      'code.script',
      'model.run',
    ]
    const tested = new Set(nodeCases.map(({ type }) => type))
    const kinds = nodeKinds()
    expect(kinds.length).toBeGreaterThanOrEqual(60)
    expect(kinds.map(({ type }) => type).filter((type) => !tested.has(type) && !elsewhere.includes(type))).toEqual([])
    for (const { type, title, help, inputs, outputs, settings } of kinds)
      for (const words of [title, help, ...[...inputs, ...outputs, ...settings].map((one) => one.title)])
        expect([type, words.en, words.zh]).not.toContain('')
  })
})
