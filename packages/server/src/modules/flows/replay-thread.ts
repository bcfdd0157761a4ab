import { parentPort, workerData } from 'node:worker_threads'
import { BatchBuilder, decodeBatch, encodeBatch, Fault, type SampleBatch, sayFault } from '@millrace/core'
import { addFlowSamples, compileFlow, type FlowProgram, type FlowSamples, replayFlow } from '@millrace/flows'
import { flowSamplesOf } from '../../live/flow-columns.ts'
import type { FlowSeries } from '../../live/needs.ts'
import type { Part, ReplayWork, Said } from './replay-run.ts'
import './faults.ts'

const port = parentPort!
const say = (said: Said): void => port.postMessage(said)

/** Parts as they come: each is asked for when the one before is worked on. */
async function* parts(): AsyncGenerator<Part> {
  for (;;) {
    const next = new Promise<Part>((resolve) => port.once('message', resolve))
    say({ say: 'more' })
    const part = await next
    yield part
    if (part.is === 'end') return
  }
}

/** Where each series goes: one point may feed several nodes. */
function slotsOf(program: FlowProgram, inputs: readonly FlowSeries[]) {
  const bound = program.inputs.flatMap(({ slot, node }) => {
    const input = inputs.find((one) => one.node === node)
    return input ? [{ slot, ...input }] : []
  })
  return Map.groupBy(bound, ({ series }) => series)
}

/** Rows of a series lie together, in the order of time. */
function samplesOf(batch: SampleBatch, slots: ReturnType<typeof slotsOf>): { slot: number; samples: FlowSamples }[] {
  const fed: { slot: number; samples: FlowSamples }[] = []
  for (let from = 0; from < batch.length; ) {
    const series = batch.series[from]!
    let to = from + 1
    while (to < batch.length && batch.series[to] === series) to++
    for (const { slot, type } of slots.get(series) ?? [])
      fed.push({ slot, samples: flowSamplesOf(batch, [from, to], type) })
    from = to
  }
  return fed
}

/** What stood before the beginning stands at it. */
const standing = (samples: FlowSamples, from: number): FlowSamples => ({
  ...samples,
  time: new Float64Array(samples.length).fill(from),
})

async function work({
  document,
  parameters,
  models = {},
  inputs,
  outputs = [],
  ...request
}: ReplayWork): Promise<void> {
  const points = Object.fromEntries(
    inputs.map(({ node, type, unit }) => [node, { type, ...(unit === undefined ? {} : { unit }) }]),
  )
  const program = await compileFlow(JSON.parse(document), parameters, { points, models })
  const slots = slotsOf(program, inputs)
  let samples = 0
  const given = new BatchBuilder()
  const tell = (): void => {
    if (given.length > 0) say({ say: 'given', bytes: encodeBatch(given.take()) })
  }
  const series = new Map(outputs.map((output) => [output.node, output]))
  const result = await replayFlow(program, {
    ...request,
    async *read() {
      // Not by itself: a sample of the very beginning takes its place.
      let before: ReturnType<typeof samplesOf> = []
      for await (const part of parts()) {
        if (part.is === 'end') break
        const batch = decodeBatch(part.bytes)
        const fed = samplesOf(batch, slots)
        if (part.is === 'standing') {
          before = fed.map((one) => ({ ...one, samples: standing(one.samples, request.from) }))
          continue
        }
        samples += batch.length
        yield [...before, ...fed]
        before = []
      }
      yield before
    },
    progress: (reached) => {
      tell()
      say({ say: 'reached', reached })
    },
    given: ({ node }, columns) => {
      const output = series.get(node)
      if (output) addFlowSamples(given, output, columns)
    },
  })
  tell()
  say({ say: 'done', samples, result })
}

try {
  await work(workerData as ReplayWork)
} catch (thrown) {
  const fault = thrown instanceof Fault ? thrown : new Fault('flows.replay_stopped', { seen: sayFault(thrown) }, thrown)
  say({ say: 'failed', code: fault.code, facts: fault.facts })
}
