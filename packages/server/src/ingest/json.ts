import {
  type Clock,
  type Closable,
  type Log,
  type Micros,
  Status,
  sayFault,
  type Timer,
  ValueKind,
} from '@millrace/core'
import { admitTime, type Refusal, type Refusals } from './admit.ts'
import type { Gather } from './gather.ts'
import type { DeviceBook, PointType, Sender, SeriesDirectory, Source } from './needs.ts'
import { TelemetryReader } from './telemetry-reader.ts'

const KEYS_OF_A_DEVICE = 1_000
const RETRY_MS = 1_000
const TELL_SEEN_MS = 5_000
const STALE_MS = 300_000

const pointTypes: Readonly<Record<number, PointType>> = {
  [ValueKind.double]: 'double',
  [ValueKind.boolean]: 'boolean',
  [ValueKind.string]: 'string',
}

interface Key {
  readonly series: number
  readonly kind: ValueKind
}

/** A device that speaks JSON, and the series of its keys. */
class JsonDevice {
  readonly sender: Sender
  readonly source: Source
  readonly keys = new Map<string, Key>()
  /** Time of the newest message that brought none of its own: two of them never share a microsecond. */
  stamped: Micros = 0
  /** Something came since it was last told as seen. */
  heard = false
  /** Monotonic ms. */
  lastHeard = 0
  /** Set while new keys are being numbered. */
  numbering: Promise<void> | undefined

  constructor(sender: Sender, source: Source) {
    this.sender = sender
    this.source = source
  }

  stamp(now: Micros): Micros {
    this.stamped = Math.max(now, this.stamped + 1)
    return this.stamped
  }
}

export interface TelemetryNeeds {
  readonly gather: Gather
  readonly directory: SeriesDirectory
  readonly devices: DeviceBook
  readonly refusals: Refusals
  readonly clock: Clock
  readonly log: Log
  /** Ends what is tried again and again. */
  readonly closing: AbortSignal
}

/** Telemetry of devices that have no edge node: JSON over MQTT or HTTP. */
export class Telemetry implements Closable {
  readonly #needs: TelemetryNeeds
  readonly #reader = new TelemetryReader()
  readonly #devices = new Map<string, JsonDevice>()
  readonly #limit: number
  readonly #timer: Timer

  constructor(needs: TelemetryNeeds, keysOfADevice = KEYS_OF_A_DEVICE) {
    this.#needs = needs
    this.#limit = keysOfADevice
    this.#timer = needs.clock.every(TELL_SEEN_MS, () => this.#tellSeen())
  }

  /** A device opened a connection. */
  joined({ tenant }: Sender, name: string): void {
    const seen = this.#needs.clock.now()
    this.#needs.devices.report(tenant, { device: name }, { state: 'online', seen, lastError: '' })
  }

  /** Its last connection is closed. */
  left({ tenant }: Sender, name: string): void {
    this.#needs.devices.report(tenant, { device: name }, { state: 'offline', seen: this.#needs.clock.now() })
  }

  close(): void {
    this.#timer.cancel()
  }

  /** The device of a sender; its keys are numbered as they come. */
  deviceOf(sender: Sender, name: string): JsonDevice {
    const key = JSON.stringify([sender.tenant, name])
    let device = this.#devices.get(key)
    if (!device) {
      device = new JsonDevice(sender, { device: name })
      this.#devices.set(key, device)
    }
    return device
  }

  /**
   * Takes a whole message into the group in the making, or refuses the whole of it. A promise means that new keys
   * are being numbered: whoever calls waits with what this device sent later.
   */
  accept(
    device: JsonDevice,
    bytes: Buffer,
    start: number,
    end: number,
  ): Refusal | undefined | Promise<Refusal | undefined> {
    if (device.numbering) return this.#later(device, bytes, start, end)
    const reader = this.#reader
    const refusal = reader.read(bytes, start, end) ?? this.#check(device)
    if (refusal) return this.#refuse(device, refusal)
    for (let i = 0; i < reader.length; i++) {
      if (reader.kind[i] !== ValueKind.none && !device.keys.has(reader.key[i] as string)) {
        const refused = this.#number(device)
        return refused ? this.#refuse(device, refused) : this.#later(device, bytes, start, end)
      }
    }
    this.#take(device)
    device.heard = true
    return undefined
  }

