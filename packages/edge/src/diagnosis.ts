import { type Clock, isGood, isoOf, statusName } from '@millrace/core'
import type { DeviceSupervisor, Diagnosis, FrameField } from '@millrace/drivers'
import type { Collected } from './acquire/acquire.ts'
import type { Image } from './acquire/image.ts'

/** Ten minutes, at one mark in ten seconds. */
const MOST_MARKS = 60
/** Of the tags that are not good, so many are named. */
const MOST_TAGS = 100

/** How a device did between two marks. */
export interface DeviceMark {
  readonly time: string
  /** In each second. */
  readonly requests: number
  readonly bytes: number
  /** Failures of any kind, in all. */
  readonly failures: number
  /** The 95th of a hundred round trips, of late; absent if there was none. */
  readonly roundTripMs?: number
}

/** What the platform is told of a device when somebody looks into it. Times are ISO 8601. */
export interface ToldDiagnosis {
  readonly time: string
  readonly link: {
    readonly state: Diagnosis['state']['state']
    readonly since: string
    readonly lastError?: string
    readonly attempt: number
    readonly nextMs?: number
    readonly connections: number
  }
  readonly counters: Omit<Diagnosis['counters'], 'roundTripMs'>
  readonly roundTrip?: NonNullable<Diagnosis['roundTrip']>
  readonly failures: readonly {
    readonly code: string
    readonly detail: string
    readonly count: number
    readonly last: string
  }[]
  readonly cycles: Diagnosis['cycles']
  /** Tags that are not good, and why. */
  readonly tags: {
    readonly total: number
    readonly notGood: number
    readonly named: readonly {
      readonly point: string
      readonly status: number
      readonly statusName: string
      readonly message?: string
    }[]
  }
  readonly frames: readonly {
    readonly time: string
    readonly direction: 'in' | 'out'
    readonly length: number
    readonly hex: string
    readonly summary: string
    readonly fields: readonly FrameField[]
  }[]
  readonly marks: readonly DeviceMark[]
}

/** What went wrong with a device so far, by the name the platform shows; unchanged where all is well. */
export function troublesOf({ counters, connections }: DeviceSupervisor): Readonly<Record<string, number>> {
  const { timeouts, errors, lateReplies, lateCycles } = counters
  return {
    Timeouts: timeouts,
    Errors: errors,
    'Late replies': lateReplies,
    'Late cycles': lateCycles,
    Connections: connections,
  }
}

interface History {
  marks: DeviceMark[]
  reads: number
  bytes: number
  failures: number
  at: number
}

/** Looks into devices: how each did in the last minutes, and how it stands now. */
export class Diagnoses {
  readonly #clock: Clock
  readonly #image: Image
  readonly #histories = new Map<number, History>()

  constructor(clock: Clock, image: Image) {
    this.#clock = clock
    this.#image = image
  }

  /** Notes how every device did since the last call. */
  mark(devices: ReadonlyMap<number, Collected>): void {
    for (const index of this.#histories.keys()) if (!devices.has(index)) this.#histories.delete(index)
    const at = this.#clock.monotonic()
    const time = isoOf(this.#clock.now())
    for (const [index, { supervisor }] of devices) {
      const { reads, bytesIn, bytesOut } = supervisor.counters
      const bytes = bytesIn + bytesOut
      const { failures, roundTrip } = supervisor
      const before = this.#histories.get(index) ?? { marks: [], reads, bytes, failures, at }
      const seconds = (at - before.at) / 1_000
      // Another connection of the same name begins to count anew.
      const since = (now: number, then: number): number => Math.max(0, now - then)
      if (seconds > 0) {
        before.marks.push({
          time,
          requests: since(reads, before.reads) / seconds,
          bytes: since(bytes, before.bytes) / seconds,
          failures: since(failures, before.failures),
          ...(roundTrip === undefined ? {} : { roundTripMs: roundTrip.p95Ms }),
        })
      }
      this.#histories.set(index, { marks: before.marks.slice(-MOST_MARKS), reads, bytes, failures, at })
    }
  }

  of({ index, configuration, tags, supervisor }: Collected): ToldDiagnosis {
    const { time, state, counters, connections, roundTrip, failures, cycles, verdicts, frames } = supervisor.diagnosis()
    const { reads, writes, timeouts, errors, bytesIn, bytesOut, lateReplies, lateCycles } = counters
    const messages = new Map(verdicts.map(({ tag, message }) => [tag, message]))
    const notGood = tags.flatMap((tag, i) => {
      const status = this.#image.status(tag)
      if (isGood(status)) return []
      const message = messages.get(tag)
      const point = configuration.points[i]!.name
      return [{ point, status, statusName: statusName(status), ...(message === undefined ? {} : { message }) }]
    })
    return {
      time: isoOf(time),
      link: { ...state, since: isoOf(state.since), connections },
      counters: { reads, writes, timeouts, errors, bytesIn, bytesOut, lateReplies, lateCycles },
      ...(roundTrip ? { roundTrip } : {}),
      failures: failures.map((kind) => ({ ...kind, last: isoOf(kind.last) })),
      cycles,
      tags: { total: tags.length, notGood: notGood.length, named: notGood.slice(0, MOST_TAGS) },
      frames: frames.map((frame) => ({ ...frame, time: isoOf(frame.time) })),
      marks: this.#histories.get(index)?.marks ?? [],
    }
  }
}
