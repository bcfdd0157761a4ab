import { type Clock, Fault, type Micros } from '@millrace/core'
import type { Bus, TurnKind } from '../kit/bus.ts'
import type { DriverCounters } from '../kit/driver.ts'
import { type Answer, Exchange } from '../kit/exchange.ts'
import { tcpLine } from '../kit/line.ts'
import {
  encodeRead,
  encodeSetup,
  encodeWrite,
  FunctionCode,
  type Item,
  type ItemAnswer,
  jobSays,
  readAck,
  readItems,
  readSetup,
  readWritten,
  type Setup,
} from './codec.ts'
import { encodeConnect, encodeData, IsoFraming, readConfirm } from './iso.ts'
import { encodeUserdata, readUserdata, type Service, type UserdataAnswer } from './userdata.ts'
import './faults.ts'

/** The smallest PDU of an S7 partner; less would hold no item. */
const LEAST_PDU = 112
/** A CPU that sends more parts than this of one answer is not telling a list. */
const MOST_PARTS = 256

export interface SessionNeeds {
  readonly host: string
  readonly port: number
  readonly tsaps: { readonly local: number; readonly remote: number }
  /** What we ask for; the CPU grants as much or less. */
  readonly wish: Setup
  readonly timeoutMs: number
  readonly clock: Clock
  readonly bus: Bus
  readonly counters: DriverCounters
  /** Called once when an open connection ends by itself. */
  readonly lost: (reason: Fault) => void
}

export interface ItemsReply {
  /** One an item, or the error of the whole job. */
  readonly answers: readonly ItemAnswer[] | number
  /** Middle of request and reply: the source time of what was read. */
  readonly time: Micros
}

/** One S7 connection: ISO transport, agreement on size and jobs, then reads, writes and questions to the CPU. */
export class S7Session {
  readonly #needs: SessionNeeds
  readonly #exchange: Exchange
  #granted: Setup
  #mostTpdu: number | undefined

  constructor(needs: SessionNeeds) {
    const { host, port, timeoutMs, clock, bus, counters, lost } = needs
    this.#needs = needs
    this.#granted = needs.wish
    this.#exchange = new Exchange({
      place: `${host}:${port}`,
      dial: tcpLine(host, port),
      framing: (sink) => new IsoFraming(sink),
      ids: 0x1_0000,
      timeoutMs,
      clock,
      bus,
      counters,
      lost,
    })
  }

  get open(): boolean {
    return this.#exchange.open
  }

  /** What the CPU granted. */
  get granted(): Setup {
    return this.#granted
  }

  /** Throws `s7.connection_refused`, `s7.setup_refused` and what an exchange throws. */
  async connect(signal: AbortSignal): Promise<void> {
    const { host, port, tsaps, wish, bus } = this.#needs
    await this.#exchange.connect(signal)
    try {
      const { frame } = await this.#exchange.request(
        'read',
        {
          name: 'the request for a connection',
          encode: (reference) => encodeConnect(reference, tsaps),
          check: (confirm) => void readConfirm(confirm),
        },
        signal,
      )
      this.#mostTpdu = readConfirm(frame)
    } catch (failure) {
      if (!(failure instanceof Fault) || (failure.code !== 's7.disconnected' && failure.code !== 'driver.link_lost'))
        throw failure
      const tsap = `TSAP ${tsaps.remote.toString(16).padStart(4, '0')}`
      const seen = failure.code === 's7.disconnected' ? `reason ${failure.facts['reason']}` : 'the line was cut'
      throw new Fault('s7.connection_refused', { place: `${host}:${port}`, tsap, seen }, failure)
    }
    const { frame } = await this.#ask('read', 'the setup of the connection', {
      encode: (reference) => encodeSetup(reference, wish),
      check: (pdu) => void readAck(pdu, FunctionCode.setup),
      signal,
    })
    const { error } = readAck(frame, FunctionCode.setup)
    if (error !== 0) throw new Fault('s7.setup_refused', { seen: jobSays(error) })
    const { jobs, pduSize } = readSetup(frame)
    if (pduSize < LEAST_PDU) throw new Fault('s7.setup_refused', { seen: `${pduSize} bytes` })
    this.#granted = { jobs: Math.min(jobs, wish.jobs), pduSize: Math.min(pduSize, wish.pduSize) }
    bus.tighten({ inFlight: this.#granted.jobs, turnaroundMs: 0 })
  }

  /** One job. Throws `driver.timeout` and `driver.reply_malformed` (this job failed), anything else for the whole link. */
  async read(kind: TurnKind, items: readonly Item[], signal: AbortSignal): Promise<ItemsReply> {
    const { frame, time } = await this.#ask(kind, `a read of ${items.length} items`, {
      encode: (reference) => encodeRead(reference, items),
      check: (pdu) => void readItems(pdu, items),
      signal,
    })
    return { answers: readItems(frame, items), time }
  }

  /** One item: its return code, or the error of the job. */
  async write(item: Item, bytes: Uint8Array, signal: AbortSignal): Promise<ReturnType<typeof readWritten>> {
    const { frame } = await this.#ask('write', 'a write', {
      encode: (reference) => encodeWrite(reference, item, bytes),
      check: (pdu) => void readWritten(pdu),
      signal,
    })
    return readWritten(frame)
  }

  /** All parts of what the CPU tells. Throws `s7.list_refused`. */
  async tell(asked: string, service: Service, data: Uint8Array, signal: AbortSignal): Promise<Uint8Array> {
    const parts: Uint8Array[] = []
    let answer: UserdataAnswer | undefined
    do {
      const { sequence } = answer ?? {}
      const { frame } = await this.#ask('read', asked, {
        encode: (reference) => encodeUserdata(reference, service, data, sequence),
        check: (pdu) => void readUserdata(pdu, service),
        signal,
      })
      answer = readUserdata(frame, service)
      if (answer.error !== 0)
        throw new Fault('s7.list_refused', { asked, error: `0x${answer.error.toString(16).padStart(4, '0')}` })
      parts.push(answer.bytes)
    } while (!answer.last && parts.length < MOST_PARTS)
    return Buffer.concat(parts)
  }

  /** Idempotent. */
  close(): Promise<void> {
    return this.#exchange.close()
  }

  #ask(
    kind: TurnKind,
    name: string,
    job: { encode(reference: number): Uint8Array; check(pdu: Uint8Array): void; readonly signal: AbortSignal },
  ): Promise<Answer> {
    const encode = (reference: number): Uint8Array => encodeData(job.encode(reference), this.#mostTpdu)
    return this.#exchange.request(kind, { name, encode, check: job.check }, job.signal)
  }
}
