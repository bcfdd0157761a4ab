import { Fault } from '@millrace/core'
import type { FrameSink, Framing } from '../kit/exchange.ts'
import '../kit/faults.ts'
import './faults.ts'

/**
 * ISO transport on TCP in bytes: TPKT (RFC 1006 §6) around TPDUs of class 0 (RFC 905, ISO 8073 §13). No socket.
 */
const TPKT_BYTES = 4
/** What an S7 partner sends at most: we never agree on more than 960 bytes of PDU. */
const MOST_BYTES = 4_096
const MOST_TPDU = 1_024
const DATA_HEADER = 3
const END_OF_TSDU = 0x80

const Tpdu = {
  connectionRequest: 0xe0,
  connectionConfirm: 0xd0,
  disconnectRequest: 0x80,
  error: 0x70,
  data: 0xf0,
} as const

const Parameter = { size: 0xc0, callingTsap: 0xc1, calledTsap: 0xc2 } as const

/** RFC 905 §13.3: asks for a connection; our reference is `reference`, the partner's confirmation carries it back. */
export function encodeConnect(reference: number, tsaps: { readonly local: number; readonly remote: number }): Buffer {
  return control(Tpdu.connectionRequest, 0, reference, [
    [Parameter.size, 10],
    [Parameter.callingTsap, tsaps.local >> 8, tsaps.local & 0xff],
    [Parameter.calledTsap, tsaps.remote >> 8, tsaps.remote & 0xff],
  ])
}

/** RFC 905 §13.4: what a server says to a connection request. */
export function encodeConfirm(request: Uint8Array): Buffer {
  const theirs = (request[4]! << 8) | request[5]!
  return control(Tpdu.connectionConfirm, theirs, 1, [[Parameter.size, 10]])
}

/** RFC 905 §13.5. */
export function encodeDisconnect(request: Uint8Array, reason: number): Buffer {
  const theirs = (request[4]! << 8) | request[5]!
  return tpkt([6, Tpdu.disconnectRequest, theirs >> 8, theirs & 0xff, 0, 0, reason])
}

function control(code: number, to: number, from: number, parameters: readonly (readonly number[])[]): Buffer {
  const variable = parameters.flatMap(([name, ...value]) => [name!, value.length, ...value])
  return tpkt([6 + variable.length, code, to >> 8, to & 0xff, from >> 8, from & 0xff, 0, ...variable])
}

function tpkt(tpdu: readonly number[]): Buffer {
  const length = TPKT_BYTES + tpdu.length
  return Buffer.from([3, 0, length >> 8, length & 0xff, ...tpdu])
}

/**
 * Throws `driver.reply_malformed` if the TPDU is no confirmation; else the greatest TPDU the partner takes, bytes with
 * its header.
 */
export function readConfirm(tpdu: Uint8Array): number {
  if ((tpdu[1]! & 0xf0) !== Tpdu.connectionConfirm || tpdu.length < 7)
    throw new Fault('driver.reply_malformed', {
      expected: 'a confirmed connection',
      seen: `TPDU ${tpdu[1]?.toString(16)}`,
    })
  const size = parameterOf(tpdu, Parameter.size)
  if (size === undefined) return MOST_TPDU
  if (size.length !== 1 || size[0]! < 7 || size[0]! > 13)
    throw new Fault('driver.reply_malformed', {
      expected: 'a TPDU size of 128 to 8192',
      seen: Buffer.from(size).toString('hex'),
    })
  return Math.min(2 ** size[0]!, MOST_TPDU)
}

/** The called TSAP of a connection request. */
export function calledTsap(tpdu: Uint8Array): number | undefined {
  const tsap = parameterOf(tpdu, Parameter.calledTsap)
  return tsap?.length === 2 ? (tsap[0]! << 8) | tsap[1]! : undefined
}

/** True if the TPDU asks for a connection. */
export function isConnect(tpdu: Uint8Array): boolean {
  return tpdu.length >= 7 && (tpdu[1]! & 0xf0) === Tpdu.connectionRequest
}

function parameterOf(tpdu: Uint8Array, name: number): Uint8Array | undefined {
  for (let at = 7; at + 2 <= tpdu.length; at += 2 + tpdu[at + 1]!)
    if (tpdu[at] === name) return tpdu.subarray(at + 2, at + 2 + tpdu[at + 1]!)
  return undefined
}

/** RFC 905 §13.7: one PDU in as many data TPDUs as the partner's greatest TPDU asks for. */
export function encodeData(pdu: Uint8Array, mostTpdu = MOST_TPDU): Buffer {
  const room = mostTpdu - DATA_HEADER
  const count = Math.max(1, Math.ceil(pdu.length / room))
  const frame = Buffer.allocUnsafe(pdu.length + count * (TPKT_BYTES + DATA_HEADER))
  let to = 0
  for (let part = 0; part < count; part++) {
    const piece = pdu.subarray(part * room, (part + 1) * room)
    frame[to] = 3
    frame[to + 1] = 0
    frame.writeUInt16BE(TPKT_BYTES + DATA_HEADER + piece.length, to + 2)
    frame[to + 4] = DATA_HEADER - 1
    frame[to + 5] = Tpdu.data
    frame[to + 6] = part === count - 1 ? END_OF_TSDU : 0
    frame.set(piece, to + TPKT_BYTES + DATA_HEADER)
    to += TPKT_BYTES + DATA_HEADER + piece.length
  }
  return frame
}

