import type { Clock, Closable } from '@millrace/core'
import { connectMqtt, type Link } from '@millrace/edge'
import { EdgeSession, encodePayload, type Metric } from '@millrace/wire'
import type { Stage } from './stage.ts'

interface Said {
  readonly device: string
  readonly metrics: readonly Metric[]
}

interface ControllerOptions {
  readonly node: string
  readonly clock: Clock
  /** ms; when it was born. */
  readonly born: number
  /** What its devices say at a moment, ms. */
  readonly at: (ms: number) => readonly Said[]
}

interface Controller extends Closable {
  /** What they say at these moments, ms, in one message. */
  publish(...moments: number[]): void
}

/** A Sparkplug node of the works behind the platform's MQTT door. */
export async function startController(stage: Stage, { node, clock, born, at }: ControllerOptions): Promise<Controller> {
  const { name: username, secret: password } = await stage.client.createCredential({ as: 'edge', group: 'works', node })
  let link: Link | undefined
  const session = new EdgeSession({
    ...{ group: 'works', node, clock, lastBdSeq: 0 },
    saveBdSeq: () => undefined,
    births: () => ({ node: [], devices: at(born) }),
    send: ({ topic, payload, qos }) => link?.publish(topic, payload, qos),
    bornChanged: () => undefined,
  })
  link = await connectMqtt({
    url: `mqtt://127.0.0.1:${stage.mqttPort}`,
    clientId: node,
    username,
    password,
    will: session.connecting(),
    message: (topic, payload) => void session.received(topic, payload),
    lost: () => undefined,
  })
  await link.subscribe(session.subscriptions().map(({ topic }) => topic))
  session.connected()
  return {
    publish(...moments) {
      const devices = new Map<string, Metric[]>()
      for (const { device, metrics } of moments.flatMap(at)) {
        const plain = metrics.map(({ properties: _, ...metric }) => metric)
        devices.set(device, [...(devices.get(device) ?? []), ...plain])
      }
      for (const [device, metrics] of devices)
        session.publishData(device, (seq) => encodePayload({ timestamp: moments.at(-1)!, seq, metrics }))
    },
    close: () => link?.close() ?? Promise.resolve(),
  }
}
