import { Status, type Value } from '@millrace/core'
import { encodeValue } from '../kit/registers.ts'
import { type Refusal, unfit } from '../kit/requests.ts'
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
import { type ModbusTag, unitOf } from './plan.ts'
import type { ModbusSession } from './session.ts'

const ILLEGAL_FUNCTION = 1

/** Sends values to the device. Learns which functions it lacks and takes the longer way then. */
export class ModbusWriter {
  readonly #session: ModbusSession
  readonly #lacks = new Set<number>()

  constructor(session: ModbusSession) {
    this.#session = session
  }

  async write(tag: ModbusTag, raw: Value, signal: AbortSignal): Promise<Refusal | undefined> {
    const exception = await this.#send(tag, raw, signal)
    if (typeof exception === 'object') return exception
    if (exception === 0) return undefined
    return { status: exceptionStatus(exception), message: `The device answered: ${exceptionName(exception)}.` }
  }

  /** The exception code of the write (0 for none), or why nothing was sent. */
  async #send(tag: ModbusTag, raw: Value, signal: AbortSignal): Promise<number | Refusal> {
    const { spec, area, start, bits, bytes, order } = tag
    if (area === 'coil') {
      if (typeof raw !== 'boolean')
        return { status: Status.BadTypeMismatch, message: `Expected a boolean, saw ${typeof raw}.` }
      return this.#either(
        tag,
        () => encodeWriteCoil(start, raw),
        () => encodeWriteCoils(start, [raw]),
        signal,
      )
    }
    if (area !== 'holding') return { status: Status.BadNotWritable, message: `The area ${area} cannot be written.` }
    if (bits) return this.#sendBits(tag, raw, signal)
    const registers = encodeValue(raw, { type: spec.type, order, ...(bytes === undefined ? {} : { bytes }) })
    if (typeof registers === 'number') return unfit(spec, raw, registers)
    if (registers.length > 2) return this.#request(tag, encodeWriteRegisters(start, registers), signal)
    return this.#either(
      tag,
      () => encodeWriteRegister(start, registers),
      () => encodeWriteRegisters(start, registers),
      signal,
    )
  }

  async #sendBits(tag: ModbusTag, value: Value, signal: AbortSignal): Promise<number | Refusal> {
    const { start, bits } = tag
    const { from, to } = bits!
    const most = (2 << (to - from)) - 1
    const number = typeof value === 'boolean' && tag.spec.type === 'bool' ? Number(value) : value
    if (
      (typeof number !== 'number' && typeof number !== 'bigint') ||
      (typeof value === 'boolean') !== (tag.spec.type === 'bool')
    ) {
      return unfit(tag.spec, value, Status.BadTypeMismatch)
    }
    if (!Number.isInteger(Number(number))) return unfit(tag.spec, value, Status.BadTypeMismatch)
    if (number < 0 || number > most) return unfit(tag.spec, value, Status.BadOutOfRange)
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
    tag: ModbusTag,
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

  async #request(tag: ModbusTag, pdu: Uint8Array, signal: AbortSignal): Promise<number> {
    return (await this.#session.request('write', unitOf(tag), pdu, signal)).exception
  }
}
