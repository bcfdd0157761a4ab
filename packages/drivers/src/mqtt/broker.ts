import { type Clock, Fault, sayFault, type Value } from '@millrace/core'
import { connect, type MqttClient } from 'mqtt'
import '../kit/faults.ts'
import './faults.ts'

/** How a broker is reached; part of the configuration of every driver that listens to one. */
export interface BrokerConfig {
  /** mqtt://host:1883 or mqtts://host:8883. */
  readonly url: string
  readonly username?: string
  readonly password?: string
  /** PEM: the only authorities that count; the system's unless told. */
  readonly ca?: string
  /** Name of this connection at the broker; one of its own unless told. */
  readonly clientId?: string
  /** 5 unless told; 4 is MQTT 3.1.1. */
  readonly version?: 4 | 5
  /** A broker that falls silent is noticed after one and a half of these, s; 10 unless told. */
  readonly keepaliveS?: number
}

export const brokerProperties = {
  url: {
    type: 'string',
    pattern: '^mqtts?://[^\\s@]+$',
    description: 'mqtt://host:1883 or mqtts://host:8883, without user or password',
  },
  username: { type: 'string', minLength: 1 },
  password: { type: 'string' },
  ca: { type: 'string', minLength: 1, description: 'PEM of the only authorities that count' },
  clientId: { type: 'string', minLength: 1, maxLength: 23, description: 'Name of this connection at the broker' },
  version: { enum: [4, 5], default: 5, description: '5, or 4 for MQTT 3.1.1' },
  keepaliveS: { type: 'integer', minimum: 1, maximum: 3_600, default: 10 },
} as const

export interface Message {
  readonly topic: string
  readonly payload: Buffer
  /** Kept by the broker from before: nobody knows when it was said. */
  readonly retained: boolean
}

export interface Broker {
  /** Rejects with `mqtt.subscription_refused`. */
  subscribe(topics: readonly string[]): Promise<void>
  /** Resolves when the broker has it; with QoS 0 (1 unless told) when it is sent. */
  publish(topic: string, payload: string | Uint8Array, qos?: 0 | 1): Promise<void>
  readonly open: boolean
  /** Idempotent. */
  close(): Promise<void>
}

export interface BrokerEars {
  /** The next message waits for the promise: TCP holds the broker back. */
  message(message: Message): void | Promise<void>
  lost(reason: Fault): void
}

const CONNECT_MS = 5_000
/** Topics of one SUBSCRIBE: a packet stays small. */
const AT_ONCE = 100

/** Connects once. Rejects with `driver.link_lost`, or the signal's reason. */
export function connectBroker(config: BrokerConfig, ears: BrokerEars, signal: AbortSignal): Promise<Broker> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const { url, username, password, ca, clientId, version = 5, keepaliveS = 10 } = config
    const client = connect(url, {
      ...(clientId === undefined ? {} : { clientId }),
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
      ...(ca === undefined ? {} : { ca }),
      protocolVersion: version,
      clean: true,
      keepalive: keepaliveS,
      connectTimeout: CONNECT_MS,
      reconnectPeriod: 0,
      resubscribe: false,
      queueQoSZero: false,
    })
    let broker: BrokerOver | undefined
    let seen = 'closed by the broker'
    const abort = (): void => {
      client.end(true)
      reject(signal.reason)
    }
    signal.addEventListener('abort', abort, { once: true })
    client.on('error', (reason) => {
      seen = sayFault(reason)
      if (!broker) client.end(true)
    })
    client.once('connect', () => {
      signal.removeEventListener('abort', abort)
      broker = new BrokerOver(client)
      resolve(broker)
    })
    client.once('close', () => {
      signal.removeEventListener('abort', abort)
      const reason = new Fault('driver.link_lost', { place: new URL(url).host, seen })
      if (!broker) reject(reason)
      else if (!broker.closing) ears.lost(reason)
    })
    client.handleMessage = ({ topic, payload, retain }, done) => {
      const taken = ears.message({
        topic: String(topic),
        payload: typeof payload === 'string' ? Buffer.from(payload) : payload,
        retained: retain ?? false,
      })
      if (taken) taken.then(() => done(), done)
      else done()
    }
  })
}

class BrokerOver implements Broker {
  readonly #client: MqttClient
  closing = false

  constructor(client: MqttClient) {
    this.#client = client
  }

  get open(): boolean {
    return this.#client.connected && !this.closing
  }

  async subscribe(topics: readonly string[]): Promise<void> {
    for (let at = 0; at < topics.length; at += AT_ONCE) {
      const some = topics.slice(at, at + AT_ONCE)
      const granted = await this.#client.subscribeAsync([...some], { qos: 1 }).catch((reason: unknown) => {
        throw new Fault('mqtt.subscription_refused', { topic: some[0] }, reason)
      })
      for (const { topic, qos } of granted) if (qos > 2) throw new Fault('mqtt.subscription_refused', { topic })
    }
  }

  async publish(topic: string, payload: string | Uint8Array, qos: 0 | 1 = 1): Promise<void> {
    await this.#client.publishAsync(topic, typeof payload === 'string' ? payload : Buffer.from(payload), { qos })
  }

  close(): Promise<void> {
    this.closing = true
    return new Promise((resolve) => this.#client.end(true, {}, () => resolve()))
  }
}

/** What a device says about a value after it was told to change it. */
export class Echoes<Key> {
  readonly #clock: Clock
  readonly #waiting = new Map<Key, Set<(value: Value) => void>>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  heard(key: Key, value: Value): void {
    for (const hear of this.#waiting.get(key) ?? []) hear(value)
  }

  /** The value once it is heard; after `ms` the last that was, or undefined if there was none. */
  async wait(key: Key, wanted: Value, { ms, signal }: { ms: number; signal: AbortSignal }): Promise<Value | undefined> {
    const { promise, resolve } = Promise.withResolvers<undefined>()
    let last: Value | undefined
    const hear = (value: Value): void => {
      last = value
      if (same(value, wanted)) resolve(undefined)
    }
    const give = (): void => resolve(undefined)
    const waiting = this.#waiting.get(key) ?? new Set()
    this.#waiting.set(key, waiting.add(hear))
    const timer = this.#clock.after(ms, give)
    signal.addEventListener('abort', give, { once: true })
    try {
      await promise
      return last
    } finally {
      timer.cancel()
      signal.removeEventListener('abort', give)
      waiting.delete(hear)
      if (waiting.size === 0) this.#waiting.delete(key)
    }
  }
}

const isNumber = (value: Value): value is number | bigint => typeof value === 'number' || typeof value === 'bigint'

/** 5 and 5n are one value. */
const same = (one: Value, other: Value): boolean =>
  one === other || (isNumber(one) && isNumber(other) && Number(one) === Number(other))
