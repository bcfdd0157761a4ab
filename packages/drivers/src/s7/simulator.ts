import { Delays } from '../kit/delays.ts'
import { type TcpClient, type TcpEars, TcpServer } from '../kit/tcp-server.ts'
import { encodePdu, FunctionCode, ITEM_OK, type Item, ItemSize, Kind } from './codec.ts'
import { calledTsap, encodeConfirm, encodeData, encodeDisconnect, IsoDecoder, isConnect } from './iso.ts'
import type { S7Memory } from './memory.ts'

const NOTHING = new Uint8Array()
/** `Error class: error on supplies`, wrong frame. */
const WRONG_FRAME = 0x8500
const NO_SERVICE = 0x8104
const WRONG_TSAP = 0x81
const DATA_BLOCKS = '0A'

/** One job as the simulator sees it. */
export interface SimulatedJob {
  /** 4 reads, 5 writes, 0xf0 sets up, 7 asks the CPU itself. */
  readonly function: number
  readonly items: readonly Item[]
}

/** What to do instead of answering as asked. */
export type SimulatedS7Fault =
  | { readonly error: number }
  | { readonly silent: true }
  | { readonly cut: true }
  | { readonly delayMs: number }

export interface S7SimulatorOptions {
  readonly memory: S7Memory
  /** Most bytes of a PDU; 480 unless told. */
  readonly pduSize?: number
  /** Jobs of one client at a time; 8 unless told. */
  readonly jobs?: number
  /** The only transport address that is let in; any unless told. */
  readonly tsap?: number
  /** 8 is RUN, 4 STOP; the CPU keeps it to itself unless told. */
  readonly mode?: number
  /** Data blocks of one part of the list; all at once unless told. */
  readonly blocksAPart?: number
  /** Asked before each answer; undefined means: answer as asked. */
  readonly fault?: (job: SimulatedJob) => SimulatedS7Fault | undefined
}

/** An S7 CPU in software, for demo, tests and benches. */
export class S7Simulator {
  readonly #options: S7SimulatorOptions
  readonly #server = new TcpServer((client) => this.#serve(client))
  readonly #delays = new Delays()
  /** Running total of jobs. */
  requests = 0

  constructor(options: S7SimulatorOptions) {
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

  #serve(client: TcpClient): TcpEars {
    const decoder = new IsoDecoder({
      control: (tpdu) => {
        const { tsap } = this.#options
        if (!isConnect(tpdu)) client.cut()
        else if (tsap !== undefined && calledTsap(tpdu) !== tsap) client.send(encodeDisconnect(tpdu, WRONG_TSAP))
        else client.send(encodeConfirm(tpdu))
      },
      data: (pdu) => this.#take(client, Buffer.from(pdu)),
    })
    return { read: (bytes) => decoder.push(bytes) }
  }

  #take(client: TcpClient, pdu: Buffer): void {
    if (pdu.length < 12 || pdu[0] !== 0x32 || 10 + pdu.readUInt16BE(6) + pdu.readUInt16BE(8) !== pdu.length) {
      client.cut()
      return
    }
    this.requests++
    const job = describe(pdu)
    const fault = this.#options.fault?.(job)
    const answer = (): void => client.send(encodeData(this.#answer(job, pdu)))
    if (!fault) answer()
    else if ('error' in fault) client.send(encodeData(refuse(pdu, fault.error)))
    else if ('cut' in fault) client.cut()
    else if ('delayMs' in fault) this.#delays.after(fault.delayMs, answer)
  }

  #answer(job: SimulatedJob, pdu: Buffer): Buffer {
    switch (job.function) {
      case FunctionCode.setup: {
        const { pduSize = 480, jobs = 8 } = this.#options
        const granted = Buffer.from(pdu.subarray(10, 18))
        granted.writeUInt16BE(Math.min(jobs, granted.readUInt16BE(2)), 2)
        granted.writeUInt16BE(Math.min(jobs, granted.readUInt16BE(4)), 4)
        granted.writeUInt16BE(Math.min(pduSize, granted.readUInt16BE(6)), 6)
        return acknowledge(pdu, granted, NOTHING)
      }
      case FunctionCode.readVar:
        return this.#read(job, pdu)
      case FunctionCode.writeVar:
        return this.#write(job, pdu)
      case Kind.userdata:
        return this.#tell(pdu)
      default:
        return refuse(pdu, NO_SERVICE)
    }
  }

