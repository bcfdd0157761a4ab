import { type Clock, isGood, isoOf, statusName } from '@millrace/core'
import type { DeviceSupervisor, Diagnosis, FrameField } from '@millrace/drivers'
import type { Collected } from './acquire/acquire.ts'
import type { Image } from './acquire/image.ts'

/** Ten minutes, at one mark in ten seconds. */
const MOST_MARKS = 60
/** Less than this says nothing of a rate, s. */
const SHORTEST_MARK = 2
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
  readonly marks: readonly DeviceMark[]
  readonly reads: number
  readonly bytes: number
  readonly failures: number
  /** Monotonic, ms. */
  readonly at: number
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

  /** From now on the device is counted anew. */
  begin(index: number): void {
    this.#histories.set(index, { marks: [], reads: 0, bytes: 0, failures: 0, at: this.#clock.monotonic() })
  }

  /** Notes how every device did since the last call. */
  mark(devices: ReadonlyMap<number, Collected>): void {
    for (const index of this.#histories.keys()) if (!devices.has(index)) this.#histories.delete(index)
    for (const device of devices.values()) {
      const history = this.#histories.get(device.index)
      const mark = history && this.#since(history, device)
      if (!mark) continue
      const { reads, bytesIn, bytesOut } = device.supervisor.counters
      this.#histories.set(device.index, {
        marks: [...history.marks, mark].slice(-MOST_MARKS),
        reads,
        bytes: bytesIn + bytesOut,
        failures: device.supervisor.failures,
        at: this.#clock.monotonic(),
      })
    }
  }

  /** Undefined as long as too little time has passed. */
  #since(before: History, { supervisor }: Collected): DeviceMark | undefined {
    const seconds = (this.#clock.monotonic() - before.at) / 1_000
    if (seconds < SHORTEST_MARK) return undefined
    const { counters, failures, roundTrip } = supervisor
    return {
      time: isoOf(this.#clock.now()),
      requests: (counters.reads - before.reads) / seconds,
      bytes: (counters.bytesIn + counters.bytesOut - before.bytes) / seconds,
      failures: failures - before.failures,
      ...(roundTrip === undefined ? {} : { roundTripMs: roundTrip.p95Ms }),
    }
  }

  of(device: Collected): ToldDiagnosis {
    const { configuration, tags, supervisor } = device
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
      marks: this.#marksOf(device),
    }
  }

  #marksOf(device: Collected): readonly DeviceMark[] {
    const history = this.#histories.get(device.index)
    if (!history) return []
    const now = this.#since(history, device)
    return now ? [...history.marks, now].slice(-MOST_MARKS) : history.marks
  }
}
