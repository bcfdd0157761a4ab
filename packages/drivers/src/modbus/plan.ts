import { type Fault, type Micros, type SampleBatch, Status, ValueKind } from '@millrace/core'
import { type Block, type BlockLimits, type Extent, Holes, planBlocks } from '../kit/block-plan.ts'
import { kindOf, type ScanGroup, type TagId, type TagSpec, type TagVerdict } from '../kit/driver.ts'
import { scaled } from '../kit/scale.ts'
import { type Area, type ModbusAddress, parseAddress, type WordOrder } from './address.ts'
import { encodeRead, FunctionCode } from './codec.ts'
import { readInt64, readNumber, readString } from './registers.ts'

const areaNumbers: Readonly<Record<Area, number>> = { coil: 0, discrete: 1, holding: 2, input: 3 }
const readFunctions = [
  FunctionCode.readCoils,
  FunctionCode.readDiscreteInputs,
  FunctionCode.readHoldingRegisters,
  FunctionCode.readInputRegisters,
]

/** How a device wants to be asked. */
export interface PlanSettings {
  readonly unit: number
  readonly wordOrder: WordOrder
  readonly maxRegisters: number
  readonly maxBits: number
  readonly maxGap: number
}

/** A tag with its address read: one flat object, for an edge may hold a hundred thousand. */
export interface PlannedTag extends Extent {
  readonly spec: TagSpec
  readonly area: Area
  readonly order: WordOrder
  readonly bits: ModbusAddress['bits']
  readonly bytes: ModbusAddress['bytes']
}

/** A unit's area, as one address space of the block planner. */
function spaceOf(unit: number, area: Area): number {
  return unit * 4 + areaNumbers[area]
}

export function unitOf({ space }: Extent): number {
  return space >> 2
}

/** The request that reads a run of units. */
export function readRequest(extent: Extent): { readonly unit: number; readonly pdu: Uint8Array } {
  const { space, start, length } = extent
  return { unit: unitOf(extent), pdu: encodeRead(readFunctions[space & 3]!, start, length) }
}

/** Tags to read: what can be is sorted into groups by period, what cannot has a verdict that says why. */
export interface ModbusPlan {
  readonly groups: readonly ModbusGroup[]
  readonly verdicts: readonly TagVerdict[]
  /** How many units are asked. */
  readonly units: number
}

export function planTags(specs: readonly TagSpec[], settings: PlanSettings): ModbusPlan {
  const verdicts: TagVerdict[] = []
  const byPeriod = new Map<number, PlannedTag[]>()
  const units = new Set<number>()
  for (const spec of specs) {
    try {
      const planned = planTag(spec, settings)
      units.add(unitOf(planned))
      const group = byPeriod.get(spec.periodMs)
      if (group) group.push(planned)
      else byPeriod.set(spec.periodMs, [planned])
      const fault = refusal(planned)
      verdicts.push(
        fault ? { tag: spec.id, status: Status.Good, message: fault } : { tag: spec.id, status: Status.Good },
      )
    } catch (failure) {
      verdicts.push({ tag: spec.id, status: Status.BadConfigurationError, message: (failure as Fault).message })
    }
  }
  const limits: BlockLimits = {
    maxUnits: (space) => ((space & 3) < 2 ? settings.maxBits : settings.maxRegisters),
    maxGap: settings.maxGap,
  }
  const groups = [...byPeriod].map(([periodMs, members]) => new ModbusGroup(periodMs, members, limits))
  return { groups, verdicts, units: units.size }
}

function planTag(spec: TagSpec, settings: PlanSettings): PlannedTag {
  const address = parseAddress(spec.address, spec.type)
  // The device's order is about values of several registers; single registers and strings swap bytes only if told by name.
  const { area, length, bits, bytes } = address
  const order = address.order ?? (length > 1 && spec.type !== 'string' ? settings.wordOrder : 'ABCD')
  return {
    spec,
    area,
    space: spaceOf(address.unit ?? settings.unit, area),
    start: address.address,
    length,
    order,
    bits,
    bytes,
  }
}

function refusal({ spec, area }: PlannedTag): string | undefined {
  return spec.access === 'rw' && (area === 'discrete' || area === 'input')
    ? `The area ${area} cannot be written.`
    : undefined
}

/** One scan of a group on its way into a batch. Columns that are as always are shared between the scans. */
export interface ScanColumns {
  readonly time: Float64Array
  readonly double: Float64Array
  readonly int64: BigInt64Array
  readonly words: Int32Array
  kind: Uint8Array
  status: Uint32Array
  readonly text: string[]
}

