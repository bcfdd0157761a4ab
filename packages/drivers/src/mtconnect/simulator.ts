import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { runSimulator, type Simulator } from '../kit/simulator.ts'

interface Told {
  readonly id: string
  readonly sequence: number
  readonly timestamp: string
  readonly text: string
  /** For conditions: the level is the text. */
  readonly nativeCode: string | undefined
}

export interface SimulatedItem {
  readonly id: string
  readonly name: string
  readonly category: 'SAMPLE' | 'EVENT' | 'CONDITION'
  /** As in the standard: POSITION; the element is named by it. */
  readonly type: string
  readonly units?: string
}

const machine: readonly SimulatedItem[] = [
  { id: 'x1', name: 'Xact', category: 'SAMPLE', type: 'POSITION', units: 'MILLIMETER' },
  { id: 's1', name: 'Sspeed', category: 'SAMPLE', type: 'ROTARY_VELOCITY', units: 'REVOLUTION/MINUTE' },
  { id: 'c1', name: 'parts', category: 'EVENT', type: 'PART_COUNT' },
  { id: 'e1', name: 'execution', category: 'EVENT', type: 'EXECUTION' },
  { id: 'a1', name: 'system', category: 'CONDITION', type: 'SYSTEM' },
]
const HEARTBEAT_MS = 10_000
const MOST_COUNT = 10_000

/** An MTConnect agent of our own with one machine, for demo and tests. */
export class MtconnectSimulator {
  readonly items: readonly SimulatedItem[]
  readonly #bufferSize: number
  #server: Server | undefined
  readonly #watching = new Set<() => void>()
  #buffer: Told[] = []
  #latest = new Map<string, Told[]>()
  #instance = 1
  #next = 1
  /** False: sample with an interval is answered once, as agents without streaming do. */
  streams = true
  /** Running total. */
  requests = 0

  constructor(items: readonly SimulatedItem[] = machine, bufferSize = 1_024) {
    this.items = items
    this.#bufferSize = bufferSize
    this.#clear()
  }

