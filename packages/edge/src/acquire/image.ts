import { type SampleBatch, Status, type Value, ValueKind } from '@millrace/core'

/** The newest sample of every tag, in columns addressed by tag number: what births tell. */
export class Image {
  #size = 0
  #kind = new Uint8Array()
  #double = new Float64Array()
  #int64 = new BigInt64Array()
  #status = new Uint32Array()
  #time = new Float64Array()
  readonly #text = new Map<number, string>()

  /** Makes room for tags below `size`; what is held stays. */
  reserve(size: number): void {
    if (size <= this.#size) return
    const slots = new ArrayBuffer(size * 8)
    const grown = {
      kind: new Uint8Array(size),
      double: new Float64Array(slots),
      int64: new BigInt64Array(slots),
      status: new Uint32Array(size).fill(Status.BadWaitingForInitialData),
      time: new Float64Array(size),
    }
    grown.kind.set(this.#kind)
    grown.int64.set(this.#int64)
    grown.status.set(this.#status)
    grown.time.set(this.#time)
    this.#size = size
    this.#kind = grown.kind
    this.#double = grown.double
    this.#int64 = grown.int64
    this.#status = grown.status
    this.#time = grown.time
  }

  /** The tag has no sample any more. */
  forget(tag: number): void {
    this.#kind[tag] = ValueKind.none
    this.#status[tag] = Status.BadWaitingForInitialData
    this.#time[tag] = 0
    this.#text.delete(tag)
  }

  update(batch: SampleBatch): void {
    for (let i = 0; i < batch.length; i++) {
      const tag = batch.series[i]!
      const kind = batch.kind[i]!
      this.#kind[tag] = kind
      this.#time[tag] = batch.time[i]!
      this.#status[tag] = batch.status[i]!
      if (kind === ValueKind.int64) this.#int64[tag] = batch.int64[i]!
      else if (kind === ValueKind.string) this.#text.set(tag, batch.text[Number(batch.int64[i])]!)
      else this.#double[tag] = batch.double[i]!
    }
  }

  /** µs; 0 if the tag never had a sample. */
  time(tag: number): number {
    return this.#time[tag]!
  }

  status(tag: number): number {
    return this.#status[tag]!
  }

  value(tag: number): Value {
    switch (this.#kind[tag]) {
      case ValueKind.double:
        return this.#double[tag]!
      case ValueKind.int64:
        return this.#int64[tag]!
      case ValueKind.boolean:
        return this.#double[tag] !== 0
      case ValueKind.string:
        return this.#text.get(tag)!
      default:
        return null
    }
  }
}
