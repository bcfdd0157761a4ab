import { type Clock, Fault, type Value, valueAt } from '@millrace/core'
import {
  encodeState,
  encodeStoredCommand,
  HostNode,
  IntervalSet,
  type Metric,
  parseTopic,
  stateTopic,
} from '@millrace/wire'
import type { Connect, ConnectOptions } from './uplink/transport.ts'
import './faults.ts'

/** A broker with one host behind it, without a network: it can be cut, and the host can be taken away. */
export class FakeBroker {
  readonly clock: Clock
  host: HostNode
  client: ConnectOptions | undefined
  connections = 0
  open = true
  confirming = true
  hostOnline: boolean | undefined = true
  log: string[] = []
  /** What no edge may do; tests expect none. */
  readonly mistakes: string[] = []
  readonly births = new Map<string, readonly Metric[]>()
  readonly got = new Map<string, { time: number; value: number; historical: boolean }[]>()
  /** Samples, as ingest has them; those of the node itself under an empty name. */
  readonly told: {
    device: string
    point: string
    time: number
    value: Value
    status: number
    position: number
  }[] = []
  readonly positions = new Map<number, number>()
  readonly #stored = new IntervalSet()
  stream = ''

  constructor(clock: Clock) {
    this.clock = clock
    this.host = new HostNode(clock)
  }

  connect: Connect = async (options) => {
    if (!this.open) throw new Fault('edge.session_lost', { seen: 'no route' })
    this.connections++
    this.client = options
    return {
      backlog: 0,
      publish: (topic, payload) => this.#take(topic, payload),
      subscribe: async () => {
        if (this.hostOnline !== undefined) this.sayHost(this.hostOnline)
      },
      close: async () => {
        this.client = undefined
      },
    }
  }

  cut(): void {
    this.open = false
    this.client?.lost(new Fault('edge.session_lost', { seen: 'a cut' }))
  }

  sayHost(online: boolean): void {
    this.hostOnline = online
    this.client?.message(stateTopic('millrace'), encodeState({ online, timestamp: this.clock.now() / 1000 }))
  }

  command(type: 'NCMD' | 'DCMD', payload: Uint8Array, device = ''): void {
    this.client!.message(`spBv1.0/g/${type}/n${device && `/${device}`}`, payload)
  }

  confirm(): void {
    this.command('NCMD', encodeStoredCommand(0, { stream: this.stream, intervals: [...this.#stored] }))
  }

  #take(topic: string, payload: Uint8Array): void {
    const { type, device } = parseTopic(topic)
    if (type !== 'DDATA' && type !== 'NDATA') this.log.push(`${type} ${device ?? ''}`.trim())
    const event = this.host.receive(type, device, payload)
    if (event.is === 'birth') {
      this.births.set(device ?? '', event.metrics)
      const stream = event.metrics.find(({ name }) => name === 'Millrace/Stream')?.value
      if (typeof stream === 'string') this.stream = stream
    }
    if (event.is !== 'data') {
      if (type === 'DDATA') this.mistakes.push(`data of ${device} is taken as ${event.is}`)
      return
    }
    if (!event.inOrder) this.mistakes.push('a message is missing')
    const { columns } = event
    if (columns.position >= 0) {
      this.positions.set(columns.position, (this.positions.get(columns.position) ?? 0) + 1)
      this.#stored.add(columns.position, columns.position + 1)
    }
    const batch = columns.asBatch(new Uint32Array(columns.length))
    for (let i = 0; i < columns.length; i++) {
      const { name } = this.host.table.definitions[columns.slot[i]!]!
      const rows = this.got.get(name) ?? []
      rows.push({ time: columns.time[i]!, value: columns.double[i]!, historical: columns.historical[i] === 1 })
      this.got.set(name, rows)
      const sample = { time: columns.time[i]!, value: valueAt(batch, i), status: columns.status[i]! }
      this.told.push({ device: device ?? '', point: name, position: columns.position, ...sample })
    }
    if (this.confirming && columns.position >= 0) queueMicrotask(() => this.client && this.confirm())
  }
}
