import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'

/** A client that asks faster than it reads is cut off beyond this, bytes. */
const MOST_UNSENT = 1 << 20

/** One connection to a {@link TcpServer}, seen from the server. */
export class TcpClient {
  /** The stream itself, for who reads it by a library of his own. */
  readonly socket: Socket

  constructor(socket: Socket) {
    this.socket = socket
  }

  /** Nothing happens if the client has left. */
  send(bytes: Uint8Array): void {
    if (this.socket.destroyed) return
    this.socket.write(bytes)
    if (this.socket.writableLength > MOST_UNSENT) this.socket.destroy()
  }

  /** Once what was sent is out. */
  end(): void {
    this.socket.destroySoon()
  }

  /** At once, whatever is still to be sent. */
  cut(): void {
    this.socket.destroy()
  }
}

/** What is said on one connection. */
export interface TcpEars {
  /** Throws at what cannot be a frame: that ends the connection, as in a device. */
  read(bytes: Buffer): void
  /** Once. */
  ended?(): void
}

/** The listening half of devices in software: who connects is given ears, or reads the stream otherwise. */
export class TcpServer {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  constructor(serve: (client: TcpClient) => TcpEars | undefined) {
    this.#server = createServer({ noDelay: true }, (socket) => {
      this.#sockets.add(socket)
      const ears = serve(new TcpClient(socket))
      socket.on('error', () => socket.destroy())
      socket.once('close', () => {
        this.#sockets.delete(socket)
        ears?.ended?.()
      })
      if (!ears) return
      socket.on('data', (bytes: Buffer) => {
        try {
          ears.read(bytes)
        } catch {
          socket.destroy()
        }
      })
    })
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

  /** Ends every connection; who wants to may connect anew. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  /** Cuts every connection and stops listening; idempotent, and it may listen again. */
  close(): Promise<void> {
    this.cut()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }
}