/** Tags of one device with one period: their order in the batch, their requests, and how bytes become values. */
export class ModbusGroup implements ScanGroup {
  readonly periodMs: number
  readonly tags: readonly TagId[]
  readonly holes = new Holes()
  /** Tags the device refuses, by row, and when to ask again (monotonic ms). */
  readonly refused = new Map<number, { readonly status: number; readonly retryAt: number }>()
  readonly #members: readonly PlannedTag[]
  readonly #limits: BlockLimits
  readonly #series: Uint32Array
  readonly #kinds: Uint8Array
  readonly #good: Uint32Array
  #blocks: readonly Block[]

  constructor(periodMs: number, members: readonly PlannedTag[], limits: BlockLimits) {
    const order = planBlocks(members, limits).flatMap((block) => block.members)
    this.periodMs = periodMs
    this.#members = order.map((i) => members[i]!)
    this.#limits = limits
    this.tags = this.#members.map(({ spec }) => spec.id)
    this.#series = Uint32Array.from(this.tags)
    this.#kinds = Uint8Array.from(this.#members, ({ spec }) => kindOf(spec))
    this.#good = new Uint32Array(members.length)
    this.#blocks = planBlocks(this.#members, limits)
  }

  /** What each row of the batch needs. */
  get extents(): readonly Extent[] {
    return this.#members
  }

  get blocks(): readonly Block[] {
    return this.#blocks
  }

  /** The tag of this number, if the group reads it. Writes ask, so it may take its time. */
  find(id: TagId): PlannedTag | undefined {
    return this.#members.find(({ spec }) => spec.id === id)
  }

  /** Plans anew around the holes that were found. */
  replan(): void {
    this.#blocks = planBlocks(this.#members, this.#limits, this.holes)
  }

  columns(): ScanColumns {
    const n = this.tags.length
    const slots = new ArrayBuffer(n * 8)
    return {
      time: new Float64Array(n),
      double: new Float64Array(slots),
      int64: new BigInt64Array(slots),
      words: new Int32Array(slots),
      kind: this.#kinds,
      status: this.#good,
      text: [],
    }
  }

  batch({ time, double, int64, kind, status, text }: ScanColumns): SampleBatch {
    return { length: this.tags.length, series: this.#series, time, kind, double, int64, status, text }
  }

  /** The whole block has no values; `status` says why. */
  fail(block: Block, status: number, time: Micros, into: ScanColumns): void {
    for (const row of block.members) this.#none(row, status, time, into)
  }

  /** Takes the values of a block from the reply to its {@link readRequest}. */
  decode(block: Block, pdu: Uint8Array, time: Micros, into: ScanColumns): void {
    const isBits = (block.space & 3) < 2
    for (const row of block.members) {
      into.time[row] = time
      const at = this.#members[row]!.start - block.start
      if (isBits) into.double[row] = (pdu[2 + (at >> 3)]! >> (at & 7)) & 1
      else this.#value(row, pdu, 2 + at * 2, into)
    }
  }

  #value(row: number, pdu: Uint8Array, at: number, into: ScanColumns): void {
    const { spec, bytes, order } = this.#members[row]!
    const { type, scale } = spec
    if (type === 'string') {
      const text = readString(pdu, at, bytes!, order)
      if (text === undefined) this.#none(row, Status.BadDecodingError, into.time[row]!, into)
      else {
        into.int64[row] = BigInt(into.text.length)
        into.text.push(text)
      }
    } else if (type === 'int64' || type === 'uint64') {
      const whole = readInt64(pdu, at, type, order)
      if (scale) into.double[row] = scaled(Number(whole), scale)
      else if (BigInt.asIntN(64, whole) !== whole) this.#none(row, Status.BadOutOfRange, into.time[row]!, into)
      else into.int64[row] = whole
    } else this.#number(row, pdu, at, into)
  }

  #number(row: number, pdu: Uint8Array, at: number, into: ScanColumns): void {
    const { spec, bits, order } = this.#members[row]!
    let raw: number
    if (bits) raw = (((pdu[at]! << 8) | pdu[at + 1]!) >> bits.from) & ((2 << (bits.to - bits.from)) - 1)
    else raw = readNumber(pdu, at, spec.type, order)
    const kind = this.#kinds[row]
    if (kind === ValueKind.boolean) into.double[row] = raw === 0 ? 0 : 1
    else if (kind === ValueKind.int64) {
      // Two 32-bit halves (little-endian): a bigint for each sample would be an object for each sample.
      into.words[2 * row] = raw
      into.words[2 * row + 1] = raw < 0 ? -1 : 0
    } else if (Number.isNaN(raw)) this.#none(row, Status.BadOutOfRange, into.time[row]!, into)
    else into.double[row] = spec.scale ? scaled(raw, spec.scale) : raw
  }

  #none(row: number, status: number, time: Micros, into: ScanColumns): void {
    if (into.status === this.#good) {
      into.status = new Uint32Array(this.tags.length)
      into.kind = this.#kinds.slice()
    }
    into.time[row] = time
    into.kind[row] = ValueKind.none
    into.status[row] = status
    into.double[row] = 0
  }
}
