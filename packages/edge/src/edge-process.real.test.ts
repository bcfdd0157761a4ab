import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { systemClock, valueAt } from '@millrace/core'
import { ModbusSimulator, RegisterBank } from '@millrace/drivers'
import { readFlow } from '@millrace/flows'
import {
  encodePayload,
  encodeState,
  encodeStoredCommand,
  HostNode,
  IntervalSet,
  parseTopic,
  SparkplugType,
  stateTopic,
} from '@millrace/wire'
import { connectAsync, type MqttClient } from 'mqtt'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { edgeEntry } from './entry.ts'
import { inOrder, summing, type ToldSample, uninterrupted } from './flows/flow-for-tests.ts'

const BOOT = 2 ** 32

async function until(done: () => boolean): Promise<void> {
  while (!done()) await delay(20)
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function startMosquitto(folder: string, port: number): Promise<ChildProcess> {
  const file = join(folder, 'mosquitto.conf')
  writeFileSync(
    file,
    `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\nuser root\nlog_type error\n`,
  )
  const child = spawn('/usr/sbin/mosquitto', ['-c', file], { stdio: 'ignore' })
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true))
      socket.once('error', () => resolve(false))
    })
    socket.destroy()
    if (open) return child
    await delay(20)
  }
}

async function stopped(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const exit = once(child, 'exit')
  child.kill(signal)
  return (await exit)[0] as number | null
}

/** A host behind a real broker: remembers each position it got, and says so when it is told to. */
class Host {
  readonly client: MqttClient
  readonly node = new HostNode(systemClock)
  readonly stored = new IntervalSet()
  readonly values = new Map<string, number[]>()
  readonly reports: string[] = []
  /** Every sample of a point, with the position of its record. */
  readonly told: (ToldSample & { readonly device: string; readonly position: number })[] = []
  messages = 0
  records = 0
  repeated = 0
  stream = ''

  constructor(client: MqttClient) {
    this.client = client
    client.on('message', (topic, payload) => this.#take(topic, payload))
  }

  static async behind(port: number): Promise<Host> {
    const client = await connectAsync(`mqtt://127.0.0.1:${port}`)
    const host = new Host(client)
    await client.subscribeAsync('spBv1.0/plant/#')
    const state = Buffer.from(encodeState({ online: true, timestamp: Date.now() }))
    await client.publishAsync(stateTopic('millrace'), state, { qos: 1, retain: true })
    return host
  }

  confirm(): void {
    const payload = encodeStoredCommand(Date.now(), { stream: this.stream, intervals: [...this.stored] })
    this.client.publish('spBv1.0/plant/NCMD/edge', Buffer.from(payload))
  }

  #take(topic: string, payload: Buffer): void {
    const { type, device } = parseTopic(topic)
    if (type === 'NCMD' || type === 'DCMD') return
    const event = this.node.receive(type, device, payload)
    this.messages++
    if (event.is === 'birth' && device === undefined) {
      this.stream = String(event.metrics.find(({ name }) => name === 'Millrace/Stream')?.value)
      this.confirm()
    }
    if (event.is !== 'data') return
    const { columns } = event
    for (let i = 0; i < columns.length; i++) {
      const name = this.node.table.definitions[columns.slot[i]!]?.name ?? ''
      if (name.startsWith('Millrace/')) this.reports.push(columns.text[Number(columns.int64[i])] ?? '')
    }
    if (columns.position < 0) return
    if (this.stored.has(columns.position)) {
      this.repeated++
      return
    }
    this.stored.add(columns.position, columns.position + 1)
    this.records++
    const batch = columns.asBatch(new Uint32Array(columns.length))
    for (let i = 0; i < columns.length; i++) {
      const name = this.node.table.definitions[columns.slot[i]!]?.name ?? ''
      const sample = { time: columns.time[i]!, value: valueAt(batch, i), status: columns.status[i]! }
      this.told.push({ device: device ?? '', point: name, position: columns.position, ...sample })
      if (columns.status[i] === 0) this.values.set(name, [...(this.values.get(name) ?? []), Number(columns.int64[i])])
    }
  }
}