  #read({ items }: SimulatedJob, pdu: Buffer): Buffer {
    const parts: Uint8Array[] = []
    for (const item of items) {
      const { code, bytes, bit } = this.#options.memory.find(item)
      const counted = item.size === ItemSize.timer || item.size === ItemSize.counter
      const length = bit !== undefined ? 1 : counted ? bytes.length : 8 * bytes.length
      const size = code !== ITEM_OK ? 0 : bit !== undefined ? 3 : counted ? 9 : 4
      // The byte before an odd item's neighbour is a fill byte.
      if (parts.length > 0 && parts.at(-1)!.length % 2 === 1) parts.push(Uint8Array.of(0))
      parts.push(Uint8Array.of(code, size, length >> 8, length & 0xff))
      parts.push(bit === undefined ? bytes : Uint8Array.of((bytes[0]! >> bit) & 1))
    }
    const data = Buffer.concat(parts)
    if (14 + data.length > (this.#options.pduSize ?? 480)) return refuse(pdu, WRONG_FRAME)
    return acknowledge(pdu, Uint8Array.of(FunctionCode.readVar, items.length), data)
  }

  #write({ items }: SimulatedJob, pdu: Buffer): Buffer {
    const data = pdu.subarray(10 + pdu.readUInt16BE(6))
    const codes: number[] = []
    let at = 0
    for (const item of items) {
      if (at + 4 > data.length) return refuse(pdu, WRONG_FRAME)
      const size = data[at + 1]!
      const said = data.readUInt16BE(at + 2)
      const length = size >= 3 && size <= 5 ? Math.ceil(said / 8) : said
      const bytes = data.subarray(at + 4, at + 4 + length)
      at += 4 + length + (length & 1)
      const found = this.#options.memory.find(item)
      const fits = bytes.length === length && length === found.bytes.length
      codes.push(found.code !== ITEM_OK ? found.code : fits ? ITEM_OK : 0x07)
      if (codes.at(-1) !== ITEM_OK) continue
      if (found.bit === undefined) found.bytes.set(bytes)
      else found.bytes[0] = (found.bytes[0]! & ~(1 << found.bit)) | ((bytes[0]! & 1) << found.bit)
    }
    return acknowledge(pdu, Uint8Array.of(FunctionCode.writeVar, codes.length), Uint8Array.from(codes))
  }

  #tell(pdu: Buffer): Buffer {
    const { memory, mode, blocksAPart = Number.POSITIVE_INFINITY } = this.#options
    const parameter = pdu.subarray(10, 10 + pdu.readUInt16BE(6))
    const asked = pdu.subarray(14 + parameter.length)
    const service = `${parameter[5]! & 0x0f}.${parameter[6]}`
    // A request for the next part carries the number of the part before.
    const part = parameter[4] === 0x12 ? parameter[7]! : 0
    if (service === '3.2' && (part > 0 || asked.toString('latin1') === DATA_BLOCKS)) {
      const blocks = memory.blocks.slice(part > 0 ? part * blocksAPart : 0, (part + 1) * blocksAPart)
      const last = memory.blocks.length <= (part + 1) * blocksAPart
      const data = Buffer.alloc(4 * blocks.length)
      for (const [i, [db]] of blocks.entries()) data.writeUInt16BE(db, 4 * i)
      return told(pdu, data, last ? 0 : part + 1)
    }
    if (service === '3.3') {
      const db = Number(asked.toString('latin1', 2, 7))
      const found = memory.blocks.find(([number]) => number === db)
      if (!found) return told(pdu, undefined)
      const data = Buffer.alloc(78)
      data.writeUInt16BE(db, 12)
      data.writeUInt16BE(found[1], 40)
      return told(pdu, data)
    }
    if (service === '4.1' && asked.readUInt16BE(0) === 0x0424 && mode !== undefined)
      return told(pdu, Buffer.from([4, 0x24, 0, 0, 0, 4, 0, 1, 0, 0, 0, mode]))
    return told(pdu, undefined)
  }
}

function describe(pdu: Buffer): SimulatedJob {
  if (pdu[1] === Kind.userdata) return { function: Kind.userdata, items: [] }
  const code = pdu[10]!
  const items: Item[] = []
  const end = 10 + pdu.readUInt16BE(6)
  const holdsItems = code === FunctionCode.readVar || code === FunctionCode.writeVar
  for (let at = 12; holdsItems && at + 12 <= end; at += 12)
    items.push({
      size: pdu[at + 3]!,
      count: pdu.readUInt16BE(at + 4),
      db: pdu.readUInt16BE(at + 6),
      area: pdu[at + 8]!,
      address: pdu.readUIntBE(at + 9, 3),
    })
  return { function: code, items }
}

function acknowledge(pdu: Buffer, parameter: Uint8Array, data: Uint8Array, error = 0): Buffer {
  const plain = encodePdu(Kind.ackData, pdu.readUInt16BE(4), parameter, data)
  return Buffer.concat([plain.subarray(0, 10), Uint8Array.of(error >> 8, error & 0xff), plain.subarray(10)])
}

function refuse(pdu: Buffer, error: number): Buffer {
  return acknowledge(pdu, NOTHING, NOTHING, error)
}

/** The answer of a service; `undefined` refuses. `next` is the number of this part if more follow. */
function told(pdu: Buffer, data: Uint8Array | undefined, next = 0): Buffer {
  const error = data ? 0 : 0xd4
  const answer = [0, 1, 0x12, 8, 0x12, 0x80 | (pdu[15]! & 0x0f), pdu[16]!, next, 0, next > 0 ? 1 : 0, error, error && 1]
  const head = data ? Uint8Array.of(ITEM_OK, 9, data.length >> 8, data.length & 0xff) : Uint8Array.of(0x0a, 0, 0, 0)
  const bytes = Buffer.concat([head, data ?? NOTHING])
  return encodePdu(Kind.userdata, pdu.readUInt16BE(4), Uint8Array.from(answer), bytes)
}
