import { BatchBuilder, Fault, type Micros, type SampleBatch, Status, type Value } from '@millrace/core'
import {
  type Driver,
  type DriverFactory,
  type DriverSink,
  noCounts,
  type TagSpec,
  type WriteRequest,
  type WriteResult,
} from '@millrace/drivers'

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
        const counters = noCounts()
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

/** Devices that say what they are told to, at the time that is told. */
export interface TellingMachine {
  readonly factory: DriverFactory
  /** @param rows addresses with what they hold; null with a status is a sample without a value */
  tell(device: string, time: Micros, rows: Iterable<readonly [address: string, value: Value, status?: number]>): void
  /** The link to the device breaks. */
  lose(device: string): void
  readonly connected: ReadonlySet<string>
}

export function tellingMachine(): TellingMachine {
  const sinks = new Map<string, { readonly sink: DriverSink; readonly tags: ReadonlyMap<string, number> }>()
  const connected = new Set<string>()
  return {
    connected,
    tell(device, time, rows) {
      const { sink, tags } = sinks.get(device)!
      const builder = new BatchBuilder()
      for (const [address, value, status] of rows) builder.add(tags.get(address)!, time, value, status)
      void sink.samples(builder.take())
    },
    lose: (device) => sinks.get(device)!.sink.lost(new Fault('driver.not_connected', { state: 'unplugged' })),
    factory: {
      kind: 'telling',
      configSchema: { type: 'object', additionalProperties: false },
      capabilities: { push: true, browse: false, write: false, deviceTime: true, records: true },
      busOf: () => 'telling',
      checkAddress: () => {},
      create: (_config: unknown, sink: DriverSink, { device = '' }): Driver => ({
        counters: noCounts(),
        healthy: () => true,
        async connect() {},
        async setTags(tags) {
          sinks.set(device, { sink, tags: new Map(tags.map(({ address, id }) => [address, id])) })
          connected.add(device)
          return { groups: [], verdicts: [] }
        },
        async write() {
          return []
        },
        async close() {
          connected.delete(device)
        },
      }),
    },
  }
}
