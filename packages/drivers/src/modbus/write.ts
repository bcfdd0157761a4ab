import { Fault, isBad, Status, type Value, ValueKind, valueAt } from '@millrace/core'
import { kindOf, type WriteRequest, type WriteResult } from '../kit/driver.ts'
import {
  encodeMaskWrite,
  encodeRead,
  encodeWriteCoil,
  encodeWriteCoils,
  encodeWriteRegister,
  encodeWriteRegisters,
  exceptionName,
  exceptionStatus,
  FunctionCode,
} from './codec.ts'
import { ModbusGroup, type PlannedTag, readRequest, unitOf } from './plan.ts'
import { encodeValue } from './registers.ts'
import type { ModbusSession } from './session.ts'

const ILLEGAL_FUNCTION = 1

/** Writes one tag at a time and reads it back. Learns which functions the device lacks and takes the longer way then. */
export class ModbusWriter {
  readonly #session: ModbusSession
  readonly #lacks = new Set<number>()
  #last: Promise<unknown> = Promise.resolve()

  constructor(session: ModbusSession) {
    this.#session = session
  }

  /** Never rejects but for a lost link or an abort: then nobody knows whether the device took the value. */
  write(tag: PlannedTag, request: WriteRequest, signal: AbortSignal): Promise<WriteResult> {
    // One after the other: two read-modify-writes of one register must not cross.
    const turn = this.#last.then(() => this.#write(tag, request, signal))
    this.#last = turn.catch((reason: unknown) => reason)
    return turn
  }

