import { type Clock, Fault, type Micros } from '@millrace/core'
import type { Bus, TurnKind } from '../kit/bus.ts'
import type { DriverCounters } from '../kit/driver.ts'
import { Exchange, type FrameSink } from '../kit/exchange.ts'
import { PacketFraming, udpLine } from '../kit/udp-line.ts'
import type { PropertyReference } from './address.ts'
import {
  answered,
  decodeAnswer,
  decodePacket,
  decodeReadMultiple,
  decodeReadProperty,
  encodePacket,
  encodeReadMultiple,
  encodeReadProperty,
  encodeWriteProperty,
  type Outcome,
  type PropertyResult,
  Service,
} from './codec.ts'
import type { BacnetConfig } from './config.ts'
import type { ApplicationValue, Octets } from './encoding.ts'
import './faults.ts'
import { countError } from '../kit/trace.ts'
import { objectText } from './names.ts'

const DEVICE = 8
const OBJECT_NAME = 77
const UNKNOWN_OBJECT = 31
/** §18.9 and §18.8: the answer does not fit, or would need segments. */
const TOO_LARGE: Readonly<Record<'abort' | 'reject', readonly number[]>> = { abort: [1, 4, 11], reject: [1] }

export interface Timed<Result> {
  readonly time: Micros
  readonly outcome: Outcome<Result>
}

interface SessionNeeds {
  readonly config: BacnetConfig
  readonly clock: Clock
  readonly bus: Bus
  readonly counters: DriverCounters
  readonly lost: (reason: Fault) => void
}

/** Requests to one device over one socket, each with an invoke id of its own. */
export class BacnetSession {
  readonly #needs: SessionNeeds
  readonly #place: string
  readonly #exchange: Exchange

  constructor(needs: SessionNeeds) {
    const { config, counters } = needs
    const { host, port = 47_808, timeoutMs = 3_000 } = config
    this.#needs = needs
    this.#place = `${host}:${port}`
    this.#exchange = new Exchange({
      place: this.#place,
      dial: udpLine(host, port),
      framing: (sink) =>
        new PacketFraming(
          (packet) => receive(packet, sink),
          () => countError(counters, 'driver.frame_malformed'),
        ),
      ids: 256,
      timeoutMs,
      clock: needs.clock,
      bus: needs.bus,
      counters,
      lost: needs.lost,
    })
  }

  get open(): boolean {
    return this.#exchange.open
  }

  /** One attempt: UDP alone connects to anything, so the device is asked for its name. */
  async connect(signal: AbortSignal): Promise<void> {
    const { device, timeoutMs = 3_000 } = this.#needs.config
    await this.#exchange.connect(signal)
    const reference = { objectType: DEVICE, instance: device, property: OBJECT_NAME }
    // The exchange itself does not heed a signal once the request is on its way.
    const aborted = Promise.withResolvers<never>()
    const abort = (): void => aborted.reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    try {
      const { outcome } = await Promise.race([this.readProperty('read', reference, signal), aborted.promise])
      if (outcome.is === 'error' && outcome.code === UNKNOWN_OBJECT)
        throw new Fault('bacnet.wrong_device', {
          device,
          place: this.#place,
          seen: `no ${objectText(DEVICE, device)}`,
        })
    } catch (reason) {
      await this.#exchange.close()
      if (reason instanceof Fault && reason.code === 'driver.timeout')
        throw new Fault('bacnet.no_answer', { place: this.#place, ms: timeoutMs })
      throw reason
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }

  close(): Promise<void> {
    return this.#exchange.close()
  }

  readProperty(
    kind: TurnKind,
    reference: PropertyReference,
    signal?: AbortSignal,
  ): Promise<Timed<readonly ApplicationValue[]>> {
    return this.#request(
      kind,
      {
        service: Service.readProperty,
        name: `property ${reference.property} of ${objectText(reference.objectType, reference.instance)}`,
        encode: (id) => encodeReadProperty(id, reference),
        read: (octets) => decodeReadProperty(octets, reference),
      },
      signal,
    )
  }

  readMultiple(
    kind: TurnKind,
    references: readonly PropertyReference[],
    signal?: AbortSignal,
  ): Promise<Timed<readonly PropertyResult[]>> {
    return this.#request(
      kind,
      {
        service: Service.readPropertyMultiple,
        name: `${references.length} properties`,
        encode: (id) => encodeReadMultiple(id, references),
        read: (octets) => decodeReadMultiple(octets, references),
      },
      signal,
    )
  }

  writeProperty(
    reference: PropertyReference,
    value: ApplicationValue,
    priority: number | undefined,
    signal?: AbortSignal,
  ): Promise<Timed<void>> {
    return this.#request(
      'write',
      {
        service: Service.writeProperty,
        name: `a write to ${objectText(reference.objectType, reference.instance)}`,
        encode: (id) => encodeWriteProperty(id, reference, value, priority),
        read: (octets) => {
          if (octets)
            throw new Fault('driver.reply_malformed', { expected: 'a plain acknowledgement', seen: 'one with a value' })
        },
      },
      signal,
    )
  }

  /** Throws `driver.too_large`, and what an exchange throws. */
  async #request<Result>(
    kind: TurnKind,
    ask: {
      readonly service: number
      readonly name: string
      readonly encode: (id: number) => Uint8Array
      readonly read: (octets: Octets | undefined) => Result
    },
    signal: AbortSignal | undefined,
  ): Promise<Timed<Result>> {
    let outcome: Outcome<Result> | undefined
    const { time } = await this.#exchange.request(
      kind,
      {
        name: ask.name,
        encode: (id) => encodePacket(ask.encode(id), true),
        check: (apdu) => {
          outcome = decodeAnswer(apdu, ask.service, ask.read)
        },
      },
      signal,
    )
    const seen = outcome!
    if ((seen.is === 'abort' || seen.is === 'reject') && TOO_LARGE[seen.is].includes(seen.reason))
      throw new Fault('driver.too_large', { asked: ask.name })
    return { time, outcome: seen }
  }
}

function receive(packet: Uint8Array, sink: FrameSink): void {
  const apdu = decodePacket(packet)
  const id = apdu && answered(apdu)
  if (apdu && id !== undefined) sink(id, apdu)
}
