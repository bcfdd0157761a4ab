import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { batchOf, ManualClock, silentLog } from '@millrace/core'
import { decodePayload, encodePayload, encodeRebirthRequest, type Metric, SparkplugType } from '@millrace/wire'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EdgeConfiguration } from './config/config.ts'
import { createEdge, type Edge } from './edge.ts'
import { FakeBroker } from './fake-broker.ts'
import { type CountingMachine, countingMachine } from './fake-machine.ts'

let folder: string
let clock: ManualClock
let broker: FakeBroker
let machine: CountingMachine
let edge: Edge

const point = (name: string, i: number) => ({
  name,
  address: String(i),
  type: 'float64' as const,
  periodMs: 1_000,
  access: 'rw' as const,
  unit: 'bar',
})
const configuration = (points: readonly string[] = ['a', 'b']): EdgeConfiguration => ({
  node: { group: 'g', name: 'n' },
  uplink: { url: 'mqtt://nowhere', primaryHost: 'millrace', replayValuesPerSecond: 1_000 },
  buffer: { folder, limitBytes: 10_000_000 },
  drivers: [machine.factory],
  devices: [{ name: 'd', driver: 'counting', asset: ['Plant', 'Line'], connection: {}, points: points.map(point) }],
})
async function startEdge(): Promise<void> {
  edge = await createEdge({
    configuration: configuration(),
    clock,
    log: silentLog,
    connect: broker.connect,
  })
  edge.start()
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'edge-'))
  clock = new ManualClock()
  broker = new FakeBroker(clock)
  machine = countingMachine()
})
afterEach(async () => {
  await edge.close()
  expect(broker.mistakes).toEqual([])
  rmSync(folder, { recursive: true, force: true })
})

/** Good values of a point at the host, by time, each once. */
const values = (name: string): number[] => {
  const rows = (broker.got.get(name) ?? []).filter(({ value }) => value > 0)
  return rows.toSorted((a, b) => a.time - b.time).map(({ value }) => value % 1e9)
}

