import { Status, type Value } from '@millrace/core'
import type { DataType, TagSpec } from '../kit/driver.ts'
import { fits } from '../kit/requests.ts'
import { encodeTime, readTime, type StationTime, TIME_OCTETS } from './time.ts'
import { type CommandForm, type CommandType, type Form, MONITORED, type MonitoredType } from './types.ts'

/** Quality bits (IEC 60870-5-101 §7.2.6.3). */
const OVERFLOW = 0x01
const BLOCKED = 0x10
const SUBSTITUTED = 0x20
const NOT_TOPICAL = 0x40
const INVALID = 0x80
/** Of a step position: the equipment is on its way. */
const TRANSIENT = 0x80
/** Select, in the qualifier of a command. */
const SELECT = 0x80

/** One information object as a station reported it. */
export interface Reported {
  /** Type identification. */
  readonly type: number
  readonly form: Form
  /** As on the wire: normalized values as the count from −32768 to 32767. */
  readonly raw: number
  readonly status: number
  readonly time?: StationTime
}

export function readElement(
  type: number,
  { form, size, timed, qualified }: MonitoredType,
  bytes: Uint8Array,
  at: number,
): Reported {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, size)
  const raw = rawOf(form, view)
  const status = qualified ? qualityOf(form, view) : Status.Good
  if (!timed) return { type, form, raw, status }
  return { type, form, raw, status, time: readTime(bytes, at + size - TIME_OCTETS) }
}

function rawOf(form: Form, view: DataView): number {
  const first = view.getUint8(0)
  switch (form) {
    case 'single':
      return first & 1
    case 'double':
    case 'event':
      return first & 3
    case 'step':
      return ((first & 0x7f) ^ 0x40) - 0x40
    case 'bits':
      return view.getUint32(0, true)
    case 'normalized':
    case 'scaled':
      return view.getInt16(0, true)
    case 'float':
      return view.getFloat32(0, true)
    case 'total':
      return view.getInt32(0, true)
    case 'starts':
      return first & 0x3f
    case 'circuits':
      return first & 0x0f
  }
}

/** Where the quality of each form lies, and which of its bits mean something there. */
const qualities: Readonly<Record<Form, { readonly at: number; readonly bits: number }>> = {
  single: { at: 0, bits: 0xf0 },
  double: { at: 0, bits: 0xf0 },
  step: { at: 1, bits: 0xf1 },
  bits: { at: 4, bits: 0xf1 },
  normalized: { at: 2, bits: 0xf1 },
  scaled: { at: 2, bits: 0xf1 },
  float: { at: 4, bits: 0xf1 },
  total: { at: 4, bits: INVALID },
  event: { at: 0, bits: 0xf0 },
  starts: { at: 1, bits: 0xf0 },
  circuits: { at: 1, bits: 0xf0 },
}

function qualityOf(form: Form, view: DataView): number {
  const { at, bits } = qualities[form]
  const quality = view.getUint8(at) & bits
  if (quality & INVALID) return Status.BadSensorFailure
  if (quality & OVERFLOW) return Status.UncertainEngineeringUnitsExceeded
  if (quality & (NOT_TOPICAL | BLOCKED)) return Status.UncertainLastUsableValue
  if (form === 'step' && view.getUint8(0) & TRANSIENT) return Status.UncertainSensorNotAccurate
  if (quality & SUBSTITUTED) return Status.GoodLocalOverride
  return Status.Good
}

const isFloat = (type: DataType): boolean => type === 'float32' || type === 'float64'

/**
 * What a reported object is for a tag of this type: normalized values are fractions for floats and counts for
 * integers; a bool is true when a double point is on, and a double point between on and off has no place in it.
 */
export function valueFor(form: Form, raw: number, type: DataType): Value {
  if (form === 'normalized' && isFloat(type)) return raw / 0x8000
  if ((form === 'double' || form === 'event') && type === 'bool') return raw === 1 ? false : raw === 2 ? true : null
  return raw
}

/** The element of a command that carries this value, or the status of why it cannot. */
export function encodeCommand(
  value: Value,
  type: DataType,
  { form }: CommandType,
  qualifier: number,
): Uint8Array | number {
  const raw = commandRaw(value, type, form)
  if (typeof raw !== 'number') return raw.status
  const least = form === 'double' || form === 'step' ? 1 : form === 'single' || form === 'bits' ? 0 : -0x8000
  const most = form === 'single' ? 1 : form === 'double' || form === 'step' ? 2 : form === 'bits' ? 0xffff_ffff : 0x7fff
  if (form === 'float') {
    if (!Number.isFinite(Math.fround(raw))) return Status.BadOutOfRange
  } else if (raw < least || raw > most) return Status.BadOutOfRange
  else if (!Number.isInteger(raw)) return Status.BadTypeMismatch
  switch (form) {
    case 'single':
    case 'double':
    case 'step':
      return Uint8Array.of(raw | (qualifier << 2))
    case 'bits': {
      const bytes = new Uint8Array(4)
      new DataView(bytes.buffer).setUint32(0, raw, true)
      return bytes
    }
    case 'float': {
      const bytes = new Uint8Array(5)
      new DataView(bytes.buffer).setFloat32(0, raw, true)
      return bytes
    }
    default:
      return Uint8Array.of(raw & 0xff, (raw >> 8) & 0xff, 0)
  }
}

function commandRaw(value: Value, type: DataType, form: CommandForm): number | { readonly status: number } {
  const status = fits(value, type)
  if (status !== Status.Good) return { status }
  if (type === 'bool') return form === 'double' ? (value ? 2 : 1) : Number(value)
  const number = Number(value)
  return form === 'normalized' && isFloat(type) ? Math.round(number * 0x8000) : number
}

/** The same command as a select. */
export function selecting(element: Uint8Array): Uint8Array {
  const select = element.slice()
  select[select.length - 1]! |= SELECT
  return select
}

/** With the time at its end. */
export function timed(element: Uint8Array, time: StationTime): Uint8Array {
  const bytes = new Uint8Array(element.length + TIME_OCTETS)
  bytes.set(element)
  bytes.set(encodeTime(time), element.length)
  return bytes
}

/** Commands for what a station reports, by its form. */
const byForm: Partial<Record<Form, number>> = {
  single: 45,
  double: 46,
  normalized: 48,
  scaled: 49,
  float: 50,
  bits: 51,
}
/** … and by the tag's type where nothing was reported. */
const byType: Partial<Record<DataType, number>> = {
  bool: 45,
  int8: 49,
  int16: 49,
  float32: 50,
  float64: 50,
  uint32: 51,
}

/** The command that an address leaves open; undefined if neither report nor type tells. */
export function commandFor(spec: TagSpec, reported: Reported | undefined): number | undefined {
  return reported ? byForm[reported.form] : byType[spec.type]
}

/** For people: `M_SP_NA_1`. */
export const nameOf = (type: number): string => MONITORED.get(type)?.name ?? `type ${type}`
