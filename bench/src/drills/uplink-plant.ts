import { BatchBuilder, type SampleBatch, Status } from '@millrace/core'
import type { Driver, DriverFactory, TagSpec } from '@millrace/drivers'
import type { DeviceConfiguration } from '@millrace/edge'

/** Sequence numbers below this in each value; above it stands the point's own number. */
const SEQUENCE = 2 ** 24

/** Machines whose every value tells point and sequence, so that a lost, doubled or mixed up one is seen. */
export interface SequencePlant {
  readonly driver: DriverFactory
  /** Values read so far, all points together. */
  readonly read: number
  /** Readings of each point so far. */
  readingsOf(point: number): number
  /** From now on readings are empty. */
  stop(): void
}

export function sequencePlant(points: number): SequencePlant {
  const readings = new Uint32Array(points)
  let read = 0
  let stopped = false
  const driver: DriverFactory = {
    kind: 'sequence',
    configSchema: { type: 'object' },
    capabilities: { push: false, browse: false, write: false, deviceTime: false },
    busOf: () => 'none',
    checkAddress: () => {},
    create(_config, _sink, { clock }): Driver {
      const numbers = new Map<number, number>()
      const none = { reads: 0, writes: 0, timeouts: 0, errors: 0, bytesIn: 0, bytesOut: 0 }
      return {
        counters: { ...none, lateReplies: 0, lateCycles: 0, roundTripMs: 0 },
        healthy: () => true,
        // A machine takes time to answer: the first value is younger than the word that none has come yet.
        connect: () => clock.sleep(5),
        async setTags(tags: readonly TagSpec[]) {
          for (const { id, address } of tags) numbers.set(id, Number(address))
          const periodMs = tags[0]?.periodMs ?? 1_000
          return { groups: [{ periodMs, tags: tags.map(({ id }) => id) }], verdicts: [] }
        },
        async poll(group): Promise<SampleBatch> {
          const builder = new BatchBuilder(group.tags.length)
          if (stopped) return builder.take()
          const now = clock.now()
          for (const id of group.tags) {
            const point = numbers.get(id)!
            builder.addDouble(id, now, point * SEQUENCE + readings[point]!++, Status.Good)
          }
          read += builder.length
          return builder.take()
        },
        write: async () => [],
        async close() {},
      }
    },
  }
  return {
    driver,
    get read() {
      return read
    },
    readingsOf: (point) => readings[point]!,
    stop() {
      stopped = true
    },
  }
}

/** `points` points spread over devices of 200, each device read as one. */
export function plantDevices(points: number, periodMs: number): DeviceConfiguration[] {
  return Array.from({ length: Math.ceil(points / 200) }, (_, device) => ({
    name: `machine-${device}`,
    driver: 'sequence',
    connection: {},
    points: Array.from({ length: Math.min(200, points - device * 200) }, (_, i) => {
      const point = device * 200 + i
      return {
        name: pointName(point),
        address: String(point),
        type: 'float64' as const,
        periodMs,
        access: 'r' as const,
      }
    }),
  }))
}

export const pointName = (point: number): string => `p${point}`

export interface Verdict {
  readonly lost: number
  readonly duplicated: number
  readonly out_of_order: number
  readonly values: number
}

/** Compares one point's history, in the order the platform gave it, with what was read. */
export function judge(point: number, readings: number, history: readonly { time: string; value: unknown }[]): Verdict {
  const seen = new Uint8Array(readings)
  let duplicated = 0
  let outOfOrder = 0
  let values = 0
  let before = -1
  let timeBefore = ''
  for (const { time, value } of history) {
    if (typeof value !== 'number') continue
    values++
    const sequence = value - point * SEQUENCE
    const expected = Number.isInteger(sequence) && sequence >= 0 && sequence < readings
    if (!expected || sequence <= before || time <= timeBefore) outOfOrder++
    if (expected && seen[sequence]) duplicated++
    if (expected) seen[sequence] = 1
    before = sequence
    timeBefore = time
  }
  return { lost: seen.length - seen.reduce((sum, one) => sum + one, 0), duplicated, out_of_order: outOfOrder, values }
}
