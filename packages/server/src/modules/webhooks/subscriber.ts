import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request that a subscriber took. */
export interface Taken {
  readonly path: string
  readonly id: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
  readonly event: { readonly type: string; readonly sequence: string; readonly data: Record<string, unknown> }
}

type Answer = (response: ServerResponse, taken: Taken) => void

/** Stands for programs of users that webhooks post to, for tests: answers by the path it is posted to. */
export class Subscriber {
  readonly taken: Taken[] = []
  readonly answers = new Map<string, Answer>()
  readonly #server = createServer((request, response) => void this.#serve(request, response))

  static async start(): Promise<Subscriber> {
    const subscriber = new Subscriber()
    await once(subscriber.#server.listen(0, '127.0.0.1'), 'listening')
    return subscriber
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  url(path: string): string {
    return `http://127.0.0.1:${this.port}${path}`
  }

  at(path: string): Taken[] {
    return this.taken.filter((one) => one.path === path)
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((done) => this.#server.close(done))
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = ''
    for await (const piece of request) body += String(piece)
    const path = request.url ?? ''
    const taken = {
      path,
      id: String(request.headers['webhook-id']),
      headers: request.headers,
      body,
      event: JSON.parse(body),
    }
    this.taken.push(taken)
    const answer = this.answers.get(path)
    if (answer) answer(response, taken)
    else response.end('taken')
  }
}
