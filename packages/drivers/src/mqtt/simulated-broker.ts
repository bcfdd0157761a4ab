import type { Aedes } from 'aedes'
import { TcpServer } from '../kit/tcp-server.ts'

/**
 * A small broker on loopback (MQTT 3.1.1) with a device inside: whoever connects may hear and say everything. Its
 * library is loaded when it listens.
 */
export class SimulatedBroker {
  readonly #heard: (topic: string, payload: Buffer) => void
  readonly #server = new TcpServer(({ socket }) => void this.#aedes?.handle(socket))
  #aedes: Aedes | undefined

  /** @param heard what clients publish */
  constructor(heard: (topic: string, payload: Buffer) => void) {
    this.#heard = heard
  }

  /** Returns the port; 0 asks for a free one. Rejects with the system's error if it is taken. */
  async listen(port: number): Promise<number> {
    const broker = await import('aedes')
    this.#aedes = await broker.Aedes.createBroker()
    this.#aedes.on('publish', ({ topic, payload }, client) => {
      // Without a client it is the broker that speaks.
      if (client) this.#heard(topic, Buffer.from(payload))
    })
    return this.#server.listen(port)
  }

  /** Nothing happens before it listens. */
  say(topic: string, payload: string | Uint8Array): void {
    this.#aedes?.publish(
      { cmd: 'publish', qos: 0, dup: false, retain: false, topic, payload: Buffer.from(payload) },
      () => {},
    )
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => (this.#aedes ? this.#aedes.close(resolve) : resolve()))
    await this.#server.close()
  }
}