  async #later(device: JsonDevice, bytes: Buffer, start: number, end: number): Promise<Refusal | undefined> {
    const kept = Buffer.from(bytes.subarray(start, end))
    while (device.numbering) await device.numbering
    return this.accept(device, kept, 0, kept.length)
  }

  #refuse(device: JsonDevice, refusal: Refusal): Refusal {
    this.#needs.refusals.count(refusal, { tenant: device.sender.tenant, source: device.source })
    return refusal
  }

  #check(device: JsonDevice): Refusal | undefined {
    const reader = this.#reader
    const now = this.#needs.clock.now()
    for (let i = 0; i < reader.length; i++) {
      const key = device.keys.get(reader.key[i] as string)
      const kind = reader.kind[i]
      if (key && kind !== ValueKind.none && kind !== key.kind) {
        const detail = `Expected "${reader.key[i]}" as a ${pointTypes[key.kind]}, saw a ${pointTypes[kind as number]}.`
        return { reason: 'type_mismatch', detail }
      }
      const time = reader.time[i] as number
      const reason = Number.isNaN(time) ? undefined : admitTime(time, now)
      if (reason)
        return { reason, detail: `Expected a time from 1990 to a day ahead, saw ${time / 1_000} ms since 1970.` }
    }
    return undefined
  }

  #take(device: JsonDevice): void {
    const { length, key, kind, number, text, time } = this.#reader
    const { rows } = this.#needs.gather.share(device.sender.tenant)
    const stamp = device.stamp(this.#needs.clock.now())
    let taken = 0
    for (let i = 0; i < length; i++) {
      const known = device.keys.get(key[i] as string)
      // A null under a key that never had a value says nothing yet: there is no type to give it.
      if (!known) continue
      taken++
      const at = Number.isNaN(time[i] as number) ? stamp : (time[i] as number)
      if (kind[i] === ValueKind.double) rows.addDouble(known.series, at, number[i] as number)
      else if (kind[i] === ValueKind.boolean) rows.addBoolean(known.series, at, number[i] === 1)
      else if (kind[i] === ValueKind.string) rows.addString(known.series, at, text[i] as string)
      else rows.addNone(known.series, at, Status.Bad)
    }
    this.#needs.gather.added(taken)
  }

  /** Starts numbering the unknown keys of the message that was read; a refusal when they are too many. */
  #number(device: JsonDevice): Refusal | undefined {
    const { length, key, kind } = this.#reader
    const fresh = new Map<string, ValueKind>()
    for (let i = 0; i < length; i++) {
      const name = key[i] as string
      const own = kind[i] as ValueKind
      if (own === ValueKind.none || device.keys.has(name)) continue
      const before = fresh.get(name)
      if (before !== undefined && before !== own) {
        return { reason: 'type_mismatch', detail: `"${name}" has values of two types in one message.` }
      }
      fresh.set(name, own)
    }
    if (device.keys.size + fresh.size > this.#limit) {
      return { reason: 'too_many_keys', detail: `Expected at most ${this.#limit} keys of a device.` }
    }
    device.numbering = this.#register(device, fresh).finally(() => {
      device.numbering = undefined
    })
    return undefined
  }

  /** Until the directory answers or ingest closes: a device waits while the database is away, as it would for a slow disk. */
  async #register(device: JsonDevice, fresh: ReadonlyMap<string, ValueKind>): Promise<void> {
    const names = [...fresh.keys()]
    const points = [...fresh].map(([name, kind]) => ({ name, type: pointTypes[kind] as PointType }))
    for (;;) {
      try {
        const { series } = await this.#needs.directory.register(device.sender.tenant, {
          source: device.source,
          protocol: 'json',
          points,
        })
        names.forEach((name, i) => {
          device.keys.set(name, { series: series[i] as number, kind: fresh.get(name) as ValueKind })
        })
        return
      } catch (failure) {
        this.#needs.log.error('series not numbered, will be tried again', {
          fault: sayFault(failure),
          device: device.source.device,
        })
        const { sender, source } = device
        this.#needs.devices.report(sender.tenant, source, {
          seen: this.#needs.clock.now(),
          lastError: sayFault(failure),
        })
        await this.#needs.clock.sleep(RETRY_MS, this.#needs.closing)
      }
    }
  }

  /** Devices by HTTP have no connection that could close: after a while of silence they are stale. */
  #tellSeen(): void {
    const seen = this.#needs.clock.now()
    const now = this.#needs.clock.monotonic()
    for (const device of this.#devices.values()) {
      const { sender, source } = device
      if (device.heard) {
        device.heard = false
        device.lastHeard = now
        this.#needs.devices.report(sender.tenant, source, { state: 'online', seen })
      } else if (device.lastHeard > 0 && now - device.lastHeard > STALE_MS) {
        device.lastHeard = 0
        this.#needs.devices.report(sender.tenant, source, { state: 'stale', seen: seen - STALE_MS * 1_000 })
      }
    }
  }
}

export type { JsonDevice }
