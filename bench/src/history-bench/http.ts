import { Agent, request } from 'node:http'
import { type Closable, Fault } from '@millrace/core'
import './faults.ts'

/** Requests to one server over kept connections. */
export class HttpClient implements Closable {
  readonly #engine: string
  readonly #port: number
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 })

  constructor(engine: string, port: number) {
    this.#engine = engine
    this.#port = port
  }

  get(path: string, query: Readonly<Record<string, string | number>> = {}): Promise<Buffer> {
    const text = Object.entries(query).map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    return this.#call('GET', text.length > 0 ? `${path}?${text.join('&')}` : path)
  }

  async json<T>(path: string, query: Readonly<Record<string, string | number>>): Promise<T> {
    return JSON.parse((await this.get(path, query)).toString('utf8')) as T
  }

  /** Throws `history_bench.peer_refused` for any answer that is no success. */
  post(path: string, body: Uint8Array | string): Promise<Buffer> {
    return this.#call('POST', path, body)
  }

  close(): void {
    this.#agent.destroy()
  }

  #call(method: string, path: string, body?: Uint8Array | string): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const call = request({ port: this.#port, host: '127.0.0.1', method, path, agent: this.#agent }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('error', reject)
        answer.on('end', () => {
          const whole = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)
          const status = answer.statusCode ?? 0
          if (status >= 200 && status < 300) resolve(whole)
          else
            reject(
              new Fault('history_bench.peer_refused', {
                engine: this.#engine,
                seen: `${status} ${whole.toString('utf8', 0, 500)}`,
              }),
            )
        })
      })
      call.on('error', reject)
      call.end(body)
    })
  }
}
