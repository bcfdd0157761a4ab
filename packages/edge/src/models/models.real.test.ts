import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Log, Status, silentLog, systemClock, type Value } from '@millrace/core'
import { DriverPackages } from '@millrace/drivers'
import { readModelFolder } from '@millrace/runtime'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkConfiguration, type EdgeConfiguration } from '../config/config.ts'
import { createEdge, type Edge } from '../edge.ts'
import { FakeBroker } from '../fake-broker.ts'
import { type TellingMachine, tellingMachine } from '../fake-machine.ts'

let folder: string
let broker: FakeBroker
let machine: TellingMachine
let edge: Edge | undefined
let said: string[]
const log: Log = { ...silentLog, warn: (message, facts) => said.push(`${message} ${JSON.stringify(facts)}`) }

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'edge-models-'))
  broker = new FakeBroker(systemClock)
  machine = tellingMachine()
  said = []
})
afterEach(async () => {
  await edge?.close()
  edge = undefined
  expect(broker.mistakes).toEqual([])
  rmSync(folder, { recursive: true, force: true })
})

const until = async (done: () => boolean): Promise<void> => {
  while (!done()) await delay(5)
}

/** A script that takes kW and gives kW; returns the digest of its folder. */
async function model(name: string, code: string, more = ''): Promise<string> {
  const manifest = `
id: test/${name}
version: 1.0.0
title: { en: ${name}, zh: ${name} }
description: { en: ${name}, zh: ${name} }
owner: Test
licence: Apache-2.0
sources: [{ id: own, kind: page, title: Own, seen: true }]
taxonomy: { domain: process }
inputs: [{ name: x, en: X, zh: X, type: number, unit: kW, low: 0, high: 100 }]
outputs: [{ name: y, en: Y, zh: Y, type: number, unit: kW }, { name: even, en: Even, zh: Even, type: boolean }]
runtime: { kind: script, file: run.js }
limits: { timeMs: 1000 }
cases: [{ name: one, source: own, rows: [{ inputs: { x: 1 }, outputs: { y: { value: 1, absolute: 9 } } }] }]
${more}`
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'model.yaml'), manifest)
  writeFileSync(join(folder, name, 'run.js'), code)
  return (await readModelFolder(join(folder, name))).digest
}

const entry = (name: string, digest: string, more = 'every: change'): string =>
  `  - { name: m-${name}, package: ${name}, digest: "${digest}", inputs: { x: { device: d, point: P } }, ${more} }\n`

async function configured(models: string): Promise<EdgeConfiguration> {
  const packages = new DriverPackages({ clock: systemClock, log: silentLog })
  const text = `
node: { group: g, name: n }
uplink: { url: mqtt://nowhere }
buffer: { folder: buffer }
devices:
  - { name: d, driver: telling, connection: {}, points: [{ name: P, address: p, type: float64, unit: W }] }
models:
${models}`
  const { configuration, findings } = await checkConfiguration(text, {
    drivers: [machine.factory],
    packages,
    folder,
    env: {},
  })
  if (!configuration) throw new Error(JSON.stringify(findings))
  return configuration
}

async function start(models: string): Promise<void> {
  const configuration = await configured(models)
  edge = await createEdge({ configuration, clock: systemClock, log, connect: broker.connect })
  edge.start()
  const running = configuration.devices.filter(({ driver, points }) => driver === 'model' && points.length > 0)
  const hasRun = (name: string): boolean =>
    broker.told.some(({ device, point, value }) => device === name && point === 'reason' && value !== null)
  await until(() => machine.connected.has('d') && running.every(({ name }) => hasRun(name)))
}

let time = 0
const tell = (value: Value, status: number = Status.Good): number => {
  time = Math.max(systemClock.now(), time + 1)
  machine.tell('d', time, [['p', value, status]])
  return time
}
const seen = (device: string, at: number) =>
  Object.fromEntries(
    broker.told.filter((one) => one.device === device && one.time === at).map((one) => [one.point, one]),
  )
const answered = async (device: string, at: number) => {
  await until(() => 'y' in seen(device, at))
  return seen(device, at)
}
const bornWith = (device: string, name: string) => broker.births.get(device)?.find((metric) => metric.name === name)

/** The newest sample of a point by its own time. */
const newest = (device: string, point: string) =>
  broker.told
    .filter((one) => one.device === device && one.point === point)
    .reduce<(typeof broker.told)[number] | undefined>(
      (best, one) => (one.time >= (best?.time ?? 0) ? one : best),
      undefined,
    )

/** What the platform was told last, at birth or since. */
const lastError = (device: string): string => {
  const isIt = (one: { point: string; device: string }) => one.point === 'Millrace/Last error' && one.device === device
  return String(broker.told.findLast(isIt)?.value ?? bornWith(device, 'Millrace/Last error')?.value)
}

const doubling = 'export const run = ({ x }) => ({ y: 2 * x, even: x % 2 === 0 })'