describe('the edge', () => {
  it('is born with everything the platform needs to know', async () => {
    await startEdge()
    await clock.advance(3_000)
    expect(broker.log).toEqual(['NBIRTH', 'DBIRTH d'])
    const node = Object.fromEntries(broker.births.get('')!.map(({ name, value }) => [name, value]))
    expect(node).toMatchObject({
      'Millrace/Stream': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'Millrace/Floor': expect.anything(),
    })
    expect(node).toHaveProperty(['Edge/Buffer records'])
    const device = Object.fromEntries(broker.births.get('d')!.map(({ name, value }) => [name, value]))
    expect(device).toMatchObject({ 'Millrace/Asset': 'Plant/Line', 'Millrace/Protocol': 'counting' })
    const [a] = broker.births.get('d')!
    expect(a).toMatchObject({
      name: 'a',
      datatype: SparkplugType.Double,
      properties: { engUnit: { value: 'bar' }, writable: { value: true } },
    })
  })

  it('waits for its host, and stores meanwhile', async () => {
    broker.hostOnline = false
    await startEdge()
    await clock.advance(5_000)
    expect(broker.log).toEqual([])
    expect(edge.health()).toMatchObject({ uplink: 'waiting for host', devicesOnline: 1 })
    expect(edge.health().bufferRecords).toBeGreaterThan(3)
    broker.sayHost(true)
    await clock.advance(3_000)
    expect(values('a')).toEqual(Array.from({ length: machine.cycles - 1 }, (_, i) => i + 1))
    expect(edge.health().bufferRecords).toBeLessThan(2)
  })

  it('delivers every value once and in order over a cut, live values first', async () => {
    await startEdge()
    await clock.advance(5_000)
    broker.cut()
    await clock.advance(600_000)
    expect(edge.health().uplink).not.toBe('online')
    const missed = machine.cycles
    broker.open = true
    await clock.advance(2_000)
    const live = broker.got.get('a')!.find(({ value, historical }) => !historical && value % 1e9 >= missed - 1)
    expect(live).toBeDefined()
    await clock.advance(60_000)
    expect(values('a')).toEqual(Array.from({ length: machine.cycles - 1 }, (_, i) => i + 1))
    expect([...broker.positions.values()].every((times) => times === 1)).toBe(true)
    expect(edge.health().bufferRecords).toBeLessThan(2)
  })

  it('sends what a device kept at its own time, and births tell what a point holds now', async () => {
    await startEdge()
    await clock.advance(3_000)
    const tag = broker.births.get('d')!.find(({ name }) => name === 'a')!.alias!
    const then = clock.now() - 3_600_000_000
    const { cycles } = machine
    while (machine.cycles === cycles) await clock.advance(10)
    await machine.sink!.samples(batchOf([[Number(tag), then, 77]]), true)
    await clock.advance(200)
    broker.command('NCMD', encodeRebirthRequest(0))
    await clock.advance(200)
    expect(machine.cycles).toBe(cycles + 1)
    expect(broker.got.get('a')!.filter(({ value }) => value === 77)).toMatchObject([{ time: then }])
    const born = broker.births.get('d')!.find(({ name }) => name === 'a')!
    expect(Number(born.value) % 1e9).toBeGreaterThan(0)
    expect(born.value).not.toBe(77)
    expect(broker.log.filter((line) => line === 'DBIRTH d')).toHaveLength(2)
    expect(edge.health().values).toBeGreaterThan(machine.cycles * 2)
  })

  it('goes on where it was after a restart', async () => {
    await startEdge()
    await clock.advance(3_000)
    broker.cut()
    await clock.advance(20_000)
    await edge.close()
    broker.open = true
    await startEdge()
    await clock.advance(20_000)
    const seen = values('a')
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThanOrEqual(machine.cycles - 1)
    expect(seen).toEqual(seen.toSorted((x, y) => x - y))
  })

  it('answers a rebirth without sending anything twice', async () => {
    broker.confirming = false
    await startEdge()
    await clock.advance(3_000)
    broker.confirm()
    await clock.advance(2_000)
    broker.command('NCMD', encodeRebirthRequest(0))
    await clock.advance(3_000)
    expect(broker.log).toEqual(['NBIRTH', 'DBIRTH d', 'NBIRTH', 'DBIRTH d'])
    expect([...broker.positions.values()].every((times) => times === 1)).toBe(true)
  })

  it('tells when a device is lost, dies with it, and comes back with it', async () => {
    await startEdge()
    await clock.advance(3_000)
    machine.reachable = false
    await clock.advance(8_000)
    const state = (): Metric | undefined => broker.births.get('d')!.find(({ name }) => name === 'Millrace/State')
    expect(edge.health().devicesOnline).toBe(0)
    await clock.advance(60_000)
    expect(broker.log).toEqual(['NBIRTH', 'DBIRTH d', 'DDEATH d'])
    machine.reachable = true
    await clock.advance(130_000)
    expect(broker.log).toEqual(['NBIRTH', 'DBIRTH d', 'DDEATH d', 'DBIRTH d'])
    expect(state()).toMatchObject({ value: 'online' })
  })

  it('writes what it is told to, and tells what became of it', async () => {
    await startEdge()
    await clock.advance(2_000)
    const metrics = [
      { name: 'b', datatype: SparkplugType.Double, value: 7.5 },
      { name: 'none', datatype: SparkplugType.Double, value: 1 },
    ]
    const results: string[] = []
    const publish = broker.host.receive.bind(broker.host)
    broker.host.receive = (type, device, payload) => {
      if (type === 'DDATA') {
        for (const { name, value } of decodePayload(payload).metrics)
          if (name === 'Millrace/Write result') results.push(String(value))
      }
      return publish(type, device, payload)
    }
    broker.command('DCMD', encodePayload({ timestamp: 0, metrics }), 'd')
    await clock.advance(500)
    expect(machine.written).toEqual([{ tag: 1, value: 7.5 }])
    expect(results.map((text) => JSON.parse(text))).toMatchObject([
      { point: 'none', statusName: 'BadNodeIdUnknown' },
      { point: 'b', statusName: 'Good', value: 7.5 },
    ])
    expect(broker.got.get('b')!.some(({ value }) => value === 7.5)).toBe(true)
  })

  it('answers for a device that died while the command was on its way', async () => {
    await startEdge()
    await clock.advance(3_000)
    machine.reachable = false
    await clock.advance(60_000)
    expect(broker.log.at(-1)).toBe('DDEATH d')
    const told: string[] = []
    const receive = broker.host.receive.bind(broker.host)
    broker.host.receive = (type, device, payload) => {
      for (const { name, value } of decodePayload(payload).metrics)
        if (name === 'Millrace/Write result') told.push(`${type} ${String(value)}`)
      return receive(type, device, payload)
    }
    const metrics = [{ name: 'b', datatype: SparkplugType.Double, value: 7.5 }]
    broker.command('DCMD', encodePayload({ timestamp: 0, metrics }), 'd')
    await clock.advance(500)
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(/^NDATA .*"BadNoCommunication".*nothing was sent/)
    expect(machine.written).toEqual([])
  })

  it('takes a changed configuration, and keeps the numbers of what stayed', async () => {
    await startEdge()
    await clock.advance(2_000)
    await edge.reconfigure(configuration(['b', 'c']))
    await clock.advance(3_000)
    expect(broker.log).toEqual(['NBIRTH', 'DBIRTH d', 'DBIRTH d'])
    const told = new Map(broker.births.get('d')!.map(({ name, alias }) => [name, alias]))
    expect(told.get('b')).toBe(1)
    expect(values('c').length).toBeGreaterThan(1)
    await expect(edge.reconfigure({ ...configuration(), node: { group: 'g', name: 'other' } })).rejects.toMatchObject({
      code: 'edge.restart_needed',
    })
  })

  it('refuses rubbish from the broker and goes on', async () => {
    await startEdge()
    await clock.advance(2_000)
    for (const [type, payload] of [
      ['NCMD', Buffer.from('rubbish')],
      ['DCMD', Buffer.alloc(3, 0xff)],
    ] as const)
      broker.command(type, payload, type === 'DCMD' ? 'd' : '')
    broker.client!.message('spBv1.0/STATE/millrace', Buffer.from('{'))
    await clock.advance(2_000)
    expect(edge.health().uplink).toBe('online')
  })
})
