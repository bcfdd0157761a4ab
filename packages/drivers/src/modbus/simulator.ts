import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { Fault, type Value } from '@millrace/core'
import type { DataType } from '../kit/driver.ts'
import { encodeValue, type WordOrder } from '../kit/registers.ts'
import { type Area, parseAddress } from './address.ts'
import { encodeFrame, FrameDecoder, FunctionCode, MOST_BITS, MOST_REGISTERS } from './codec.ts'
import './faults.ts'

const ILLEGAL_FUNCTION = 1
const ILLEGAL_ADDRESS = 2
const ILLEGAL_VALUE = 3
const MOST_WRITTEN_REGISTERS = 123
const MOST_WRITTEN_BITS = 1_968
/** A client that sends faster than it reads is cut off beyond this, bytes. */
const MOST_UNSENT = 1 << 20

/** How many units each area of a unit holds; addresses beyond are refused with exception 2. */
export interface BankSize {
  readonly coil?: number
  readonly discrete?: number
  readonly input?: number
  readonly holding?: number
}

/** The four tables of one simulated unit. Registers lie as on the wire, so that an answer is a copy. */
export class RegisterBank {
  /** Two bytes a register, high byte first. */
  readonly holding: DataView
  readonly input: DataView
  /** One byte a bit, 0 or 1. */
  readonly coil: Uint8Array
  readonly discrete: Uint8Array
  readonly #holes: { readonly area: Area; readonly from: number; readonly to: number }[] = []

  constructor(size: BankSize = {}) {
    this.holding = new DataView(new ArrayBuffer((size.holding ?? 0) * 2))
    this.input = new DataView(new ArrayBuffer((size.input ?? 0) * 2))
    this.coil = new Uint8Array(size.coil ?? 0)
    this.discrete = new Uint8Array(size.discrete ?? 0)
  }

  /** Puts a value where a tag of this address and type reads it. The bank must be large enough and the value must fit. */
  set(address: string, type: DataType, value: Value, order: WordOrder = 'ABCD'): void {
    const place = parseAddress(address, type)
    if (place.area === 'coil' || place.area === 'discrete') {
      this[place.area][place.address] = value ? 1 : 0
      return
    }
    const area = this[place.area]
    if (place.bits) {
      const mask = ((2 << (place.bits.to - place.bits.from)) - 1) << place.bits.from
      const before = area.getUint16(place.address * 2)
      area.setUint16(place.address * 2, (before & ~mask) | ((Number(value) << place.bits.from) & mask))
      return
    }
    const multi = place.length > 1 && type !== 'string'
    const shape = {
      type,
      order: place.order ?? (multi ? order : 'ABCD'),
      ...(place.bytes === undefined ? {} : { bytes: place.bytes }),
    }
    const bytes = encodeValue(value, shape)
    if (typeof bytes === 'number') throw new Fault('modbus.value_unfit', { address, type, seen: String(value) })
    new Uint8Array(area.buffer).set(bytes, place.address * 2)
  }

  /** From now on these units (both ends included) are refused with exception 2. */
  addHole(area: Area, from: number, to: number): void {
    this.#holes.push({ area, from, to })
  }

  /** True if every unit exists. */
  has(area: Area, address: number, count: number): boolean {
    const size = area === 'holding' || area === 'input' ? this[area].byteLength / 2 : this[area].length
    if (address + count > size) return false
    return !this.#holes.some((hole) => hole.area === area && hole.from < address + count && hole.to >= address)
  }
}

/** One request as the simulator sees it. */
export interface SimulatedRequest {
  readonly unit: number
  readonly function: number
  readonly address: number
  readonly count: number
}

/** What to do instead of answering as asked: an exception code, silence, a cut connection, or an answer after a while. */
export type SimulatedFault =
  | { readonly exception: number }
  | { readonly silent: true }
  | { readonly cut: true }
  | { readonly delayMs: number }

export interface SimulatorOptions {
  readonly units: ReadonlyMap<number, RegisterBank>
  /** Asked before each answer; undefined means: answer as asked. */
  readonly fault?: (request: SimulatedRequest) => SimulatedFault | undefined
  /** Told after a client has written. */
  readonly written?: (request: SimulatedRequest, area: 'coil' | 'holding') => void
}

/** A Modbus TCP server of our own, for demo, tests and benches: any number of units behind one port. */
export class ModbusSimulator {
  readonly #options: SimulatorOptions
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  readonly #delayed = new Set<NodeJS.Timeout>()
  /** Running total. */
  requests = 0

  constructor(options: SimulatorOptions) {
    this.#options = options
    this.#server = createServer({ noDelay: true }, (socket) => this.#serve(socket))
  }

  get connections(): number {
    return this.#sockets.size
  }

