import { type Clock, isBad, isGood, isoOf, Status, statusName, type TenantId, type Value } from '@millrace/core'
import type { WriteAnswer, WriteOrder } from '../../ingest/index.ts'
import type { LatestValues } from '../../live/latest.ts'
import type { Sample } from '../assets/index.ts'
import { type AssetService, type Point, sampleAt } from '../assets/index.ts'
import type { DeviceService } from '../devices/index.ts'
import type { Cause } from './state.ts'
import { isSame, storable } from './value.ts'

/** The way to the machine: resolves with what became of the order, within 15 s. */
export type Deliver = (tenant: TenantId, order: WriteOrder) => Promise<WriteAnswer>

/** How long a node that tells nothing of writes has to report the value. */
const REPORT_MS = 10_000
const LOOK_MS = 100

/** What became of a write. */
export interface Outcome {
  readonly cause: Extract<Cause, 'taken' | 'not_taken' | 'silent'>
  readonly after?: Sample
  readonly status?: number
  readonly message?: string
}

/** With these the request may have reached the machine before its answer was lost. */
const doubtful: ReadonlySet<number> = new Set([
  Status.BadTimeout,
  Status.BadCommunicationError,
  Status.BadDecodingError,
])

const kept = (sample: Sample): Sample =>
  typeof sample.value === 'string' ? { ...sample, value: storable(sample.value) } : sample

interface Needs {
  readonly assets: Pick<AssetService, 'numbered'>
  readonly devices: Pick<DeviceService, 'source'>
  readonly latest: LatestValues
  readonly deliver: Deliver
  readonly clock: Clock
}

/** One value for one point, and under which series its samples come. */
export interface Parcel {
  readonly operation: string
  readonly point: Point
  readonly series: number
  readonly value: Value
}

/** Brings a value to its machine and judges what became of it. */
export class Delivery {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** What the point holds now. */
  held(tenant: TenantId, series: number): Sample | undefined {
    const batch = this.#needs.latest.read(tenant, [series])
    return batch.length > 0 ? kept(sampleAt(batch, 0)) : undefined
  }

  async send(tenant: TenantId, { operation, point, series, value }: Parcel): Promise<Outcome> {
    const { devices, deliver } = this.#needs
    // Points of no device are not writable, and come no further than that.
    const source = await devices.source(tenant, point.deviceId ?? '')
    const before = this.held(tenant, series)
    const answer = await deliver(tenant, { operation, source, point: point.name, value })
    switch (answer.is) {
      case 'unreachable':
        return {
          cause: 'not_taken',
          status: Status.BadNoCommunication,
          message: 'The machine is not connected; nothing was sent.',
        }
      case 'silent':
        return {
          cause: 'silent',
          message: 'No answer came in time; it is not known whether the machine took the value.',
        }
      case 'sent':
        return this.#reported(tenant, { series, value, before })
      case 'told': {
        const { status, message, value: read } = answer
        const cause = isGood(status) ? 'taken' : isBad(status) && !doubtful.has(status) ? 'not_taken' : 'silent'
        return {
          cause,
          status,
          ...(read === undefined ? {} : { after: this.#sample(read) }),
          ...(message === undefined ? {} : { message: storable(message) }),
        }
      }
    }
  }

  #sample(value: Value): Sample {
    return kept({
      time: isoOf(this.#needs.clock.now()),
      value: typeof value === 'bigint' ? String(value) : value,
      status: Status.Good,
      quality: 'good',
      statusName: statusName(Status.Good),
    })
  }

  /** A foreign node: the next report of the point that shows the value is the proof. */
  async #reported(
    tenant: TenantId,
    { series, value, before }: { series: number; value: Value; before: Sample | undefined },
  ): Promise<Outcome> {
    const { latest, clock } = this.#needs
    let last: Sample | undefined
    const { promise: shown, resolve } = Promise.withResolvers<Outcome>()
    const subscription = latest.subscribe(
      tenant,
      [series],
      (batch) => {
        if (batch.length === 0) return
        const sample = kept(sampleAt(batch, 0))
        // The first call brings what was held before the write went out.
        if (sample.time === before?.time && sample.value === before.value) return
        last = sample
        if (sample.quality === 'good' && isSame(value, sample.value)) resolve({ cause: 'taken', after: sample })
      },
      LOOK_MS,
    )
    const timer = clock.after(REPORT_MS, () =>
      resolve({
        cause: 'silent',
        ...(last ? { after: last } : {}),
        message: 'The edge node tells nothing of writes, and what it reported next did not show the value.',
      }),
    )
    try {
      return await shown
    } finally {
      timer.cancel()
      await subscription.close()
    }
  }
}
