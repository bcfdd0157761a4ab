import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A network cable in between: cut, its connections end and no new one comes through. */
export class Cable {
  readonly #target: number
  readonly #sockets = new Set<Socket>()
  readonly #server = createServer((near) => this.#join(near))
  #whole = true
  port = 0

  constructor(target: number) {
    this.#target = target
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    this.port = (this.#server.address() as AddressInfo).port
    return this
  }

  cut(): void {
    this.#whole = false
    for (const socket of this.#sockets) socket.destroy()
  }

  mend(): void {
    this.#whole = true
  }

  async close(): Promise<void> {
    this.cut()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  #join(near: Socket): void {
    if (!this.#whole) {
      near.destroy()
      return
    }
    const far = connect(this.#target, '127.0.0.1')
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(one)
      one.on('close', () => {
        this.#sockets.delete(one)
        other.destroy()
      })
      // The end of a cut connection is told by its close.
      one.on('error', () => one.destroy())
      one.pipe(other)
    }
  }
}
