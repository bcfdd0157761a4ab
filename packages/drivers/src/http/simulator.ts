import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { runSimulator, type Simulator } from '../kit/simulator.ts'
import { readJson } from './codec.ts'

/** A web server of our own with a boiler in JSON, for demo and tests: GET /state, PUT /state with members to change. */
export class HttpSimulator {
  readonly state: Record<string, unknown>
  #server: Server | undefined
  /** Running total. */
  requests = 0

  constructor(state: Record<string, unknown> = { temperature: 71.5, pump: { speed: 1_450, on: true }, setpoint: 70 }) {
    this.state = state
  }

  /** Listens and returns the port; 0 asks for a free one. Rejects with the system's error if it is taken. */
  listen(port = 0, host = '127.0.0.1'): Promise<number> {
    const server = createServer((request, response) => void this.#serve(request, response))
    this.#server = server
    return new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, () => {
        server.off('error', reject)
        resolve((server.address() as AddressInfo).port)
      })
    })
  }

  /** Cuts every connection and stops listening; idempotent. */
  close(): Promise<void> {
    const server = this.#server
    if (!server) return Promise.resolve()
    return new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests++
    const say = (status: number, document: unknown): void => {
      const text = JSON.stringify(document)
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
      response.end(text)
    }
    if (request.url?.split('?')[0] !== '/state') say(404, { error: 'not found' })
    else if (request.method === 'PUT') {
      try {
        const chunks: Buffer[] = []
        for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
        Object.assign(this.state, readJson(Buffer.concat(chunks)))
        say(200, {})
      } catch {
        say(400, { error: 'no JSON' })
      }
    } else say(200, { ...this.state, time: new Date().toISOString() })
  }
}

/** For `millrace simulate http`. */
export const httpSimulator: Simulator = {
  kind: 'http',
  tags: [
    { address: 'boiler#$.temperature', type: 'float64', access: 'r', periodMs: 1_000 },
    { address: 'boiler#$.pump.speed', type: 'int32', access: 'r', periodMs: 1_000 },
    { address: 'boiler#$.pump.on', type: 'bool', access: 'r', periodMs: 5_000 },
    { address: 'boiler#$.setpoint', type: 'float64', access: 'rw', periodMs: 1_000 },
  ],
  async start(port) {
    const server = new HttpSimulator()
    let tick = 0
    return runSimulator(port, {
      server,
      configFor: (listening) => ({
        url: `http://127.0.0.1:${listening}`,
        time: { path: '$.time' },
        requests: [{ name: 'boiler', path: 'state', write: { body: '{"{name}":{value}}' } }],
      }),
      everyMs: 500,
      move: () => {
        const setpoint = Number(server.state['setpoint']) || 0
        server.state['temperature'] = Math.round((setpoint + 1.5 * Math.sin(++tick / 30)) * 100) / 100
      },
    })
  },
}
