import { ModbusSimulator, RegisterBank } from '@millrace/drivers'
import type { DeviceDiagnosis } from '@millrace/sdk'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openStage, type Stage } from '../commands/stage.ts'

let machine: ModbusSimulator
let port: number
let stage: Stage
let press: string
let edge: string

const bank = new RegisterBank({ holding: 602 })
const diagnosis = async (): Promise<DeviceDiagnosis> => {
  const { status, body } = await stage.ask(`/devices/${press}/diagnosis`)
  expect([status, body['code']]).toEqual([200, undefined])
  return body as unknown as DeviceDiagnosis
}

beforeAll(async () => {
  machine = new ModbusSimulator({ units: new Map([[1, bank]]) })
  port = await machine.listen()
  bank.set('holding:600', 'float32', 42.5)
  stage = await openStage()
  await stage.startEdge(port)
  await vi.waitFor(
    async () => {
      const { items } = (await stage.ask('/devices')).body
      press = String(items.find(({ name }) => name === 'press')?.['id'])
      edge = String(items.find(({ name }) => name === 'edge')?.['id'])
      expect((await diagnosis()).link.state).toBe('online')
    },
    { timeout: 30_000, interval: 200 },
  )
})
afterAll(async () => {
  await stage?.close()
  await machine?.close()
})

test('a device that answers shows its round trip, its cycle, and its last frames in the terms of its protocol', async () => {
  const told = await vi.waitFor(
    async () => {
      const now = await diagnosis()
      expect(now.frames.length).toBeGreaterThan(8)
      return now
    },
    { timeout: 10_000, interval: 200 },
  )
  expect(told.link).toMatchObject({ state: 'online', connections: 1 })
  expect(told.roundTrip!.p95Ms).toBeGreaterThan(0)
  expect(told.cycles).toMatchObject([{ periodMs: 200, tags: 2, late: expect.any(Number) }])
  expect(told.cycles[0]!.takes!.lastMs).toBeLessThan(200)
  const asked = told.frames.find(({ direction }) => direction === 'out')!
  expect(asked.summary).toMatch(/^unit 1 read holding registers 600/)
  const answer = told.frames.find(({ hex }) => hex.includes('42 2a 00 00'))!
  expect(answer).toMatchObject({ direction: 'in', length: 13, summary: expect.stringContaining('2 registers') })
  expect(answer.fields).toContainEqual({ field: 'register 0', value: '16938 (0x422a)', from: 9, to: 11 })
})

test('what the device refuses is counted by its own code, and the tag says why it is bad', async () => {
  const { failures, tags, cycles } = await diagnosis()
  expect(failures).toContainEqual(
    expect.objectContaining({ code: 'modbus.exception', detail: '2 illegal data address' }),
  )
  expect(tags).toMatchObject({ total: 2, notGood: 1 })
  expect(tags.named).toMatchObject([{ point: 'Shown only', statusName: 'BadNodeIdUnknown' }])
  expect(cycles[0]).toMatchObject({ refused: 1 })
})

test('a machine that is gone is still told of: the attempts, why they fail, and the last frames before', async () => {
  await machine.close()
  const told = await vi.waitFor(
    async () => {
      const now = await diagnosis()
      expect(now.link.attempt).toBeGreaterThan(2)
      return now
    },
    { timeout: 20_000, interval: 300 },
  )
  expect(told.link.lastError).toMatch(/driver\.link_lost/)
  expect(told.failures.map(({ code }) => code)).toContain('driver.link_lost')
  expect(told.frames.length).toBeGreaterThan(0)
  // Sparkplug calls a device that is away dead after ten seconds; its edge can be asked all the same.
  const [point] = (await stage.ask('/points')).body.items.filter(({ name }) => name === 'Pressure limit')
  await vi.waitFor(
    async () => {
      const write = { value: 1, reason: 'Is it dead' }
      const { body } = await stage.ask(`/points/${String(point?.['id'])}/writes`, 'POST', write)
      expect(body['message']).toBe('The machine is not connected; nothing was sent.')
    },
    { timeout: 30_000, interval: 1_000 },
  )
  expect((await diagnosis()).tags.notGood).toBe(2)
  machine = new ModbusSimulator({ units: new Map([[1, bank]]) })
  await machine.listen(port)
  await vi.waitFor(async () => expect((await diagnosis()).link).toMatchObject({ state: 'online', connections: 2 }), {
    timeout: 60_000,
    interval: 500,
  })
})

test('its figures of trouble are told by themselves, and are no points', async () => {
  await vi.waitFor(
    async () => {
      const health = (await stage.ask(`/devices/${press}`)).body['health'] as Record<string, number>
      expect(health['Errors']).toBeGreaterThan(0)
      expect(health['Connections']).toBe(2)
    },
    { timeout: 30_000, interval: 500 },
  )
  const points = (await stage.ask('/points?limit=500')).body.items.map(({ name }) => String(name))
  expect(points.filter((name) => name.startsWith('Millrace/') || name === 'Errors')).toEqual([])
})

test('an edge node itself has no frames, and it is said which devices have', async () => {
  const { status, body } = await stage.ask(`/devices/${edge}/diagnosis`)
  expect([status, body['code']]).toEqual([409, 'devices.not_behind_edge'])
})
