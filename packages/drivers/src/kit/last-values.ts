import { BatchBuilder, isBad, type Micros, type SampleBatch, Status, ValueKind } from '@millrace/core'
import type { TagId, TagSpec, TagVerdict } from './driver.ts'

/** Report by exception still says a value at least this often, µs: a reader can tell silence from steadiness. */
const LONGEST_SILENCE: Micros = 600_000_000

/**
 * The last reported value of each tag of one device, in columns. It gives the batches that a loss makes, and it holds
 * back values within their deadband.
 */
export class LastValues {
  #tags: readonly TagSpec[] = []
  #rowOf: (tag: TagId) => number = () => -1
  #anyDeadband = false
  #deadband = new Float64Array()
  #kind = new Uint8Array()
  #double = new Float64Array()
  #int64 = new BigInt64Array()
  #words = new Int32Array()
  #text: string[] = []
  #status = new Uint32Array()
  #time = new Float64Array()
  /** 1 where the last sample was ours (waiting, uncertain, gone), told with our own time. */
  #ours = new Uint8Array()
  #anyOurs = false
  readonly #records: boolean

  /** @param records what comes are records of a time of their own, perhaps long past: `DriverCapabilities.records` */
  constructor(records = false) {
    this.#records = records
  }

  /** Takes the tags of a new configuration; those that stay keep their last value. */
  setTags(tags: readonly TagSpec[]): void {
    const before = {
      row: this.#rowOf,
      kind: this.#kind,
      words: this.#words,
      text: this.#text,
      status: this.#status,
      time: this.#time,
      ours: this.#ours,
    }
    const n = tags.length
    const slots = new ArrayBuffer(n * 8)
    this.#tags = tags
    this.#deadband = Float64Array.from(tags, (tag) => tag.deadband ?? Number.NaN)
    this.#anyDeadband = tags.some((tag) => tag.deadband !== undefined)
    this.#kind = new Uint8Array(n)
    this.#double = new Float64Array(slots)
    this.#int64 = new BigInt64Array(slots)
    this.#words = new Int32Array(slots)
    this.#text = []
    this.#status = new Uint32Array(n).fill(Status.BadWaitingForInitialData)
    this.#time = new Float64Array(n)
    this.#ours = new Uint8Array(n)
    this.#anyOurs = false
    this.#rowOf = rowFinder(tags)
    for (const [i, tag] of tags.entries()) {
      const old = before.row(tag.id)
      if (old < 0 || before.status[old] === Status.BadConfigurationError) continue
      this.#kind[i] = before.kind[old]!
      this.#words[2 * i] = before.words[2 * old]!
      this.#words[2 * i + 1] = before.words[2 * old + 1]!
      this.#status[i] = before.status[old]!
      this.#time[i] = before.time[old]!
      this.#ours[i] = before.ours[old]!
      if (this.#ours[i]) this.#anyOurs = true
      if (before.kind[old] === ValueKind.string) this.#text[i] = before.text[old]!
    }
  }

  /** True if `accept` would tell a value of this time as one of now: its own time is then told by nobody. */
  restates(tag: TagId, time: Micros): boolean {
    const row = this.#rowOf(tag)
    return !this.#records && row >= 0 && this.#ours[row] === 1 && time <= this.#time[row]!
  }

  /**
   * Notes what was read and returns what is worth reporting: everything but values within their deadband. A value that the
   * device has held since before we said that it is away is a statement about now, and gets the time at which it was heard
   * (unless the device tells of the past, too).
   */
  accept(read: SampleBatch, now: Micros): SampleBatch {
    const batch = this.#anyOurs && !this.#records ? this.#restamped(read, now) : read
    const words = new Int32Array(batch.double.buffer, batch.double.byteOffset, batch.length * 2)
    const kept = this.#anyDeadband ? new BatchBuilder(batch.length) : undefined
    let held = 0
    for (let i = 0; i < batch.length; i++) {
      const row = this.#rowOf(batch.series[i]!)
      if (row < 0) continue
      if (kept) {
        if (this.#withinDeadband(row, batch, i)) {
          held++
          continue
        }
        kept.addRow(batch.series[i]!, batch, i)
      }
      if (this.#records) {
        // What was sent again is older than what is known: the last value is the newest, not the last that came.
        if (this.#ours[row] === 0 && batch.time[i]! < this.#time[row]!) continue
        this.#ours[row] = 0
      }
      const kind = batch.kind[i]!
      this.#status[row] = batch.status[i]!
      this.#time[row] = batch.time[i]!
      // A sample without a value takes the last one away: there is nothing usable to fall back on.
      this.#kind[row] = kind
      this.#words[2 * row] = words[2 * i]!
      this.#words[2 * row + 1] = words[2 * i + 1]!
      if (kind === ValueKind.string) this.#text[row] = batch.text[Number(batch.int64[i])]!
    }
    return held > 0 ? kept!.take() : batch
  }

  /** Tags that cannot be read by their configuration: said once, and untouched by loss. */
  refuse(verdicts: readonly TagVerdict[], now: Micros): SampleBatch {
    const builder = new BatchBuilder(verdicts.length)
    for (const { tag, status } of verdicts) if (isBad(status)) builder.addNone(tag, now, status)
    return this.accept(builder.take(), now)
  }

  /** Every tag that has not been read yet. */
  waiting(now: Micros): SampleBatch {
    return this.#tell(
      (row) => this.#status[row] === Status.BadWaitingForInitialData,
      Status.BadWaitingForInitialData,
      now,
    )
  }

  /** The link broke: usable values stay, marked uncertain; tags without one turn bad at once. */
  lost(now: Micros, refused: ReadonlySet<TagId>): SampleBatch {
    const builder = new BatchBuilder(this.#tags.length)
    for (const [row, tag] of this.#tags.entries()) {
      if (refused.has(tag.id)) continue
      const usable = this.#kind[row] !== ValueKind.none && !isBad(this.#status[row]!)
      this.#status[row] = usable ? Status.UncertainNoCommunicationLastUsableValue : Status.BadNoCommunication
      if (!usable) this.#kind[row] = ValueKind.none
      this.#time[row] = now
      this.#ours[row] = 1
      this.#anyOurs = true
      this.#add(builder, row)
    }
    return builder.take()
  }

  /** The link has been away for three periods of these tags: their last values are not usable any more. */
  gone(periodMs: number, now: Micros, refused: ReadonlySet<TagId>): SampleBatch {
    return this.#tell(
      (row) =>
        this.#tags[row]!.periodMs === periodMs &&
        !refused.has(this.#tags[row]!.id) &&
        this.#status[row] !== Status.BadNoCommunication,
      Status.BadNoCommunication,
      now,
    )
  }

  #tell(which: (row: number) => boolean, status: number, now: Micros): SampleBatch {
    const builder = new BatchBuilder(64)
    for (let row = 0; row < this.#tags.length; row++) {
      if (!which(row)) continue
      this.#status[row] = status
      this.#kind[row] = ValueKind.none
      this.#time[row] = now
      this.#ours[row] = 1
      this.#anyOurs = true
      this.#add(builder, row)
    }
    return builder.take()
  }

  #restamped(batch: SampleBatch, now: Micros): SampleBatch {
    let time = batch.time
    for (let i = 0; i < batch.length; i++) {
      const row = this.#rowOf(batch.series[i]!)
      if (row < 0 || this.#ours[row] === 0) continue
      this.#ours[row] = 0
      if (batch.time[i]! > this.#time[row]!) continue
      if (time === batch.time) time = batch.time.slice()
      time[i] = now
    }
    this.#anyOurs = this.#ours.includes(1)
    return time === batch.time ? batch : { ...batch, time }
  }

  #add(builder: BatchBuilder, row: number): void {
    const tag = this.#tags[row]!.id
    const status = this.#status[row]!
    const time = this.#time[row]!
    const kind = this.#kind[row]
    if (kind === ValueKind.double) builder.addDouble(tag, time, this.#double[row]!, status)
    else if (kind === ValueKind.int64) builder.addInt64(tag, time, this.#int64[row]!, status)
    else if (kind === ValueKind.boolean) builder.addBoolean(tag, time, this.#double[row] !== 0, status)
    else if (kind === ValueKind.string) builder.addString(tag, time, this.#text[row]!, status)
    else builder.addNone(tag, time, status)
  }

  #withinDeadband(row: number, batch: SampleBatch, i: number): boolean {
    const deadband = this.#deadband[row]!
    if (Number.isNaN(deadband)) return false
    if (batch.kind[i] !== this.#kind[row] || batch.status[i] !== this.#status[row]) return false
    const age = batch.time[i]! - this.#time[row]!
    if (age >= LONGEST_SILENCE || age < 0) return false
    switch (batch.kind[i]) {
      case ValueKind.int64: {
        const change = batch.int64[i]! - this.#int64[row]!
        return Number(change < 0n ? -change : change) <= deadband
      }
      case ValueKind.string:
        return batch.text[Number(batch.int64[i])] === this.#text[row]
      case ValueKind.none:
        return true
      default:
        return (
          Object.is(batch.double[i], this.#double[row]) || Math.abs(batch.double[i]! - this.#double[row]!) <= deadband
        )
    }
  }
}

/**
 * The row of each tag, or -1. Tag numbers of one device mostly follow each other: then a plain array finds a row
 * faster than a map, and in a tenth of the room.
 */
function rowFinder(tags: readonly TagSpec[]): (tag: TagId) => number {
  let first = Number.POSITIVE_INFINITY
  let last = 0
  for (const tag of tags) {
    first = Math.min(first, tag.id)
    last = Math.max(last, tag.id)
  }
  const span = last - first + 1
  if (tags.length === 0 || span > tags.length * 4 + 64) {
    const rows = new Map(tags.map((tag, row) => [tag.id, row]))
    return (tag) => rows.get(tag) ?? -1
  }
  const rows = new Int32Array(span).fill(-1)
  for (const [row, tag] of tags.entries()) rows[tag.id - first] = row
  return (tag) => (tag >= first && tag <= last ? rows[tag - first]! : -1)
}
