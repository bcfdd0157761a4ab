import { type Closable, systemClock } from '@millrace/core'
import { connectMqtt, type Link } from '@millrace/edge'
import { EdgeSession, encodePayload, type Metric, SparkplugType } from '@millrace/wire'

const MINUTE = 60_000
const DAYS = 7
/** Between two records. */
const STEP = 5 * MINUTE
/** Ago: what comes later is measured while somebody looks. */
const RECORDED_UNTIL = 30 * MINUTE

interface Reading {
  readonly leaving: number
  readonly entering: number
  readonly power: number
  readonly running: boolean
}

/** What the chiller measures, with the units and ranges it is born with. */
const measured = {
  'Leaving water temperature': { unit: 'Cel', low: 0, high: 20, of: ({ leaving }: Reading) => leaving },
  'Entering water temperature': { unit: 'Cel', low: 0, high: 25, of: ({ entering }: Reading) => entering },
  'Compressor power': { unit: 'kW', low: 0, high: 400, of: ({ power }: Reading) => power },
} as const
type Name = keyof typeof measured

/**
 * A week of a chiller: it stands from midnight to six, warms up, and is above 9 °C for the first record after each start; on the
 * fourth day its condenser is fouled for two hours, which somebody should have been told.
 */
export function readingAt(minuteOfWeek: number): Reading {
  const minute = minuteOfWeek % 1_440
  const day = Math.floor(minuteOfWeek / 1_440)
  const running = minute >= 360
  const isStart = minute >= 360 && minute < 365
  const isFouled = day === 3 && minute >= 840 && minute < 960
  const load = 0.6 + 0.25 * Math.sin(((minute - 540) / 1_440) * 2 * Math.PI)
  const leaving = !running ? 8.4 : isStart ? 11.2 : isFouled ? 10.6 : 7 + 0.3 * Math.sin(minute / 31)
  return {
    leaving,
    entering: leaving + (running ? 5 * load : 0.4),
    power: running ? 320 * load * (isFouled ? 1.25 : 1) : 2,
    running,
  }
}

const double = (name: string, value: number, timestamp: number, properties: Metric['properties'] = {}): Metric => ({
  name,
  timestamp,
  datatype: SparkplugType.Double,
  value,
  properties,
})

function metricsOf(reading: Reading, timestamp: number, isBirth: boolean): Metric[] {
  const [text, number] = [SparkplugType.String, SparkplugType.Double]
  const all = (Object.keys(measured) as Name[]).map((name) => {
    const { unit, low, high, of } = measured[name]
    const facts = {
      engUnit: { type: text, value: unit },
      engLow: { type: number, value: low },
      engHigh: { type: number, value: high },
    }
    return double(name, of(reading), timestamp, isBirth ? facts : {})
  })
  const state = { name: 'Running', timestamp, datatype: SparkplugType.Boolean, value: reading.running, properties: {} }
  return [...all, state]
}

export interface Chiller extends Closable {
  /** A reading of so many minutes ago. */
  send(minutesAgo: number, reading: Reading): void
}

/** A chiller behind an edge node that somebody made a credential for; it brings the last week along. */
export async function startChiller(
  mqttPort: number,
  { username, password }: { readonly username: string; readonly password: string },
  { group, node }: { readonly group: string; readonly node: string },
): Promise<Chiller> {
  const now = Math.floor(Date.now() / MINUTE) * MINUTE
  const first = now - DAYS * 1_440 * MINUTE + STEP
  let link: Link | undefined
  const device = 'Chiller 1'
  const setpoint = double('Setpoint', 7, first, {
    engUnit: { type: SparkplugType.String, value: 'Cel' },
    engLow: { type: SparkplugType.Double, value: 4 },
    engHigh: { type: SparkplugType.Double, value: 15 },
    writable: { type: SparkplugType.Boolean, value: true },
  })
  const session = new EdgeSession({
    group,
    node,
    clock: systemClock,
    lastBdSeq: 0,
    saveBdSeq: () => undefined,
    births: () => ({ node: [], devices: [{ device, metrics: [...metricsOf(readingAt(0), first, true), setpoint] }] }),
    send: ({ topic, payload, qos }) => link?.publish(topic, payload, qos),
    bornChanged: () => undefined,
  })
  link = await connectMqtt({
    url: `mqtt://127.0.0.1:${mqttPort}`,
    clientId: node,
    username,
    password,
    will: session.connecting(),
    message: (topic, payload) => void session.received(topic, payload),
    lost: () => undefined,
  })
  await link.subscribe(session.subscriptions().map(({ topic }) => topic))
  session.connected()
  const publish = (timestamp: number, metrics: Metric[]): void => {
    session.publishData(device, (seq) => encodePayload({ timestamp, seq, metrics }))
  }
  // A day a message: each reading has its own time.
  for (let day = 0; day < DAYS; day++) {
    const metrics: Metric[] = []
    for (let minute = day * 1_440 + 5; minute <= (day + 1) * 1_440; minute += 5) {
      const at = first + (minute - 5) * MINUTE
      if (at <= now - RECORDED_UNTIL) metrics.push(...metricsOf(readingAt(minute), at, false))
    }
    publish(now, metrics)
  }
  return {
    send: (minutesAgo, reading) => {
      const at = Date.now() - minutesAgo * MINUTE
      publish(at, metricsOf(reading, at, false))
    },
    close: () => link?.close() ?? Promise.resolve(),
  }
}