interface IsoEnds {
  /** A whole PDU; the bytes are valid until the call returns. */
  data(pdu: Uint8Array): void
  /** Any other TPDU. */
  control(tpdu: Uint8Array): void
}

/** Cuts a byte stream into TPDUs and puts data TPDUs together to PDUs. */
export class IsoDecoder {
  readonly #ends: IsoEnds
  readonly #rest = Buffer.alloc(MOST_BYTES)
  #held = 0
  readonly #pdu = Buffer.alloc(MOST_BYTES)
  #gathered = 0

  constructor(ends: IsoEnds) {
    this.#ends = ends
  }

  /** True in the middle of a frame or a PDU. */
  get partial(): boolean {
    return this.#held > 0 || this.#gathered > 0
  }

  /** Throws `driver.frame_malformed` when the stream cannot be ISO on TCP: nothing after it can be trusted. */
  push(chunk: Uint8Array): void {
    let at = 0
    while (at < chunk.length) {
      const wanted = this.#held < TPKT_BYTES ? TPKT_BYTES : lengthOf(this.#rest)
      const taken = Math.min(wanted - this.#held, chunk.length - at)
      this.#rest.set(chunk.subarray(at, at + taken), this.#held)
      this.#held += taken
      at += taken
      if (this.#held < TPKT_BYTES || this.#held < lengthOf(this.#rest)) continue
      const tpdu = this.#rest.subarray(TPKT_BYTES, this.#held)
      this.#held = 0
      this.#take(tpdu)
    }
  }

  #take(tpdu: Uint8Array): void {
    if (tpdu[0]! + 1 > tpdu.length) throw notIso(`a TPDU header of ${tpdu[0]} in ${tpdu.length} bytes`)
    if ((tpdu[1]! & 0xf0) !== Tpdu.data) {
      this.#ends.control(tpdu)
      return
    }
    if (tpdu[0] !== DATA_HEADER - 1) throw notIso(`a data header of ${tpdu[0]}`)
    const piece = tpdu.subarray(DATA_HEADER)
    const last = (tpdu[2]! & END_OF_TSDU) !== 0
    if (last && this.#gathered === 0) {
      this.#ends.data(piece)
      return
    }
    if (this.#gathered + piece.length > MOST_BYTES) throw notIso(`a PDU of more than ${MOST_BYTES} bytes`)
    this.#pdu.set(piece, this.#gathered)
    this.#gathered += piece.length
    if (!last) return
    const whole = this.#pdu.subarray(0, this.#gathered)
    this.#gathered = 0
    this.#ends.data(whole)
  }
}

/** What the client's exchange reads: confirmations by our reference, S7 PDUs by theirs. */
export class IsoFraming implements Framing {
  readonly #decoder: IsoDecoder

  constructor(sink: FrameSink) {
    this.#decoder = new IsoDecoder({
      data: (pdu) => {
        if (pdu.length < 10 || pdu[0] !== 0x32)
          throw notIso(pdu[0] === 0x72 ? 'the S7CommPlus protocol' : `a PDU that begins with ${pdu[0] ?? 'nothing'}`)
        sink((pdu[4]! << 8) | pdu[5]!, pdu)
      },
      control: (tpdu) => {
        const code = tpdu[1]! & 0xf0
        if (code === Tpdu.disconnectRequest || code === Tpdu.error)
          throw new Fault('s7.disconnected', { reason: tpdu[code === Tpdu.error ? 4 : 6] ?? 'unknown' })
        if (code !== Tpdu.connectionConfirm || tpdu.length < 7) throw notIso(`the TPDU ${code.toString(16)}`)
        sink((tpdu[2]! << 8) | tpdu[3]!, tpdu)
      },
    })
  }

  get partial(): boolean {
    return this.#decoder.partial
  }

  push(chunk: Uint8Array): void {
    this.#decoder.push(chunk)
  }
}

function lengthOf(header: Uint8Array): number {
  const length = (header[2]! << 8) | header[3]!
  if (header[0] !== 3) throw notIso(`version ${header[0]}`)
  // RFC 1006 §6: the shortest TPDU has 3 bytes.
  if (length < TPKT_BYTES + DATA_HEADER || length > MOST_BYTES) throw notIso(`a length of ${length}`)
  return length
}

function notIso(seen: string): Fault {
  return new Fault('driver.frame_malformed', { expected: 'ISO on TCP with S7 communication', seen })
}
