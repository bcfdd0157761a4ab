import { Fault, sayFault } from '@millrace/core'
import { connect, type MqttClient } from 'mqtt'
import '../faults.ts'

/** One connection to a broker. It ends once; then a new one is made. */
export interface Link {
  /** Does not wait: QoS 0 is with the socket, QoS 1 with the library. */
  publish(topic: string, payload: Uint8Array, qos: 0 | 1): void
  /** Rejects if the broker refuses one of them. */
  subscribe(topics: readonly string[]): Promise<void>
  /** Bytes that the network has not taken yet. */
  readonly backlog: number
  /** Sends what is left, then DISCONNECT; after a second the socket is cut. */
  close(): Promise<void>
}

export interface ConnectOptions {
  readonly url: string
  readonly clientId: string
  readonly username?: string
  readonly password?: string
  /** For mqtts: the only authorities that count, and what is shown to them, PEM. */
  readonly tls?: { readonly ca: string; readonly key?: string; readonly cert?: string }
  readonly will: { readonly topic: string; readonly payload: Uint8Array }
  readonly message: (topic: string, payload: Uint8Array) => void
  /** The connection that stood is gone. Called once, not after `close`. */
  readonly lost: (reason: unknown) => void
}

/** One attempt. Rejects with `edge.session_lost`. */
export type Connect = (options: ConnectOptions) => Promise<Link>

const CONNECT_MS = 5_000
/** A broker that fell silent is noticed after one and a half of these. */
const KEEPALIVE_S = 5
const CLOSE_MS = 1_000

/** MQTT 3.1.1 with a clean session, as Sparkplug B 3.0 §4.2 wants it; will QoS 1, not retained. */
export const connectMqtt: Connect = ({ url, clientId, username, password, tls, will, message, lost }) =>
  new Promise((resolve, reject) => {
    const client = connect(url, {
      clientId,
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
      ...(tls ? { ...tls, minVersion: 'TLSv1.2' } : {}),
      protocolVersion: 4,
      clean: true,
      keepalive: KEEPALIVE_S,
      connectTimeout: CONNECT_MS,
      reconnectPeriod: 0,
      queueQoSZero: false,
      resubscribe: false,
      will: { topic: will.topic, payload: Buffer.from(will.payload), qos: 1, retain: false },
    })
    let stands = false
    let ended = false
    let because: unknown = 'the connection was closed'
    const end = (): void => {
      if (ended) return
      ended = true
      client.end(true)
      const fault = new Fault('edge.session_lost', { seen: sayFault(because) })
      if (stands) lost(fault)
      else reject(fault)
    }
    client.on('error', (reason) => {
      because = reason
      end()
    })
    client.on('close', end)
    client.on('message', (topic, payload) => message(topic, payload))
    client.once('connect', () => {
      stands = true
      resolve(
        linkOver(client, () => {
          ended = true
        }),
      )
    })
  })

function linkOver(client: MqttClient, ending: () => void): Link {
  return {
    publish(topic, payload, qos) {
      // Without a connection the packet is dropped here; the records of a session that broke are sent again.
      client.publish(topic, payload as Buffer, { qos, retain: false }, () => {})
    },
    async subscribe(topics) {
      const granted = await client.subscribeAsync([...topics], { qos: 1 })
      const refused = granted.find(({ qos }) => qos > 2)
      if (refused) throw new Fault('edge.session_lost', { seen: `the subscription to ${refused.topic} refused` })
    },
    get backlog() {
      return client.stream?.writableLength ?? 0
    },
    async close() {
      ending()
      const done = new Promise<void>((resolve) => client.end(false, {}, () => resolve()))
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(() => {
          client.end(true)
          resolve()
        }, CLOSE_MS)
      })
      await Promise.race([done, late])
      clearTimeout(timer)
    },
  }
}
