import { Fault, isBad, Status, type Value, ValueKind } from '@millrace/core'
import {
  type DataType,
  type DriverCounters,
  kindOf,
  type TagId,
  type TagSpec,
  type WriteRequest,
  type WriteResult,
} from './driver.ts'

/** Why the device, or the driver on its behalf, did not take a value. */
export interface Refusal {
  /** OPC UA status, bad. */
  readonly status: number
  readonly message: string
}

const statuses: Readonly<Record<string, number>> = {
  'driver.timeout': Status.BadTimeout,
  'driver.reply_malformed': Status.BadDecodingError,
  'driver.bus_full': Status.BadResourceUnavailable,
}

/** The status of tags whose request failed; a reason that concerns the whole link is thrown on. */
export function statusOf(reason: unknown): number {
  const status = reason instanceof Fault ? statuses[reason.code] : undefined
  if (status === undefined) throw reason
  return status
}

interface TagWriterNeeds<Tag> {
  /** Sends one raw value, or says why not. */
  readonly send: (tag: Tag, raw: Value, signal: AbortSignal) => Promise<Refusal | undefined>
  /** What the device holds now, in engineering units; undefined if it does not say. */
  readonly readBack: (tag: Tag, signal: AbortSignal, sent: Value) => Promise<Value | undefined>
  /** What to say where it was taken and cannot be read back. */
  readonly taken?: string
}

/** Writes one tag at a time and reads it back. */
export class TagWriter<Tag extends { readonly spec: TagSpec }> {
  readonly #needs: TagWriterNeeds<Tag>
  #last: Promise<unknown> = Promise.resolve()

  constructor(needs: TagWriterNeeds<Tag>) {
    this.#needs = needs
  }

  /** One after the other; `find` gives the tag of a number. What was taken is counted. */
  async writeEach(
    requests: readonly WriteRequest[],
    { find, counters, signal }: { find: (id: TagId) => Tag | undefined; counters: DriverCounters; signal: AbortSignal },
  ): Promise<readonly WriteResult[]> {
    const results: WriteResult[] = []
    for (const request of requests) {
      const result = await this.#turn(find(request.tag), request, signal)
      if (!isBad(result.status)) counters.writes++
      results.push(result)
    }
    return results
  }

  /** Never rejects but for a lost link or an abort: then nobody knows whether the device took the value. */
  #turn(tag: Tag | undefined, request: WriteRequest, signal: AbortSignal): Promise<WriteResult> {
    // One after the other: two read-modify-writes of one place must not cross.
    const turn = this.#last.then(() => this.#write(tag, request, signal))
    this.#last = turn.catch((reason: unknown) => reason)
    return turn
  }

  async #write(tag: Tag | undefined, { operation, value }: WriteRequest, signal: AbortSignal): Promise<WriteResult> {
    if (!tag) return { operation, status: Status.BadNodeIdUnknown, message: 'The tag has no address.' }
    if (tag.spec.access !== 'rw')
      return { operation, status: Status.BadNotWritable, message: 'The tag is configured to be read only.' }
    const sent = unscaled(value, tag.spec)
    try {
      const refusal = await this.#needs.send(tag, sent, signal)
      if (refusal) return { operation, ...refusal }
    } catch (reason) {
      return { operation, status: statusOf(reason), message: (reason as Fault).message }
    }
    const { taken = 'The device took the value; it could not be read back.' } = this.#needs
    try {
      const readBack = await this.#needs.readBack(tag, signal, sent)
      if (readBack !== undefined) return { operation, status: Status.Good, readBack }
      return { operation, status: Status.Good, message: taken }
    } catch (reason) {
      statusOf(reason)
      return { operation, status: Status.Good, message: `${taken} ${(reason as Fault).message}` }
    }
  }
}

/** Engineering units → what the device counts in; a whole number if its type is one. */
function unscaled(value: Value, spec: TagSpec): Value {
  if (!spec.scale || typeof value !== 'number') return value
  const raw = (value - spec.scale.offset) / spec.scale.factor
  return kindOf({ type: spec.type }) === ValueKind.int64 ? Math.round(raw) : raw
}

const ranges: Partial<Record<DataType, readonly [bigint, bigint]>> = {
  int8: [-0x80n, 0x7fn],
  uint8: [0n, 0xffn],
  int16: [-0x8000n, 0x7fffn],
  uint16: [0n, 0xffffn],
  int32: [-0x8000_0000n, 0x7fff_ffffn],
  uint32: [0n, 0xffff_ffffn],
  int64: [-0x8000_0000_0000_0000n, 0x7fff_ffff_ffff_ffffn],
  uint64: [0n, 0xffff_ffff_ffff_ffffn],
}

/** Whether a value may be sent as this type: Good, `BadTypeMismatch` or `BadOutOfRange`. */
export function fits(value: Value, type: DataType): number {
  if (type === 'string') return typeof value === 'string' ? Status.Good : Status.BadTypeMismatch
  if (type === 'bool') return typeof value === 'boolean' ? Status.Good : Status.BadTypeMismatch
  if (typeof value !== 'number' && typeof value !== 'bigint') return Status.BadTypeMismatch
  if (type === 'float64') return Status.Good
  if (type === 'float32') {
    const beyond = !Number.isFinite(Math.fround(Number(value))) && Number.isFinite(Number(value))
    return beyond ? Status.BadOutOfRange : Status.Good
  }
  if (typeof value === 'number' && !Number.isInteger(value)) return Status.BadTypeMismatch
  const [least, most] = ranges[type]!
  const whole = BigInt(value)
  return whole < least || whole > most ? Status.BadOutOfRange : Status.Good
}

/** The refusal of a value that does not fit the tag's type; nothing was sent. */
export function unfit(spec: TagSpec, value: Value, status: number): Refusal {
  return {
    status,
    message: `Expected a value that fits ${spec.type}, saw ${typeof value} ${String(value).slice(0, 40)}; nothing was sent.`,
  }
}