describe('a model at the edge', () => {
  it('runs on what its inputs hold, in its own units, and its outputs walk as points of a device', async () => {
    await start(entry('double', await model('double', doubling), 'every: change, asset: [Plant, Line]'))
    const at = tell(3_000)
    expect(await answered('m-double', at)).toMatchObject({
      y: { value: 6, status: Status.Good },
      even: { value: false, status: Status.Good },
    })
    expect(bornWith('m-double', 'y')).toMatchObject({
      properties: { engUnit: { value: 'kW' }, description: { value: 'Y. test/double 1.0.0' } },
    })
    expect(bornWith('m-double', 'Millrace/Protocol')).toMatchObject({ value: 'model' })
    expect(bornWith('m-double', 'Millrace/Asset')).toMatchObject({ value: 'Plant/Line' })
  })

  it('tells with an output why it is not good, once', async () => {
    await start(entry('double', await model('double', doubling)))
    const good = await answered('m-double', tell(1_000))
    expect(good['y']).toMatchObject({ value: 2, status: Status.Good })
    const outside = await answered('m-double', tell(200_000))
    expect(outside).toMatchObject({
      y: { value: 400, status: Status.UncertainEngineeringUnitsExceeded },
      reason: { value: 'x is 200 kW, above 100 kW' },
    })
    expect(await answered('m-double', tell(201_000))).not.toHaveProperty('reason')
    const bad = await answered('m-double', tell(null, Status.BadSensorFailure))
    expect(bad).toMatchObject({
      y: { value: null, status: Status.BadSensorFailure },
      reason: { value: 'x is bad (BadSensorFailure)' },
    })
    expect(await answered('m-double', tell(2_000))).toMatchObject({ y: { value: 4 }, reason: { value: '' } })
    expect(said.filter((line) => line.includes('above 100 kW'))).toHaveLength(1)
  })

  it('runs on the grid of the clock, and from the outputs of a model before it', async () => {
    const digest = await model('double', doubling)
    const second = `  - { name: second, package: double, digest: "${digest}", inputs: { x: { device: m-double, point: y } }, every: change }\n`
    await start(entry('double', digest, 'every: 100') + second)
    tell(3_000)
    await until(() =>
      broker.told.some(({ device, point, value }) => device === 'second' && point === 'y' && value === 12),
    )
    const times = broker.told
      .filter(({ device, point, value }) => device === 'm-double' && point === 'y' && value !== null)
      .map((one) => one.time)
    expect(times.filter((at) => at % 100_000 !== 0)).toEqual([])
    expect(new Set(times).size).toBe(times.length)
    expect(times.length).toBeGreaterThan(0)
  })

  it('that hangs is stopped, named and started again, and its neighbours feel nothing', async () => {
    const hanging = await model(
      'hangs',
      'export const run = ({ x }) => { while (x > 50); return { y: x, even: true } }',
    )
    await start(entry('double', await model('double', doubling)) + entry('hangs', hanging))
    await answered('m-hangs', tell(1_000))
    const at = tell(60_000)
    expect((await answered('m-double', at))['y']).toMatchObject({ value: 120, status: Status.Good })
    expect((await answered('m-hangs', at))['y']).toMatchObject({ value: null, status: Status.BadTimeout })
    expect(said.filter((line) => line.startsWith('a model was stopped') && line.includes('m-hangs'))).toHaveLength(1)
    await until(() => lastError('m-hangs').includes('test/hangs was stopped'))
    let last = 0
    await until(() => {
      last = tell(2_000)
      return broker.told.some(({ device, point, value }) => device === 'm-hangs' && point === 'y' && value === 2)
    })
    expect((await answered('m-double', last))['y']).toMatchObject({ value: 4 })
  })

  it('goes on from what it remembered when the edge is started again', async () => {
    const code =
      'export const run = ({ x }, _, state) => { state.sum = (state.sum ?? 0) + x; return { y: state.sum, even: true } }'
    const models = entry('sums', await model('sums', code, 'stateful: true'))
    await start(models)
    // The first row is one of no value: it never reaches the model.
    expect((await answered('m-sums', tell(1_000)))['y']).toMatchObject({ value: 1 })
    expect((await answered('m-sums', tell(2_000)))['y']).toMatchObject({ value: 3 })
    await edge!.close()
    expect(readdirSync(join(folder, 'buffer', 'drivers'), { recursive: true }).join()).toContain('model-m-sums')
    broker = new FakeBroker(systemClock)
    await start(models)
    expect((await answered('m-sums', tell(4_000)))['y']).toMatchObject({ value: 7 })
  })

  it('that is not the one that was meant is refused, and all else goes on', async () => {
    const digest = await model('double', doubling)
    const other = `sha256:${'0'.repeat(64)}`
    await start(entry('double', digest) + entry('double', other).replace('m-double', 'm-other'))
    expect((await answered('m-double', tell(1_000)))['y']).toMatchObject({ value: 2 })
    const refused = `to have the digest ${other}, saw ${digest}`
    await until(() => lastError('m-other').includes(refused))
    expect(bornWith('m-other', 'y')).toBeUndefined()
    expect(said.filter((line) => line.startsWith('a model is refused'))).toEqual([expect.stringContaining(refused)])
    await edge!.reconfigure(
      await configured(entry('double', digest) + entry('double', digest).replace('m-double', 'm-other')),
    )
    // What is known already is told as of now: it is newer than the word that nothing has come yet.
    await until(() => newest('m-other', 'y')?.value === 2)
    expect((await answered('m-other', tell(5_000)))['y']).toMatchObject({ value: 10 })
  })
})
