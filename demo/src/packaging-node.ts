import { BatchBuilder, type Clock, type Closable, sayFault } from '@millrace/core'
import { EdgeSession, encodeData, type Metric, SparkplugType } from '@millrace/wire'
import mqtt from 'mqtt'
import { lineStateNames, PackagingLine, type Station } from './physics/packaging-line.ts'

interface Shown {
  readonly name: string
  readonly type: SparkplugType
  readonly unit?: string
  readonly read: (line: PackagingLine) => number | string
}

const STEP_MS = 1_000

const ofStation = (at: number, name: string): Shown[] => {
  const station = (line: PackagingLine): Station => line.stations[at]!
  return [
    {
      name: `${name}/State`,
      type: SparkplugType.String,
      read: (line) => lineStateNames.get(station(line).state) ?? 'unknown',
    },
    {
      name: `${name}/Speed`,
      type: SparkplugType.Double,
      unit: '/min',
      read: (line) => Math.round(station(line).rate * 10) / 10,
    },
    { name: `${name}/Good`, type: SparkplugType.Int64, unit: '1', read: (line) => station(line).good },
    { name: `${name}/Rejected`, type: SparkplugType.Int64, unit: '1', read: (line) => station(line).rejected },
    { name: `${name}/Fault`, type: SparkplugType.String, read: (line) => station(line).fault },
  ]
}

const shown: readonly Shown[] = [
  { name: 'Line speed', type: SparkplugType.Double, unit: '/min', read: (line) => Math.round(line.speed * 10) / 10 },
  { name: 'Packed bottles', type: SparkplugType.Int64, unit: '1', read: (line) => line.packed },
  { name: 'Order', type: SparkplugType.String, read: (line) => line.order },
  { name: 'Power', type: SparkplugType.Double, unit: 'kW', read: (line) => Math.round(line.power * 100) / 100 },
  { name: 'Energy', type: SparkplugType.Double, unit: 'kW.h', read: (line) => Math.round(line.energy * 1000) / 1000 },
  ...ofStation(0, 'Filler'),
  ...ofStation(1, 'Capper'),
  ...ofStation(2, 'Labeller'),
  ...ofStation(3, 'Case packer'),
  { name: 'Made bottles', type: SparkplugType.Int64, unit: '1', read: (line) => line.made },
]

export interface PackagingOptions {
  readonly url: string
  readonly group: string
  readonly node: string
  readonly name: string
  readonly secret: string
  readonly primaryHost: string
  readonly seed: number
  readonly clock: Clock
}

/** The packaging line: a machine whose controller is a Sparkplug edge node itself, and no Millrace edge. Reports by exception. */
export function runPackagingLine(options: PackagingOptions): Closable {
  const { clock, group, node } = options
  const line = new PackagingLine(options.seed)
  const types = shown.map(({ type }) => type)
  const aliases = shown.map((_, i) => i + 1)
  const last: (number | string | undefined)[] = shown.map(() => undefined)
  const device = 'Line 1'

  const metrics = (): Metric[] =>
    shown.map(({ name, type, unit, read }, i) => {
      const value = read(line)
      last[i] = value
      return {
        name,
        alias: aliases[i]!,
        datatype: type,
        value: type === SparkplugType.Int64 ? BigInt(value) : value,
        ...(unit === undefined ? {} : { properties: { engUnit: { type: SparkplugType.String, value: unit } } }),
      }
    })

  let lastBdSeq = 255
  let client: mqtt.MqttClient
  const session = new EdgeSession({
    group,
    node,
    primaryHost: options.primaryHost,
    clock,
    lastBdSeq,
    saveBdSeq: (bdSeq) => {
      lastBdSeq = bdSeq
    },
    births: () => ({ node: [], devices: [{ device, metrics: metrics() }] }),
    send: ({ topic, payload, qos, retain }) => client.publish(topic, Buffer.from(payload), { qos, retain }),
    bornChanged: () => undefined,
  })

  const will = (): { topic: string; payload: Buffer; qos: 0 | 1; retain: boolean } => {
    const { topic, payload, qos, retain } = session.connecting()
    return { topic, payload: Buffer.from(payload), qos, retain }
  }
  client = mqtt.connect(options.url, {
    username: options.name,
    password: options.secret,
    protocolVersion: 4,
    clean: true,
    reconnectPeriod: 1_000,
    clientId: `${group}-${node}`,
    will: will(),
  })
  client.on('connect', () => {
    client.subscribe(
      Object.fromEntries(session.subscriptions().map(({ topic, qos }) => [topic, { qos }])),
      (failure) => {
        if (failure) process.stderr.write(`packaging line: ${failure.message}\n`)
        else session.connected()
      },
    )
  })
  client.on('close', () => {
    session.disconnected()
    client.options.will = will()
  })
  client.on('message', (topic, payload) => {
    try {
      // The line has no setpoints: what it is asked to write it leaves.
      if (session.received(topic, payload)?.is === 'reconnect') client.reconnect()
    } catch (failure) {
      process.stderr.write(`packaging line: ${sayFault(failure)}\n`)
    }
  })
  client.on('error', (failure) => process.stderr.write(`packaging line: ${failure.message}\n`))

  const timer = clock.every(STEP_MS, () => {
    line.step(STEP_MS / 1000)
    if (!session.born) return
    const now = clock.now()
    const builder = new BatchBuilder(shown.length)
    shown.forEach(({ type, read }, i) => {
      const value = read(line)
      if (value === last[i]) return
      last[i] = value
      builder.add(i, now, type === SparkplugType.Int64 ? BigInt(value) : value)
    })
    if (builder.length === 0) return
    const batch = builder.take()
    session.publishData(device, (seq) =>
      encodeData({ timestamp: Math.floor(now / 1000), seq, historical: false }, batch, { aliases, types }),
    )
  })

  return {
    async close() {
      timer.cancel()
      session.disconnecting()
      await client.endAsync()
    },
  }
}