  /**
   * Listens and returns the port; 0 asks for a free one. Rejects with the system's error if it is taken. Listening
   * again after `close` is the same instance, as after a network that was away.
   */
  listen(port = 0, host = '127.0.0.1'): Promise<number> {
    const server = createServer((request, response) => this.#serve(request, response))
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

  /** What the machine says; a condition is told by its level and code. */
  tell(id: string, text: string, nativeCode?: string, timestamp = new Date().toISOString()): void {
    const told: Told = { id, sequence: this.#next++, timestamp, text, nativeCode }
    this.#buffer.push(told)
    if (this.#buffer.length > this.#bufferSize) this.#buffer.shift()
    this.#latest.set(id, this.#activeAfter(id, told))
    for (const wake of this.#watching) wake()
  }

  /** As an agent that was restarted: a new instance, counting from 1, everything unavailable. */
  restart(): void {
    this.#instance++
    this.#clear()
    for (const wake of this.#watching) wake()
  }

  #clear(): void {
    this.#next = 1
    this.#buffer = []
    this.#latest = new Map()
    for (const { id, category } of this.items) this.tell(id, category === 'CONDITION' ? 'Unavailable' : 'UNAVAILABLE')
  }

  #activeAfter(id: string, told: Told): Told[] {
    const levels = ['Warning', 'Fault']
    const before = (this.#latest.get(id) ?? []).filter(({ text }) => levels.includes(text))
    if (told.text === 'Unavailable' || (told.text === 'Normal' && told.nativeCode === undefined)) return [told]
    const others = before.filter(({ nativeCode }) => nativeCode !== told.nativeCode)
    if (levels.includes(told.text)) return [...others, told]
    return told.text === 'Normal' && others.length > 0 ? others : [told]
  }

  get #first(): number {
    return this.#buffer[0]?.sequence ?? this.#next
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    this.requests++
    const url = new URL(request.url ?? '/', 'http://agent')
    const name = url.pathname.split('/').pop()
    if (name === 'probe') send(response, this.#devices())
    else if (name === 'current') this.#current(url.searchParams, response)
    else if (name === 'sample') this.#sample(url.searchParams, response)
    else send(response, this.#error('UNSUPPORTED', `no ${name}`), 404)
  }

  #current(query: URLSearchParams, response: ServerResponse): void {
    const at = query.get('at')
    if (at === null) {
      send(response, this.#streams([...this.#latest.values()].flat(), this.#next))
      return
    }
    if (Number(at) < this.#first || Number(at) >= this.#next) {
      send(response, this.#error('OUT_OF_RANGE', `at ${at}`), 404)
      return
    }
    const then = new Map<string, Told>()
    for (const told of this.#buffer) if (told.sequence <= Number(at)) then.set(`${told.id} ${told.nativeCode}`, told)
    send(response, this.#streams([...then.values()], this.#next))
  }

  #sample(query: URLSearchParams, response: ServerResponse): void {
    let from = Number(query.get('from') ?? this.#first)
    const count = Math.min(MOST_COUNT, Number(query.get('count') ?? 100))
    const interval = query.get('interval')
    const outOfRange = (): boolean => from < this.#first || from > this.#next
    const take = (): string => {
      const told = this.#buffer.filter(({ sequence }) => sequence >= from).slice(0, count)
      from = (told.at(-1)?.sequence ?? from - 1) + 1
      return this.#streams(told, from)
    }
    if (outOfRange()) {
      send(response, this.#error('OUT_OF_RANGE', `from ${from}`), 404)
      return
    }
    if (interval === null || !this.streams) {
      send(response, take())
      return
    }
    response.writeHead(200, { 'content-type': 'multipart/x-mixed-replace;boundary=part' })
    const part = (xml: string): void => {
      response.write(`--part\r\nContent-type: text/xml\r\nContent-length: ${Buffer.byteLength(xml)}\r\n\r\n${xml}\r\n`)
    }
    let due: NodeJS.Timeout | undefined
    let instance = this.#instance
    const speak = (): void => {
      due = undefined
      if (instance !== this.#instance || outOfRange()) {
        instance = this.#instance
        part(this.#error('OUT_OF_RANGE', `from ${from}`))
        response.end()
        return
      }
      do part(take())
      while (from < this.#next)
    }
    const wake = (): void => {
      due ??= setTimeout(speak, Math.max(1, Number(interval)))
    }
    const beat = setInterval(speak, Number(query.get('heartbeat') ?? HEARTBEAT_MS))
    this.#watching.add(wake)
    response.once('close', () => {
      this.#watching.delete(wake)
      clearInterval(beat)
      clearTimeout(due)
    })
    speak()
  }

  #header(more = ''): string {
    return `<Header creationTime="${new Date().toISOString()}" sender="simulator" instanceId="${this.#instance}" version="1.7.0.0" bufferSize="${this.#bufferSize}"${more}/>`
  }

  #devices(): string {
    const items = this.items
      .map(
        ({ id, name, category, type, units }) =>
          `<DataItem id="${id}" name="${name}" category="${category}" type="${type}"${units ? ` units="${units}"` : ''}/>`,
      )
      .join('')
    return documentOf(
      'MTConnectDevices',
      `${this.#header()}<Devices><Device id="d1" name="Mill" uuid="mill-1"><DataItems>${items}</DataItems></Device></Devices>`,
    )
  }

  #streams(told: readonly Told[], next: number): string {
    const lists = (['SAMPLE', 'EVENT', 'CONDITION'] as const).map((category) => {
      const list = category === 'SAMPLE' ? 'Samples' : category === 'EVENT' ? 'Events' : 'Condition'
      const inside = told.filter(({ id }) => this.items.find((item) => item.id === id)?.category === category)
      return inside.length === 0
        ? ''
        : `<${list}>${inside.map((one) => this.#observation(one, category)).join('')}</${list}>`
    })
    const sequences = ` firstSequence="${this.#first}" lastSequence="${this.#next - 1}" nextSequence="${next}"`
    return documentOf(
      'MTConnectStreams',
      `${this.#header(sequences)}<Streams><DeviceStream name="Mill" uuid="mill-1"><ComponentStream component="Device" name="Mill" componentId="d1">${lists.join('')}</ComponentStream></DeviceStream></Streams>`,
    )
  }

  #observation({ id, sequence, timestamp, text, nativeCode }: Told, category: SimulatedItem['category']): string {
    const item = this.items.find((one) => one.id === id)!
    const code = nativeCode === undefined ? '' : ` nativeCode="${escaped(nativeCode)}"`
    const attributes = `dataItemId="${id}" name="${item.name}" sequence="${sequence}" timestamp="${timestamp}"${code}`
    if (category === 'CONDITION') return `<${text} type="${item.type}" ${attributes}/>`
    const element = item.type.toLowerCase().replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())
    return `<${element} ${attributes}>${escaped(text)}</${element}>`
  }

  #error(code: string, text: string): string {
    return documentOf(
      'MTConnectError',
      `${this.#header()}<Errors><Error errorCode="${code}">${escaped(text)}</Error></Errors>`,
    )
  }
}

function documentOf(root: string, inside: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="urn:mtconnect.org:${root}:1.7">${inside}</${root}>\n`
}

function send(response: ServerResponse, xml: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(xml) })
  response.end(xml)
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** For `millrace simulate mtconnect`. */
export const mtconnectSimulator: Simulator = {
  kind: 'mtconnect',
  tags: [
    { address: 'Xact', type: 'float64', access: 'r', periodMs: 1_000 },
    { address: 'Sspeed', type: 'float64', access: 'r', periodMs: 1_000 },
    { address: 'parts', type: 'int64', access: 'r', periodMs: 1_000 },
    { address: 'execution', type: 'string', access: 'r', periodMs: 1_000 },
    { address: 'system', type: 'string', access: 'r', periodMs: 1_000 },
  ],
  async start(port) {
    const agent = new MtconnectSimulator()
    agent.tell('c1', '0')
    agent.tell('e1', 'ACTIVE')
    agent.tell('a1', 'Normal')
    let tick = 0
    const move = (): void => {
      agent.tell('x1', (250 + 200 * Math.sin(++tick / 20)).toFixed(3))
      agent.tell('s1', String(3_000 + (tick % 7)))
      if (tick % 20 === 0) agent.tell('c1', String(tick / 20))
      if (tick % 60 === 0) agent.tell('a1', 'Warning', 'COOLANT')
      if (tick % 60 === 20) agent.tell('a1', 'Normal', 'COOLANT')
    }
    return runSimulator(port, {
      server: agent,
      configFor: (listening) => ({ url: `http://127.0.0.1:${listening}`, intervalMs: 500 }),
      everyMs: 500,
      move,
    })
  },
}