  async #write(tag: PlannedTag, { operation, value }: WriteRequest, signal: AbortSignal): Promise<WriteResult> {
    try {
      const exception = await this.#send(tag, value, signal)
      if (typeof exception === 'object') return { operation, ...exception }
      if (exception !== 0) {
        return {
          operation,
          status: exceptionStatus(exception),
          message: `The device answered: ${exceptionName(exception)}.`,
        }
      }
    } catch (reason) {
      return { operation, ...failed(reason) }
    }
    try {
      const readBack = await this.#readBack(tag, signal)
      if (readBack !== undefined) return { operation, status: Status.Good, readBack }
      return { operation, status: Status.Good, message: 'The device took the value; it could not be read back.' }
    } catch (reason) {
      const { message } = failed(reason)
      return {
        operation,
        status: Status.Good,
        message: `The device took the value; it could not be read back. ${message}`,
      }
    }
  }

  /** The exception code of the write (0 for none), or why nothing was sent. */
  async #send(
    tag: PlannedTag,
    value: Value,
    signal: AbortSignal,
  ): Promise<number | { status: number; message: string }> {
    const { spec, area, start, bits, bytes, order } = tag
    if (area === 'coil') {
      if (typeof value !== 'boolean')
        return { status: Status.BadTypeMismatch, message: `Expected a boolean, saw ${typeof value}.` }
      return this.#either(
        tag,
        () => encodeWriteCoil(start, value),
        () => encodeWriteCoils(start, [value]),
        signal,
      )
    }
    if (area !== 'holding') return { status: Status.BadNotWritable, message: `The area ${area} cannot be written.` }
    const raw = spec.scale && typeof value === 'number' ? unscale(value, tag) : value
    if (bits) return this.#sendBits(tag, raw, signal)
    const shape = { type: spec.type, order, ...(bytes === undefined ? {} : { bytes }) }
    const registers = encodeValue(raw, shape)
    if (typeof registers === 'number') return unfit(tag, value, registers)
    if (registers.length > 2) return this.#request(tag, encodeWriteRegisters(start, registers), signal)
    return this.#either(
      tag,
      () => encodeWriteRegister(start, registers),
      () => encodeWriteRegisters(start, registers),
      signal,
    )
  }

  async #sendBits(
    tag: PlannedTag,
    value: Value,
    signal: AbortSignal,
  ): Promise<number | { status: number; message: string }> {
    const { start, bits } = tag
    const { from, to } = bits!
    const most = (2 << (to - from)) - 1
    const number = typeof value === 'boolean' && tag.spec.type === 'bool' ? Number(value) : value
    if (
      (typeof number !== 'number' && typeof number !== 'bigint') ||
      (typeof value === 'boolean') !== (tag.spec.type === 'bool')
    ) {
      return unfit(tag, value, Status.BadTypeMismatch)
    }
    if (!Number.isInteger(Number(number))) return unfit(tag, value, Status.BadTypeMismatch)
    if (number < 0 || number > most) return unfit(tag, value, Status.BadOutOfRange)
    const or = Number(number) << from
    const and = 0xffff & ~(most << from)
    if (!this.#lacks.has(FunctionCode.maskWriteRegister)) {
      const exception = await this.#request(tag, encodeMaskWrite(start, and, or), signal)
      if (exception !== ILLEGAL_FUNCTION) return exception
      this.#lacks.add(FunctionCode.maskWriteRegister)
    }
    const read = await this.#session.request(
      'write',
      unitOf(tag),
      encodeRead(FunctionCode.readHoldingRegisters, start, 1),
      signal,
    )
    if (read.exception !== 0) return read.exception
    const register = (((read.pdu[2]! << 8) | read.pdu[3]!) & and) | or
    const bytes = Uint8Array.of(register >> 8, register & 0xff)
    return this.#either(
      tag,
      () => encodeWriteRegister(start, bytes),
      () => encodeWriteRegisters(start, bytes),
      signal,
    )
  }

  /** The function for one unit; the one for several if the device lacks the first. */
  async #either(
    tag: PlannedTag,
    single: () => Uint8Array,
    multiple: () => Uint8Array,
    signal: AbortSignal,
  ): Promise<number> {
    const pdu = single()
    if (!this.#lacks.has(pdu[0]!)) {
      const exception = await this.#request(tag, pdu, signal)
      if (exception !== ILLEGAL_FUNCTION) return exception
      this.#lacks.add(pdu[0]!)
    }
    return this.#request(tag, multiple(), signal)
  }

  async #request(tag: PlannedTag, pdu: Uint8Array, signal: AbortSignal): Promise<number> {
    return (await this.#session.request('write', unitOf(tag), pdu, signal)).exception
  }

  /** What the device holds now, in engineering units; undefined if it does not say or it is no value. */
  async #readBack(tag: PlannedTag, signal: AbortSignal): Promise<Value | undefined> {
    const group = new ModbusGroup(tag.spec.periodMs, [tag], { maxUnits: () => tag.length, maxGap: 0 })
    const { unit, pdu } = readRequest(group.blocks[0]!)
    const reply = await this.#session.request('write', unit, pdu, signal)
    if (reply.exception !== 0) return undefined
    const columns = group.columns()
    group.decode(group.blocks[0]!, reply.pdu, reply.time, columns)
    const batch = group.batch(columns)
    return isBad(batch.status[0]!) ? undefined : valueAt(batch, 0)
  }
}

function unscale(value: number, { spec }: PlannedTag): number {
  const raw = (value - spec.scale!.offset) / spec.scale!.factor
  return kindOf({ type: spec.type }) === ValueKind.int64 ? Math.round(raw) : raw
}

function unfit({ spec }: PlannedTag, value: Value, status: number): { status: number; message: string } {
  return {
    status,
    message: `Expected a value that fits ${spec.type}, saw ${typeof value} ${String(value).slice(0, 40)}; nothing was sent.`,
  }
}

function failed(reason: unknown): { status: number; message: string } {
  if (reason instanceof Fault) {
    if (reason.code === 'modbus.timeout') return { status: Status.BadTimeout, message: reason.message }
    if (reason.code === 'modbus.reply_malformed') return { status: Status.BadDecodingError, message: reason.message }
    if (reason.code === 'driver.bus_full') return { status: Status.BadResourceUnavailable, message: reason.message }
  }
  throw reason
}