  /** Listens and returns the port; 0 asks for a free one. Rejects with the system's error if it is taken. */
  listen(port = 0, host = '127.0.0.1'): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, host, () => {
        this.#server.off('error', reject)
        resolve((this.#server.address() as AddressInfo).port)
      })
    })
  }

  /** Cuts every connection and stops listening; idempotent. */
  close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    for (const timer of this.#delayed) clearTimeout(timer)
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket)
    socket.once('close', () => this.#sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    const decoder = new FrameDecoder((transaction, frame) =>
      this.#take(socket, { transaction, unit: frame[0]!, pdu: frame.subarray(1) }),
    )
    socket.on('data', (chunk: Buffer) => {
      try {
        decoder.push(chunk)
      } catch {
        // What cannot be a frame ends the connection, as in a device.
        socket.destroy()
      }
    })
  }

  #take(socket: Socket, { transaction, unit, pdu }: { transaction: number; unit: number; pdu: Uint8Array }): void {
    this.requests++
    const bank = this.#options.units.get(unit)
    // A unit that is not there says nothing, as on a serial line.
    if (!bank) return
    const request = describe(unit, pdu)
    const send = (answer: Uint8Array): void => {
      if (socket.destroyed) return
      socket.write(encodeFrame(transaction, unit, answer))
      if (socket.writableLength > MOST_UNSENT) socket.destroy()
    }
    const fault = this.#options.fault?.(request)
    if (!fault) send(this.#answer(bank, request, pdu))
    else if ('exception' in fault) send(exception(pdu, fault.exception))
    else if ('cut' in fault) socket.destroy()
    else if ('delayMs' in fault) {
      const answer = this.#answer(bank, request, pdu.slice())
      const timer = setTimeout(() => {
        this.#delayed.delete(timer)
        send(answer)
      }, fault.delayMs)
      this.#delayed.add(timer)
    }
  }

  #answer(bank: RegisterBank, request: SimulatedRequest, pdu: Uint8Array): Uint8Array {
    switch (request.function) {
      case FunctionCode.readCoils:
        return readBits(bank, 'coil', request)
      case FunctionCode.readDiscreteInputs:
        return readBits(bank, 'discrete', request)
      case FunctionCode.readHoldingRegisters:
        return readRegisters(bank, 'holding', request)
      case FunctionCode.readInputRegisters:
        return readRegisters(bank, 'input', request)
      case FunctionCode.writeSingleCoil:
      case FunctionCode.writeMultipleCoils:
        return this.#writeCoils(bank, request, pdu)
      case FunctionCode.writeSingleRegister:
      case FunctionCode.writeMultipleRegisters:
      case FunctionCode.maskWriteRegister:
        return this.#writeRegisters(bank, request, pdu)
      default:
        return exception(pdu, ILLEGAL_FUNCTION)
    }
  }

  #writeCoils(bank: RegisterBank, request: SimulatedRequest, pdu: Uint8Array): Uint8Array {
    const { address, count } = request
    const single = request.function === FunctionCode.writeSingleCoil
    if (
      !single &&
      (count === 0 || count > MOST_WRITTEN_BITS || pdu[5] !== Math.ceil(count / 8) || pdu.length !== 6 + pdu[5])
    ) {
      return exception(pdu, ILLEGAL_VALUE)
    }
    if (!bank.has('coil', address, count)) return exception(pdu, ILLEGAL_ADDRESS)
    if (single) bank.coil[address] = pdu[3] === 0xff ? 1 : 0
    else for (let i = 0; i < count; i++) bank.coil[address + i] = (pdu[6 + (i >> 3)]! >> (i & 7)) & 1
    this.#options.written?.(request, 'coil')
    return pdu.slice(0, 5)
  }

  #writeRegisters(bank: RegisterBank, request: SimulatedRequest, pdu: Uint8Array): Uint8Array {
    const { address, count } = request
    const many = request.function === FunctionCode.writeMultipleRegisters
    if (many && (count === 0 || count > MOST_WRITTEN_REGISTERS || pdu[5] !== count * 2 || pdu.length !== 6 + pdu[5])) {
      return exception(pdu, ILLEGAL_VALUE)
    }
    if (!bank.has('holding', address, count)) return exception(pdu, ILLEGAL_ADDRESS)
    const registers = new Uint8Array(bank.holding.buffer)
    if (many) registers.set(pdu.subarray(6), address * 2)
    else if (request.function === FunctionCode.writeSingleRegister) registers.set(pdu.subarray(3, 5), address * 2)
    else {
      const and = (pdu[3]! << 8) | pdu[4]!
      const or = (pdu[5]! << 8) | pdu[6]!
      bank.holding.setUint16(address * 2, (bank.holding.getUint16(address * 2) & and) | (or & ~and))
    }
    this.#options.written?.(request, 'holding')
    return many ? pdu.slice(0, 5) : pdu.slice()
  }
}

function describe(unit: number, pdu: Uint8Array): SimulatedRequest {
  const code = pdu[0]!
  const several =
    code <= FunctionCode.readInputRegisters ||
    code === FunctionCode.writeMultipleCoils ||
    code === FunctionCode.writeMultipleRegisters
  return { unit, function: code, address: (pdu[1]! << 8) | pdu[2]!, count: several ? (pdu[3]! << 8) | pdu[4]! : 1 }
}

function exception(pdu: Uint8Array, code: number): Uint8Array {
  return Uint8Array.of(pdu[0]! | 0x80, code)
}

function readBits(
  bank: RegisterBank,
  area: 'coil' | 'discrete',
  { function: code, address, count }: SimulatedRequest,
): Uint8Array {
  if (count === 0 || count > MOST_BITS) return Uint8Array.of(code | 0x80, ILLEGAL_VALUE)
  if (!bank.has(area, address, count)) return Uint8Array.of(code | 0x80, ILLEGAL_ADDRESS)
  const answer = new Uint8Array(2 + Math.ceil(count / 8))
  answer[0] = code
  answer[1] = answer.length - 2
  for (let i = 0; i < count; i++) if (bank[area][address + i]) answer[2 + (i >> 3)]! |= 1 << (i & 7)
  return answer
}

function readRegisters(
  bank: RegisterBank,
  area: 'holding' | 'input',
  { function: code, address, count }: SimulatedRequest,
): Uint8Array {
  if (count === 0 || count > MOST_REGISTERS) return Uint8Array.of(code | 0x80, ILLEGAL_VALUE)
  if (!bank.has(area, address, count)) return Uint8Array.of(code | 0x80, ILLEGAL_ADDRESS)
  const answer = new Uint8Array(2 + count * 2)
  answer[0] = code
  answer[1] = count * 2
  answer.set(new Uint8Array(bank[area].buffer, address * 2, count * 2), 2)
  return answer
}
