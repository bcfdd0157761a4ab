import { createSocket, type Socket } from 'node:dgram'

/** The listening half of devices in software over UDP: each packet is a question of its own. */
export class UdpServer {
  readonly #take: (packet: Buffer, answer: (bytes: Uint8Array) => void) => void
  #socket: Socket | undefined

  constructor(take: (packet: Buffer, answer: (bytes: Uint8Array) => void) => void) {
    this.#take = take
  }

  readonly connections = 0

  /** Listens and returns the port; 0 asks for a free one. Rejects with the system's error if it is taken. */
  listen(port = 0, host = '127.0.0.1'): Promise<number> {
    const socket = createSocket('udp4')
    return new Promise((resolve, reject) => {
      socket.once('error', reject)
      socket.on('message', (packet, { port: to, address }) =>
        this.#take(packet, (bytes) => {
          if (this.#socket === socket) socket.send(bytes, to, address)
        }),
      )
      socket.bind(port, host, () => {
        socket.off('error', reject)
        this.#socket = socket
        resolve(socket.address().port)
      })
    })
  }

  /** Idempotent, and it may listen again. */
  close(): Promise<void> {
    const socket = this.#socket
    this.#socket = undefined
    return socket ? new Promise((resolve) => void socket.close(() => resolve())) : Promise.resolve()
  }
}
