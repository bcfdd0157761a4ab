import { type Closable, systemClock } from '@millrace/core'
import { connectMqtt, type Link } from '@millrace/edge'
import { EdgeSession, encodePayload, type Metric, SparkplugType } from '@millrace/wire'
import { Chiller } from '../../demo/src/physics/chiller.ts'

const MINUTE = 60_000
const DAY = 1_440
const DAYS = 7
/** Minutes between two records. */
const EVERY = 2
/** Minutes ago: what comes later is measured while somebody looks. */
const RECORDED_UNTIL = 30
/** Minutes of the week in which the condenser is fouled. */
const FOULED = { from: 3 * DAY + 840, until: 3 * DAY + 960 }

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
 * A week of the chiller of the demo plant, every other minute. At night it stands and starts, and its water is above 9 °C for some minutes
 * before each start; on the fourth day its condenser is fouled for two hours, which somebody should have been told.
 */
export function weekOfChiller(): readonly Reading[] {
  const chiller = new Chiller(4, 0)
  const readings: Reading[] = []
  for (let minute = 0; minute < DAYS * DAY; minute++) {
    chiller.fouling = minute >= FOULED.from && minute < FOULED.until ? 100 : 0
    if (minute % EVERY === 0) {
      const { leaving, entering, power, running } = chiller
      readings.push({ leaving, entering, power, running })
    }
    for (let second = 0; second < 60; second++) chiller.step(1)
  }
  return readings
}

/** How often the water became warmer than 9 °C in what is recorded of a week. */
export function warmTimes(week: readonly Reading[]): number {
  const recorded = week.slice(0, week.length - RECORDED_UNTIL / EVERY)
  return recorded.filter(({ leaving }, k) => leaving > 9 && (recorded[k - 1]?.leaving ?? 0) <= 9).length
}

/** As it was when its condenser had been fouled for long. */
export const fouledReading = (week: readonly Reading[]): Reading => week[FOULED.until / EVERY - 1]!

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

export interface ChillerNode extends Closable {
  /** A reading of so many minutes ago. */
  send(minutesAgo: number, reading: Reading): void
}

/** The chiller behind an edge node that somebody made a credential for; it brings a week along. */
export async function startChiller(
  mqttPort: number,
  { username, password }: { readonly username: string; readonly password: string },
  { group, node, week }: { readonly group: string; readonly node: string; readonly week: readonly Reading[] },
): Promise<ChillerNode> {
  const now = Math.floor(Date.now() / MINUTE) * MINUTE
  const first = now - (DAYS * DAY - EVERY) * MINUTE
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
    births: () => ({ node: [], devices: [{ device, metrics: [...metricsOf(week[0]!, first, true), setpoint] }] }),
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
  // Half a day a message: each reading has its own time.
  const recorded = week.slice(1, week.length - RECORDED_UNTIL / EVERY)
  for (let k = 0; k < recorded.length; k += DAY / 2 / EVERY)
    publish(
      now,
      recorded
        .slice(k, k + DAY / 2 / EVERY)
        .flatMap((reading, m) => metricsOf(reading, first + (k + m + 1) * EVERY * MINUTE, false)),
    )
  return {
    send: (minutesAgo, reading) => {
      const at = Date.now() - minutesAgo * MINUTE
      publish(at, metricsOf(reading, at, false))
    },
    close: () => link?.close() ?? Promise.resolve(),
  }
}
