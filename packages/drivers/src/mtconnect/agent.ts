import { Fault } from '@millrace/core'
import type { HttpClient } from '../kit/http.ts'
import { type Component, type Document, type Header, type Observation, readDocument } from './codec.ts'
import { MultipartReader } from './multipart.ts'
import './faults.ts'

export interface Streams {
  readonly header: Header
  readonly observations: readonly Observation[]
}

export interface SampleNeeds {
  readonly from: number
  readonly count: number
  readonly intervalMs: number
  readonly heartbeatMs: number
}

/** The agent no longer has, or does not yet have, the sequence that was asked for (Part 1, OUT_OF_RANGE). */
export class OutOfRange {}

/** The requests of one agent (Part 1, HTTP request and response). */
export class Agent {
  readonly #http: HttpClient
  readonly #device: string
  readonly #path: string | undefined
  readonly #mostBytes: number

  constructor(http: HttpClient, config: { device?: string; path?: string; mostBytes: number }) {
    this.#http = http
    this.#device = config.device === undefined ? '' : `${encodeURIComponent(config.device)}/`
    this.#path = config.path
    this.#mostBytes = config.mostBytes
  }

  async probe(signal: AbortSignal): Promise<readonly Component[]> {
    const document = await this.#ask('probe', {}, signal)
    if (document.kind !== 'devices') throw refused('probe', document)
    return document.devices
  }

  /** @param at the state right after this sequence; now unless told */
  async current(at: number | undefined, signal: AbortSignal): Promise<Streams | OutOfRange> {
    return streamsOf('current', await this.#ask('current', { path: this.#path, at }, signal))
  }

  async sample({ from, count }: SampleNeeds, signal: AbortSignal): Promise<Streams | OutOfRange> {
    return streamsOf('sample', await this.#ask('sample', { path: this.#path, from, count }, signal))
  }

  /**
   * Samples as they come. `alive` is told of every byte, `take` of every document, and the stream waits for it. Ends
   * when the agent does: `whole` if it answered with one document instead of a stream.
   */
  async stream(
    { from, count, intervalMs, heartbeatMs }: SampleNeeds,
    take: (streams: Streams | OutOfRange) => Promise<'go on' | 'stop'>,
    alive: () => void,
    signal: AbortSignal,
  ): Promise<'whole' | 'ended' | 'stopped'> {
    const query = { path: this.#path, from, count, interval: intervalMs, heartbeat: heartbeatMs }
    const { type, status, body } = await this.#http.stream(this.#request('sample', query), signal)
    try {
      if (!/^multipart\//i.test(type)) {
        const whole = await take(streamsOf('sample', await this.#read(body, 'sample', status)))
        return whole === 'stop' ? 'stopped' : 'whole'
      }
      const parts: Document[] = []
      const reader = new MultipartReader(type, this.#mostBytes, (part) => parts.push(readDocument(part)))
      for await (const chunk of body as AsyncIterable<Buffer>) {
        alive()
        reader.push(chunk)
        for (const part of parts.splice(0)) {
          if ((await take(streamsOf('sample', part))) === 'stop') return 'stopped'
        }
      }
      return 'ended'
    } finally {
      body.destroy()
    }
  }

  async #ask(name: string, query: Query, signal: AbortSignal): Promise<Document> {
    const { status, body } = await this.#http.request(this.#request(name, query), signal)
    return this.#document(body, name, status)
  }

  #request(name: string, query: Query): { method: string; path: string; headers: { accept: string } } {
    const set = Object.entries(query).filter(([, value]) => value !== undefined)
    const text = set.map(([key, value]) => `${key}=${encodeURIComponent(value as string | number)}`).join('&')
    return {
      method: 'GET',
      path: `${this.#device}${name}${text === '' ? '' : `?${text}`}`,
      headers: { accept: 'text/xml, application/xml, multipart/x-mixed-replace' },
    }
  }

  async #read(body: AsyncIterable<Buffer>, name: string, status: number): Promise<Document> {
    const chunks: Buffer[] = []
    let bytes = 0
    for await (const chunk of body) {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > this.#mostBytes) {
        throw new Fault('driver.reply_malformed', { expected: `at most ${this.#mostBytes} bytes`, seen: 'more' })
      }
    }
    return this.#document(Buffer.concat(chunks), name, status)
  }

  /** Agents tell errors in a document, with status 200 up to version 1.x and 4xx later. */
  #document(body: Uint8Array, name: string, status: number): Document {
    try {
      return readDocument(body)
    } catch (failure) {
      if (status === 200) throw failure
      throw new Fault('mtconnect.agent_refused', { asked: name, code: `HTTP ${status}`, text: 'no MTConnect document' })
    }
  }
}

type Query = Readonly<Record<string, string | number | undefined>>

function streamsOf(name: string, document: Document): Streams | OutOfRange {
  if (document.kind === 'streams') return document
  if (document.kind === 'error' && document.code === 'OUT_OF_RANGE') return new OutOfRange()
  throw refused(name, document)
}

function refused(asked: string, document: Document): Fault {
  return document.kind === 'error'
    ? new Fault('mtconnect.agent_refused', { asked, code: document.code, text: document.text.slice(0, 200) })
    : new Fault('driver.reply_malformed', { expected: `what ${asked} answers`, seen: document.kind })
}
