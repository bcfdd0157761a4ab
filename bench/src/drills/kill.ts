import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Part, supervise } from '@millrace/cli'
import { microsOf, systemClock } from '@millrace/core'
import { edgeEntry } from '@millrace/edge/entry'
import { MillraceClient, type Point } from '@millrace/sdk'
import { platformEntry } from '@millrace/server/entry'
import type { DrillResult, RunOptions } from '../run.ts'
import { NumberedDevice, NumberedMachine } from './kill-load.ts'

const PERIOD_MS = 100
/** What the edge read so shortly before its death was not on its disk yet: nobody was told that it is kept. */
const UNWRITTEN_MS = 1_000
const PASSWORD = 'Quarry-lantern-58-meadow'
const MOST_WAIT_MS = 60_000
const PAGE = 10_000
/** Numbers of each device that are acknowledged, and polls of each unit, before the first kill. */
const LOAD = 500
const LOAD_POLLS = 10

const pause = (ms: number): Promise<void> => systemClock.sleep(ms)

/**
 * Platform and edge are killed with SIGKILL under load, again and again, and start by themselves. Afterwards every value that
 * was acknowledged (PUBACK to a device; on the edge's disk for a polled one) must be in the history, once.
 */
export async function kill({ quick, progress }: RunOptions): Promise<DrillResult> {
  const rounds = quick ? 2 : 50
  const folder = await mkdtemp(join(tmpdir(), 'millrace-kill-'))
  // PostgreSQL runs under another user when the drill runs as root; it must reach its data.
  await chmod(folder, 0o755)
  const machine = new NumberedMachine()
  const parts: Part[] = []
  try {
    const needs = { clock: systemClock, say: () => undefined }
    const env = {
      MILLRACE_DATA: join(folder, 'data'),
      MILLRACE_PORT: String(await machineFreePort()),
      MILLRACE_MQTT_PORT: String(await machineFreePort()),
      MILLRACE_ADMIN_PASSWORD: PASSWORD,
    }
    const platform = supervise({ name: 'platform', entry: platformEntry, env }, needs)
    parts.push(platform)
    await platform.ready()
    const address = `http://127.0.0.1:${env.MILLRACE_PORT}`
    const mqttUrl = `mqtt://127.0.0.1:${env.MILLRACE_MQTT_PORT}`
    const client = new MillraceClient({ address })
    await client.signIn('admin', PASSWORD)
    const edgeAccount = await client.createCredential({ as: 'edge', group: 'drill', node: 'edge' })
    const devices = [1, 2, 3, 4].map((n) => `device-${n}`)
    const accounts = await Promise.all(devices.map((name) => client.createCredential({ as: 'device', name })))

    const config = join(folder, 'edge.yaml')
    await writeFile(join(folder, 'password'), edgeAccount.secret)
    await writeFile(
      config,
      JSON.stringify({
        node: { group: 'drill', name: 'edge' },
        uplink: { url: mqttUrl, username: edgeAccount.name, passwordFile: join(folder, 'password') },
        buffer: { folder: join(folder, 'buffer') },
        devices: machine.devices(await machine.listen(), PERIOD_MS),
      }),
    )
    const edge = supervise({ name: 'edge', entry: edgeEntry, args: ['--config', config] }, needs)
    parts.push(edge)
    await edge.ready()
    const publishers = accounts.map((account) => new NumberedDevice(mqttUrl, account))
    while (publishers.some(({ acknowledged }) => acknowledged.size < LOAD)) await pause(50)
    while (machine.served.some(({ length }) => length < LOAD_POLLS)) await pause(50)

    await killAgain(platform, rounds, async () => answers(address), progress)
    const gaps = await killAgain(edge, rounds, async () => true, progress)
    progress('waiting for what is on its way')
    await pause(2_000)
    for (const publisher of publishers) await publisher.stop()
    gaps.push({ from: Date.now(), to: Number.POSITIVE_INFINITY })
    // It sends live values first and what it kept beneath a rate: stopped now, it might have some on its disk alone.
    await settle(client, { machine, gaps }, progress)
    await edge.stop()
    await pause(1_500)

    const points: Point[] = []
    for await (const point of client.points.all({})) points.push(point)
    const deviceFigures = await checkDevices(client, points, { names: devices, publishers })
    const edgeFigures = await checkMachine(client, points, { machine, gaps })
    const figures = {
      platform_kills: rounds,
      edge_kills: rounds,
      platform_restarts: platform.restarts,
      edge_restarts: edge.restarts,
      acknowledged: deviceFigures.acknowledged + edgeFigures.acknowledged,
      lost: deviceFigures.lost + edgeFigures.lost,
      duplicated: deviceFigures.duplicated + edgeFigures.duplicated,
      out_of_order: edgeFigures.outOfOrder,
    }
    const pass =
      figures.lost === 0 &&
      figures.duplicated === 0 &&
      figures.out_of_order === 0 &&
      platform.restarts === rounds &&
      edge.restarts === rounds &&
      figures.acknowledged > 0
    return { pass, figures }
  } finally {
    for (const part of parts.reverse()) await part.stop()
    await machine.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function machineFreePort(): Promise<number> {
  const probe = new NumberedMachine()
  const port = await probe.listen()
  await probe.close()
  return port
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/readyz`)).ok
  } catch (failure) {
    // Refused while it starts; anything else is no part of the drill.
    if (failure instanceof TypeError) return false
    throw failure
  }
}

/** When nobody was there to read, ms UTC: what a machine answers then was asked by a process that is dead. */
interface Gap {
  readonly from: number
  readonly to: number
}

/** Kills, waits until it runs again and does its work, lets it work for a random while. Returns when it was dead. */
async function killAgain(
  part: Part,
  rounds: number,
  works: () => Promise<boolean>,
  progress: (text: string) => void,
): Promise<Gap[]> {
  const gaps: Gap[] = []
  for (let round = 1; round <= rounds; round++) {
    const before = part.restarts
    const { pid } = part
    const from = Date.now()
    if (pid !== undefined) process.kill(pid, 'SIGKILL')
    const deadline = Date.now() + MOST_WAIT_MS
    while ((part.restarts === before || part.pid === undefined) && Date.now() < deadline) await pause(50)
    gaps.push({ from, to: Date.now() })
    while (!(await works()) && Date.now() < deadline) await pause(50)
    if (round % 10 === 0 || round === rounds)
      progress(`${part.name}: killed ${round} of ${rounds} times, restarted ${part.restarts} times`)
    await pause(400 + Math.random() * 1_600)
  }
  return gaps
}

interface MachineLoad {
  readonly machine: NumberedMachine
  readonly gaps: readonly Gap[]
}

/** Numbers that a unit gave to an edge that lived long enough to write them to its disk. */
const keptOf = ({ machine, gaps }: MachineLoad, unit: number): number[] =>
  machine.served[unit]!.filter(({ at }) => gaps.every(({ from, to }) => at < from - UNWRITTEN_MS || at > to)).map(
    ({ number }) => number,
  )

/** Waits until the history has of one tag of each unit what the edge kept, or long enough. */
async function settle(client: MillraceClient, load: MachineLoad, progress: (text: string) => void): Promise<void> {
  const deadline = Date.now() + MOST_WAIT_MS
  for (;;) {
    const { items } = await client.points({ search: 'tag-0', limit: 100 })
    let missing = 0
    for (const unit of load.machine.served.keys()) {
      const point = items.find(({ name, path }) => name === 'tag-0' && path.includes(`machine-${unit + 1}`))
      const stored = new Set(point ? (await numbersOf(client, point)).numbers : [])
      missing += keptOf(load, unit).filter((number) => !stored.has(number)).length
    }
    if (missing === 0 || Date.now() > deadline) return
    progress(`${missing} polls are on their way`)
    await pause(1_000)
  }
}

interface Found {
  readonly acknowledged: number
  readonly lost: number
  readonly duplicated: number
}

/** Every good value of a point, page after page. */
async function numbersOf(client: MillraceClient, point: Point): Promise<{ numbers: number[]; times: number[] }> {
  const numbers: number[] = []
  const times: number[] = []
  let from = 0
  for (;;) {
    const { items, truncated } = await client.history(point.id, {
      from: String(from),
      to: '2100-01-01T00:00:00Z',
      limit: PAGE,
    })
    for (const sample of items) {
      const time = microsOf(sample.time) ?? Number.NaN
      from = time + 1
      if (sample.quality !== 'good') continue
      numbers.push(Number(sample.value))
      times.push(time)
    }
    if (!truncated) return { numbers, times }
  }
}

/** How many numbers stand more than once. */
const doubled = (numbers: readonly number[]): number => numbers.length - new Set(numbers).size

async function checkDevices(
  client: MillraceClient,
  points: readonly Point[],
  load: { names: readonly string[]; publishers: readonly NumberedDevice[] },
): Promise<Found> {
  let [acknowledged, lost, duplicated] = [0, 0, 0]
  for (const [i, publisher] of load.publishers.entries()) {
    const point = points.find((candidate) => candidate.name === 'number' && candidate.path.includes(load.names[i]!))
    const { numbers, times } = point ? await numbersOf(client, point) : { numbers: [], times: [] }
    const stored = new Map(numbers.map((number, at) => [number, times[at]]))
    acknowledged += publisher.acknowledged.size
    duplicated += doubled(numbers)
    for (const number of publisher.acknowledged) if (stored.get(number) !== (publisher.start + number) * 1000) lost++
  }
  return { acknowledged, lost, duplicated }
}

async function checkMachine(
  client: MillraceClient,
  points: readonly Point[],
  load: MachineLoad,
): Promise<Found & { outOfOrder: number }> {
  let [acknowledged, lost, duplicated, outOfOrder] = [0, 0, 0, 0]
  for (const unit of load.machine.served.keys()) {
    const kept = keptOf(load, unit)
    const ofUnit = points.filter((point) => point.path.includes(`machine-${unit + 1}`) && point.name.startsWith('tag-'))
    for (const point of ofUnit) {
      const { numbers } = await numbersOf(client, point)
      const stored = new Set(numbers)
      acknowledged += kept.length
      duplicated += doubled(numbers)
      for (const number of kept) if (!stored.has(number)) lost++
      for (let i = 1; i < numbers.length; i++) if (numbers[i]! < numbers[i - 1]!) outOfOrder++
    }
  }
  return { acknowledged, lost, duplicated, outOfOrder }
}
