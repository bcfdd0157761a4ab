import { BatchBuilder, Fault, type SampleBatch, Status } from '@millrace/core'
import type { Driver, DriverFactory, DriverSink, TagSpec, WriteRequest, WriteResult } from '@millrace/drivers'

/** A machine whose every value tells which reading it is: `address` × 1e9 + the number of the cycle. */
export interface CountingMachine {
  readonly factory: DriverFactory
  /** False: the next reading fails, and so does every attempt to connect. */
  reachable: boolean
  readonly written: { readonly tag: number; readonly value: unknown }[]
  cycles: number
  /** Of its present connection, for what it says unasked. */
  sink: DriverSink | undefined
}

export function countingMachine(): CountingMachine {
  const machine: CountingMachine = {
    reachable: true,
    written: [],
    cycles: 0,
    sink: undefined,
    factory: {
      kind: 'counting',
      configSchema: { type: 'object', additionalProperties: false },
      capabilities: { push: false, browse: false, write: true, deviceTime: false },
      busOf: () => 'counting',
      checkAddress: () => {},
      create: (_config: unknown, sink: DriverSink, { clock }): Driver => {
        machine.sink = sink
        let tags: readonly TagSpec[] = []
        const counters = {
          reads: 0,
          writes: 0,
          timeouts: 0,
          errors: 0,
          bytesIn: 0,
          bytesOut: 0,
          lateReplies: 0,
          lateCycles: 0,
          roundTripMs: 0,
        }
        return {
          counters,
          healthy: () => machine.reachable,
          async connect() {
            if (!machine.reachable) throw new Fault('driver.not_connected', { state: 'unplugged' })
          },
          async setTags(wanted) {
            tags = wanted
            const periods = new Set(tags.map(({ periodMs }) => periodMs))
            const groups = [...periods].map((periodMs) => ({
              periodMs,
              tags: tags.filter((tag) => tag.periodMs === periodMs).map(({ id }) => id),
            }))
            return { groups, verdicts: tags.map(({ id }) => ({ tag: id, status: Status.Good })) }
          },
          async poll(group): Promise<SampleBatch> {
            if (!machine.reachable) throw new Fault('driver.not_connected', { state: 'unplugged' })
            const builder = new BatchBuilder(group.tags.length)
            const now = clock.now()
            for (const tag of tags) builder.addDouble(tag.id, now, Number(tag.address) * 1e9 + machine.cycles)
            machine.cycles++
            return builder.take()
          },
          async write(requests: readonly WriteRequest[]): Promise<WriteResult[]> {
            return requests.map(({ tag, value, operation }) => {
              machine.written.push({ tag, value })
              return { operation, status: Status.Good, readBack: value }
            })
          },
          async close() {},
        }
      },
    },
  }
  return machine
}
