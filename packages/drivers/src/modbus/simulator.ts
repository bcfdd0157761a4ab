import { Delays } from '../kit/delays.ts'
import type { Dial, Line } from '../kit/line.ts'
import { type TcpClient, type TcpEars, TcpServer } from '../kit/tcp-server.ts'
import type { RegisterBank } from './bank.ts'
import { encodeFrame, FrameDecoder, FunctionCode, MOST_BITS, MOST_REGISTERS } from './codec.ts'
import type { SerialFraming, SerialReader } from './framing.ts'

const ILLEGAL_FUNCTION = 1
const ILLEGAL_ADDRESS = 2
const ILLEGAL_VALUE = 3
const MOST_WRITTEN_REGISTERS = 123
const MOST_WRITTEN_BITS = 1_968

/** One request as the simulator sees it. */
export interface SimulatedRequest {
  readonly unit: number
  readonly function: number
  readonly address: number
  readonly count: number
}

/** Where a request came from. */
interface Client {
  send(unit: number, pdu: Uint8Array): void
  cut(): void
}

/** What to do instead of answering as asked: an exception code, silence, a cut connection, or an answer after a while. */
export type SimulatedFault =
  | { readonly exception: number }
  | { readonly silent: true }
  | { readonly cut: true }
  | { readonly delayMs: number }

export interface SimulatorOptions {
  readonly units: ReadonlyMap<number, RegisterBank>
  /** RTU or ASCII, as behind a serial server; Modbus TCP unless told. */
  readonly framing?: SerialFraming
  /** Asked before each answer; undefined means: answer as asked. */
  readonly fault?: (request: SimulatedRequest) => SimulatedFault | undefined
  /** Told after a client has written. */
  readonly written?: (request: SimulatedRequest, area: 'coil' | 'holding') => void
}

/** A Modbus server of our own, for demo, tests and benches: any number of units behind one port or on one serial line. */
export class ModbusSimulator {
  readonly #options: SimulatorOptions
  readonly #server = new TcpServer((client) => this.#serve(client))
  readonly #delays = new Delays()
  /** Running total. */
  requests = 0

  constructor(options: SimulatorOptions) {
    this.#options = options
  }

  get connections(): number {
    return this.#server.connections
  }

  /** Listens and returns the port; 0 asks for a free one. Rejects with the system's error if it is taken. */
  listen(port?: number): Promise<number> {
    return this.#server.listen(port)
  }

  /** Cuts every connection and stops listening; idempotent. */
  close(): Promise<void> {
    this.#delays.cancel()
    return this.#server.close()
  }

  /** Answers on a serial line as well, or alone. Close the line it resolves with. */
  serve(dial: Dial, framing: SerialFraming, signal: AbortSignal): Promise<Line> {
    const line = Promise.withResolvers<Line>()
    const client = {
      send: (unit: number, pdu: Uint8Array) => void line.promise.then((open) => open.write(framing.encode(unit, pdu))),
      cut: () => void line.promise.then((open) => open.close()),
    }
    const reader = this.#reader(framing, client)
    // An end of the line is the business of whoever opened it.
    line.resolve(dial({ read: (bytes) => reader.push(bytes), ended: () => reader.clear() }, signal))
    return line.promise
  }

  #serve(client: TcpClient): TcpEars {
    const cut = (): void => client.cut()
    const { framing } = this.#options
    const reader = framing
      ? this.#reader(framing, { send: (unit, pdu) => client.send(framing.encode(unit, pdu)), cut })
      : new FrameDecoder((transaction, frame) =>
          this.#take({ send: (unit, pdu) => client.send(encodeFrame(transaction, unit, pdu)), cut }, frame),
        )
    return { read: (bytes) => reader.push(bytes) }
  }

  #reader(framing: SerialFraming, client: Client): SerialReader {
    return framing.requests({ frame: (frame) => this.#take(client, frame), wants: () => true })
  }

  #take(client: Client, frame: Uint8Array): void {
    this.requests++
    const unit = frame[0]!
    const pdu = frame.slice(1)
    const bank = this.#options.units.get(unit)
    // A unit that is not there says nothing, as on a serial line.
    if (!bank) return
    const request = describe(unit, pdu)
    const send = (answer: Uint8Array): void => client.send(unit, answer)
    const fault = this.#options.fault?.(request)
    if (!fault) send(this.#answer(bank, request, pdu))
    else if ('exception' in fault) send(exception(pdu, fault.exception))
    else if ('cut' in fault) client.cut()
    else if ('delayMs' in fault) {
      const answer = this.#answer(bank, request, pdu)
      this.#delays.after(fault.delayMs, () => send(answer))
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
      case FunctionCode.diagnostics:
        return request.address === 0 ? pdu : exception(pdu, ILLEGAL_FUNCTION)
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
