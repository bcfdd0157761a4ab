import { connect, type TLSSocket } from 'node:tls'

/** CONNECT of MQTT 3.1.1 (§3.1): clean session, no keep-alive, client id m. */
const CONNECT = Buffer.from('100d00044d5154540402000000016d', 'hex')
const PINGREQ = Buffer.from('c000', 'hex')

/** What a device has after it enrolled. */
export interface Enrolled {
  readonly name: string
  readonly key: string
  readonly certificate: string
  readonly root: string
}

/** One connection of a device: MQTT over TLS with its certificate and nothing else. */
export class Line {
  readonly #socket: TLSSocket
  #waiting: (() => void) | undefined
  #heard = Buffer.alloc(0)
  #closedAt: number | undefined
  readonly closed: Promise<void>

  constructor({ key, certificate, root }: Enrolled, port: number) {
    // The drill reaches the platform at an address of its own spelling; the pinned root is what proves it.
    this.#socket = connect({
      host: '127.0.0.1',
      port,
      key,
      cert: certificate,
      ca: root,
      checkServerIdentity: () => undefined,
    })
    this.closed = new Promise((resolve) => {
      this.#socket.once('close', () => {
        this.#closedAt = performance.now()
        this.#waiting?.()
        resolve()
      })
    })
    this.#socket.on('error', () => undefined)
    this.#socket.on('data', (piece) => {
      this.#heard = Buffer.concat([this.#heard, piece])
      this.#waiting?.()
    })
  }

  /** ms of performance.now() at which the platform closed it. */
  get closedAt(): number | undefined {
    return this.#closedAt
  }

  /** True if the platform let it in. */
  async open(): Promise<boolean> {
    return (await this.#ask(CONNECT, 4))?.[3] === 0
  }

  /** True if the platform answers. */
  async ping(): Promise<boolean> {
    return (await this.#ask(PINGREQ, 2)) !== undefined
  }

  end(): void {
    this.#socket.destroy()
  }

  /** The answer of so many bytes; undefined if the connection is closed instead. */
  async #ask(packet: Buffer, bytes: number): Promise<Buffer | undefined> {
    if (this.#closedAt !== undefined) return undefined
    this.#socket.write(packet)
    while (this.#heard.length < bytes) {
      if (this.#closedAt !== undefined) return undefined
      await new Promise<void>((resolve) => {
        this.#waiting = resolve
      })
    }
    const answer = this.#heard.subarray(0, bytes)
    this.#heard = this.#heard.subarray(bytes)
    return answer
  }
}
