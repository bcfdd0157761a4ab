import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { runSimulator, type Simulator } from '../kit/simulator.ts'
import { encodePacket, PacketDecoder, parseSegment } from './codec.ts'

export interface StationOptions {
  readonly host?: string
  readonly port: number
  readonly mn: string
  readonly password: string
  /** Wait before it dials again, ms; 1,000 unless told. */
  readonly redialMs?: number
  /** Wait for an answer before a record is sent again, ms; 5,000 unless told. */
  readonly resendMs?: number
  /** Version bits of Flag; 4 (the edition of 2017) unless told. */
  readonly edition?: number
}

interface Waiting {
  readonly qn: string
  readonly segment: string
}

/** A monitoring device of our own: it dials, keeps each record until it is answered, and sends it again if it is not. */
export class SimulatedStation {
  readonly #options: StationOptions
  readonly #queue: Waiting[] = []
  #socket: Socket | undefined
  #timer: NodeJS.Timeout | undefined
  #resend: NodeJS.Timeout | undefined
  #running = false
  #count = 0
  /** Running total of packets sent, repeats included. */
  sent = 0
  /** Numbers of the records that were answered, in that order. */
  readonly answered: string[] = []

  constructor(options: StationOptions) {
    this.#options = options
  }

  /** Records that wait for an answer. */
  get waiting(): number {
    return this.#queue.length
  }

  start(): void {
    this.#running = true
    this.#dial()
  }

  /** As a power cut, but records that were not answered are kept. */
  async stop(): Promise<void> {
    this.#running = false
    clearTimeout(this.#timer)
    clearTimeout(this.#resend)
    const socket = this.#socket
    this.#socket = undefined
    if (!socket || socket.closed) return
    await new Promise<void>((resolve) => {
      socket.once('close', () => resolve())
      socket.destroy()
    })
  }

  /** Keeps a record until it is answered; returns its number. */
  record(cn: string, cp: string): string {
    const qn = this.#number()
    this.#queue.push({ qn, segment: this.#segment(qn, cn, 1, cp) })
    if (this.#queue.length === 1) this.#sendFirst()
    return qn
  }

  heartbeat(): void {
    this.raw(encodePacket(this.#segment(this.#number(), '9015', 0, '')))
  }

  /** Bytes as they are, if it is connected. */
  raw(bytes: Uint8Array): void {
    if (this.#socket?.readyState === 'open') this.#socket.write(bytes)
  }

  #number(): string {
    return `20260801${String(this.#count++).padStart(9, '0')}`
  }

  #segment(qn: string, cn: string, ask: number, cp: string): string {
    const { mn, password, edition = 4 } = this.#options
    return `QN=${qn};ST=32;CN=${cn};PW=${password};MN=${mn};Flag=${edition | ask};CP=&&${cp}&&`
  }

  #dial(): void {
    const { host = '127.0.0.1', port, redialMs = 1_000 } = this.#options
    const socket = connect({ host, port, noDelay: true })
    this.#socket = socket
    const decoder = new PacketDecoder({ segment: (segment) => this.#answer(segment), refused: () => {} }, 9_999)
    socket.on('connect', () => {
      this.heartbeat()
      this.#sendFirst()
    })
    socket.on('data', (chunk: Buffer) => decoder.push(chunk))
    socket.on('error', () => socket.destroy())
    socket.once('close', () => {
      if (this.#running && this.#socket === socket) this.#timer = setTimeout(() => this.#dial(), redialMs)
    })
  }

  #sendFirst(): void {
    clearTimeout(this.#resend)
    const first = this.#queue[0]
    if (!first || this.#socket?.readyState !== 'open') return
    this.sent++
    this.raw(encodePacket(first.segment))
    this.#resend = setTimeout(() => this.#sendFirst(), this.#options.resendMs ?? 5_000)
  }

  #answer(segment: string): void {
    const { cn, qn } = parseSegment(segment)
    if (cn !== '9014' || this.#queue[0]?.qn !== qn) return
    this.answered.push(qn!)
    this.#queue.shift()
    this.#sendFirst()
  }
}

const DEMO = { mn: '010000A8900016F000169DC0', password: '123456' }

/** A device for a first try: it dials the port of the driver instead of listening. */
export const hj212Simulator: Simulator = {
  kind: 'hj212',
  tags: [
    { address: 'a34004-Rtd', type: 'float64', access: 'r', periodMs: 5_000 },
    { address: 'w01018-Rtd', type: 'float64', access: 'r', periodMs: 5_000 },
    { address: 'w01018-Flag', type: 'string', access: 'r', periodMs: 5_000 },
  ],
  start: async (wanted) => {
    // It dials in: of a free port nobody but we know.
    const port = wanted === 0 ? await freePort() : wanted
    const station = new SimulatedStation({ port, ...DEMO })
    let turn = 0
    return runSimulator(port, {
      server: {
        listen: async () => {
          station.start()
          return port
        },
        close: () => station.stop(),
      },
      configFor: () => ({ listen: { host: '127.0.0.1', port }, ...DEMO }),
      everyMs: 5_000,
      move: () => {
        // Chinese time, which is eight hours ahead all year.
        const time = new Date(Date.now() + 8 * 3_600_000).toISOString().replaceAll(/\D/g, '').slice(0, 14)
        const dust = (35 + 10 * Math.sin(turn++ / 10)).toFixed(1)
        const cod = (62.5 + Math.sin(turn / 7)).toFixed(2)
        station.record('2011', `DataTime=${time};a34004-Rtd=${dust},a34004-Flag=N;w01018-Rtd=${cod},w01018-Flag=N`)
      },
    })
  },
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