let folder: string
let broker: ChildProcess
let port: number
let host: Host
let edge: ChildProcess | undefined
let bank: RegisterBank
let simulator: ModbusSimulator
let counting: NodeJS.Timeout

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'edge-process-'))
  port = await freePort()
  broker = await startMosquitto(folder, port)
  host = await Host.behind(port)
  bank = new RegisterBank({ holding: 10 })
  simulator = new ModbusSimulator({ units: new Map([[1, bank]]) })
  const modbusPort = await simulator.listen()
  let count = 0
  counting = setInterval(() => bank.set('holding:0', 'uint32', ++count), 5)
  const flow = Buffer.from(JSON.stringify(summing))
  writeFileSync(join(folder, 'flow.json'), flow)
  writeFileSync(
    join(folder, 'edge.yaml'),
    `node: { group: plant, name: edge }
uplink: { url: "mqtt://127.0.0.1:${port}" }
buffer: { folder: buffer }
devices:
  - name: press
    driver: modbus-tcp
    connection: { host: 127.0.0.1, port: ${modbusPort} }
    points:
      - { name: Count, address: "holding:0", type: uint32, periodMs: 20 }
      - { name: Setpoint, address: "holding:4", type: int16, periodMs: 500, access: rw, scale: { factor: 0.1 } }
flows:
  - { name: summing, flow: flow.json, digest: "${readFlow(flow).digest}", inputs: { c: { device: press, point: Count } } }
`,
  )
})
afterEach(async () => {
  clearInterval(counting)
  if (edge) await stopped(edge, 'SIGKILL')
  edge = undefined
  await host.client.endAsync()
  await simulator.close()
  await stopped(broker, 'SIGTERM')
  rmSync(folder, { recursive: true, force: true })
})

function startEdge(): ChildProcess {
  edge = fork(edgeEntry, ['--config', join(folder, 'edge.yaml')], {
    execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  return edge
}

describe('the edge as a process, over a real broker', () => {
  it('loses no record and gives none twice to the history when it is killed again and again', async () => {
    const confirming = setInterval(() => host.confirm(), 100)
    for (let round = 0; round < 8; round++) {
      const child = startEdge()
      const before = host.records
      await until(() => host.records >= before + 7 + round)
      await stopped(child, 'SIGKILL')
    }
    const child = startEdge()
    const before = host.records
    // Where the machine is busy no killed edge came as far as its flow: the last one does.
    const counted = (): ToldSample[] => host.told.filter(({ point }) => point === 'Count')
    const summed = (): ToldSample[] => host.told.filter(({ device }) => device === 'summing')
    const caughtUp = (): boolean => {
      const [came, given] = [counted(), summed()]
      return given.length > came.length + 100 && given.at(-1)!.time > (came.at(-50)?.time ?? Number.POSITIVE_INFINITY)
    }
    await until(() => host.records >= before + 20 && caughtUp())
    expect(await stopped(child, 'SIGTERM')).toBe(0)
    clearInterval(confirming)
    // What a killed edge had stored and not sent came with the next one: no boot has a hole.
    const last = [...host.stored].at(-1)!
    await until(() => [...host.stored].every(({ from }) => from % BOOT === 0))
    expect([...host.stored].map(({ from }) => from / BOOT)).toEqual(
      Array.from({ length: last.from / BOOT }, (_, i) => i + 1),
    )
    const counts = host.values.get('Count')!
    expect(new Set(counts).size).toBeGreaterThan(counts.length * 0.9)
    // And what the flow gave over all the kills is what a run without one gives, each sample once.
    const given = inOrder(host.told.filter(({ device }) => device === 'summing'))
    const came = host.told.filter(({ point }) => point === 'Count').sort((a, b) => a.position - b.position)
    const end = Math.max(...given.map(({ time }) => time))
    expect(given).toEqual(inOrder(await uninterrupted(came)).filter(({ time }) => time <= end))
    expect(given.length).toBeGreaterThan(counts.length)
    expect(end).toBeGreaterThan(came.at(-100)!.time)
  })

  it('goes on over a broker that is killed and comes back', async () => {
    startEdge()
    await until(() => host.records > 10)
    await stopped(broker, 'SIGKILL')
    await delay(1_000)
    broker = await startMosquitto(folder, port)
    await host.client.endAsync()
    const seen = host.stored
    const again = await Host.behind(port)
    for (const { from, to } of seen) again.stored.add(from, to)
    host = again
    const confirming = setInterval(() => host.confirm(), 100)
    await until(() => host.records > 60 && [...host.stored].length === 1)
    clearInterval(confirming)
  })

  it('writes to the machine what the host commands', async () => {
    startEdge()
    await until(() => (host.values.get('Count')?.length ?? 0) > 2)
    const metrics = [{ name: 'Setpoint', datatype: SparkplugType.Double, value: 12.5 }]
    host.client.publish('spBv1.0/plant/DCMD/edge/press', Buffer.from(encodePayload({ timestamp: Date.now(), metrics })))
    await until(() => bank.holding.getInt16(8) === 125)
    await until(() => host.reports.some((text) => text.includes('"statusName":"Good"')))
  })

  it('ends with code 1 and names every mistake when its configuration is wrong', async () => {
    writeFileSync(join(folder, 'edge.yaml'), 'node: { group: plant }\nuplink: {}\n')
    const child = fork(edgeEntry, ['--config', join(folder, 'edge.yaml')], {
      execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    let said = ''
    child.stderr!.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    const [code] = await once(child, 'exit')
    expect(code).toBe(1)
    expect(said).toContain('line 1')
    expect(said).toContain('lacks buffer, devices')
    expect(said).toContain('lacks url')
  })
})
