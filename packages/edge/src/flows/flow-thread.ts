import { parentPort, workerData } from 'node:worker_threads'
import {
  BatchBuilder,
  decodeBatch,
  encodeBatch,
  Fault,
  MICROS_PER_MS,
  type SampleBatch,
  sayFault,
} from '@millrace/core'
import { addFlowSamples, compileFlow, FlowColumns, FlowRun } from '@millrace/flows'
import '../faults.ts'
import type { FlowWork, Order, Word } from './messages.ts'

/** A flow that takes more than this of its thread over this long is ended, if it is not for the mass of what came. */
const COST_OVER_MS = 10_000
const LEAST_PER_S = 500
const MOST_SAYS = 300

const port = parentPort!
const say = (word: Word): void => port.postMessage(word)

async function begin(work: FlowWork): Promise<(order: Order) => void> {
  const { inputs, outputs, state, stood, now } = work
  const points = Object.fromEntries(
    inputs.map(({ node, type, unit }) => [node, { type, ...(unit === undefined ? {} : { unit }) }]),
  )
  const program = await compileFlow(work.document, work.parameters, { points, models: work.models })
  const types = new Map(inputs.map(({ tag, type }) => [tag, type]))
  const slots = new Map<number, number[]>()
  for (const { slot, node } of program.inputs) {
    const tag = inputs.find((input) => input.node === node)?.tag
    if (tag !== undefined) slots.set(tag, [...(slots.get(tag) ?? []), slot])
  }
  const tags = new Map(outputs.map((output) => [output.node, output]))
  const builder = new BatchBuilder()
  let trouble: string | undefined
  let costMs = 0
  let costSamples = 0
  const told = {
    samples: ({ node }: { readonly node: string }, columns: Parameters<typeof addFlowSamples>[2]): void => {
      const output = tags.get(node)
      if (output) addFlowSamples(builder, { series: output.tag, type: output.type }, columns)
    },
    // Nodes that act are refused before.
    action: (): void => undefined,
    trouble: (node: string, says: string): void => {
      trouble = `${node}: ${says.slice(0, MOST_SAYS)}`
    },
  }
  const fresh = (): FlowRun => new FlowRun(program, program.inputs.length === 0 ? { begin: now } : {})
  let run = fresh()
  let anew = false
  let newest = Number.NEGATIVE_INFINITY

  const feed = (batch: SampleBatch): void => {
    const gathered = new Map<number, FlowColumns>()
    for (let row = 0; row < batch.length; row++)
      for (const slot of slots.get(batch.series[row]!) ?? []) {
        const columns = gathered.get(slot) ?? new FlowColumns(types.get(batch.series[row]!)!)
        gathered.set(slot, columns)
        columns.add(batch, row)
      }
    for (const [slot, columns] of gathered) {
      run.feed(slot, columns.samples())
      newest = Math.max(newest, columns.newest)
      costSamples += columns.length
    }
  }
  const goOn = (): void => {
    const before = performance.now()
    run.advance(run.ready, told)
    costMs += performance.now() - before
    if (costMs <= COST_OVER_MS) return
    const perSecond = (costSamples / costMs) * 1_000
    costMs = 0
    costSamples = 0
    if (perSecond < LEAST_PER_S) throw new Fault('edge.flow_slow', { seen: Math.round(perSecond), least: LEAST_PER_S })
  }
  const done = (): void => {
    const batch = builder.length > 0 ? encodeBatch(builder.take()) : undefined
    say({ is: 'done', ...(batch ? { batch } : {}), ...(trouble === undefined ? {} : { trouble }) })
    trouble = undefined
  }

  if (state)
    try {
      run.load(state)
      newest = run.ready + program.lateness
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown
      run = fresh()
      anew = true
    }
  else if (stood) feed(decodeBatch(stood))
  say({ is: 'ready', anew })

  return (order) => {
    switch (order.is) {
      case 'feed':
        feed(decodeBatch(order.batch))
        goOn()
        return done()
      case 'time':
        if (program.inputs.length === 0) run.tick(order.now)
        else if (newest > Number.NEGATIVE_INFINITY) run.tick(newest + Math.round(order.idleMs * MICROS_PER_MS))
        goOn()
        return done()
      case 'save':
        return say({ is: 'saved', state: run.save() })
    }
  }
}

function end(thrown: unknown): void {
  const fault = thrown instanceof Fault ? thrown : new Fault('edge.flow_ended', { seen: sayFault(thrown) })
  const facts = Object.entries(fault.facts).map(([name, value]) => [
    name,
    typeof value === 'number' ? value : String(value),
  ])
  say({ is: 'ended', code: fault.code, facts: Object.fromEntries(facts) })
  port.close()
}

try {
  const obey = await begin(workerData as FlowWork)
  port.on('message', (order: Order) => {
    try {
      obey(order)
    } catch (thrown) {
      end(thrown)
    }
  })
} catch (thrown) {
  end(thrown)
}
