import { Fault } from '@millrace/core'
import type { Extent } from '../kit/block-plan.ts'
import type { BlockTag } from '../kit/block-protocol.ts'
import type { TagSpec } from '../kit/driver.ts'
import { readInt64, readNumber, readString, type WordOrder } from '../kit/registers.ts'
import type { ScanColumns, TagRows } from '../kit/rows.ts'
import { type Area, type ModbusAddress, parseAddress } from './address.ts'
import { encodeRead, FunctionCode } from './codec.ts'
import './faults.ts'

const areaNumbers: Readonly<Record<Area, number>> = { coil: 0, discrete: 1, holding: 2, input: 3 }
const readFunctions = [
  FunctionCode.readCoils,
  FunctionCode.readDiscreteInputs,
  FunctionCode.readHoldingRegisters,
  FunctionCode.readInputRegisters,
]

/** A tag with its address read: one flat object, for an edge may hold a hundred thousand. */
export interface ModbusTag extends BlockTag {
  readonly area: Area
  readonly order: WordOrder
  readonly bits: ModbusAddress['bits']
  readonly bytes: ModbusAddress['bytes']
}

/** What addresses leave open. */
export interface PlanSettings {
  readonly unit: number
  readonly wordOrder: WordOrder
  /** Most that a unit's number may be; 0 is no unit where there is a limit. */
  readonly mostUnit?: number
}

/** A unit's area is one address space of the block planner. */
export function planTag(spec: TagSpec, settings: PlanSettings): ModbusTag {
  const address = parseAddress(spec.address, spec.type)
  checkUnitNumber(spec.address, address, settings.mostUnit)
  // The device's order is about values of several registers; single registers and strings swap bytes only if told by name.
  const { area, length, bits, bytes } = address
  const order = address.order ?? (length > 1 && spec.type !== 'string' ? settings.wordOrder : 'ABCD')
  const space = (address.unit ?? settings.unit) * 4 + areaNumbers[area]
  return { spec, area, space, start: address.address, length, order, bits, bytes }
}

/** Throws `modbus.unit_range` where units are fewer than an address may name. */
export function checkUnitNumber(text: string, { unit = 1 }: ModbusAddress, mostUnit: number | undefined): void {
  if (mostUnit !== undefined && (unit === 0 || unit > mostUnit))
    throw new Fault('modbus.unit_range', { address: text, seen: `unit ${unit}` })
}

export function unitOf({ space }: Extent): number {
  return space >> 2
}

/** True where the units of a space are single bits. */
export function holdsBits(space: number): boolean {
  return (space & 3) < 2
}

/** The request that reads a run of units. */
export function readRequest(extent: Extent): { readonly unit: number; readonly pdu: Uint8Array } {
  const { space, start, length } = extent
  return { unit: unitOf(extent), pdu: encodeRead(readFunctions[space & 3]!, start, length) }
}

/** Takes one tag's value from the reply to a {@link readRequest}; `offset` counts registers or bits. */
export function decodeTag(
  tag: ModbusTag,
  { bytes: pdu, offset, row }: { readonly bytes: Uint8Array; readonly offset: number; readonly row: number },
  rows: TagRows,
  into: ScanColumns,
): void {
  if (holdsBits(tag.space)) {
    rows.number(row, (pdu[2 + (offset >> 3)]! >> (offset & 7)) & 1, into)
    return
  }
  const at = 2 + offset * 2
  const { bits, bytes, order } = tag
  const { type } = tag.spec
  if (type === 'string') rows.text(row, readString(pdu, at, bytes!, order), into)
  else if (type === 'int64' || type === 'uint64') rows.whole(row, readInt64(pdu, at, type, order), into)
  else if (bits) {
    const register = (pdu[at]! << 8) | pdu[at + 1]!
    rows.number(row, (register >> bits.from) & ((2 << (bits.to - bits.from)) - 1), into)
  } else rows.number(row, readNumber(pdu, at, type, order), into)
}
