import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLog, systemClock } from '@millrace/core'
import { MillraceClient } from '@millrace/sdk'
import { createPlatform, type Platform } from '@millrace/server'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

const PASSWORD = 'Quarry-lantern-58-meadow'
let folder: string
let platform: Platform
let admin: MillraceClient
let engineer: MillraceClient
let device: { name: string; secret: string }

const open = (): Promise<Platform> =>
  createPlatform({
    dataFolder: folder,
    host: '127.0.0.1',
    port: 0,
    mqttPort: 0,
    adminPassword: PASSWORD,
    clock: systemClock,
    log: silentLog,
  })

async function post(path: string, body: object, authorization = ''): Promise<Record<string, unknown>> {
  const reply = await fetch(`${platform.address}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    body: JSON.stringify(body),
  })
  const text = await reply.text()
  expect(reply.status, text).toBeLessThan(300)
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
}

async function clientOf(username: string): Promise<MillraceClient> {
  const { token } = await post('/session', { username, password: PASSWORD, kind: 'token' })
  return new MillraceClient({ address: platform.address, token: String(token) })
}

const send = (values: object, time = Date.now()) =>
  post('/telemetry', [{ time, values }], `Bearer ${device.name}:${device.secret}`)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-alarms-'))
  await chmod(folder, 0o755)
  platform = await open()
  admin = await clientOf('admin')
  const { token } = await admin.members.invite({ name: 'ann', roles: [{ role: 'engineer' }] })
  await post('/invitations/acceptance', { token, username: 'ann', name: 'ann', password: PASSWORD })
  engineer = await clientOf('ann')
  device = await admin.createCredential({ as: 'device', name: 'boiler' })
  await send({ pressure: 8, oxygen: 3 })
})
afterAll(async () => {
  await platform?.close()
  await rm(folder, { recursive: true, force: true })
})

test('an alarm comes with the sample that passes its limit, goes with the one that returns, and stands over a restart', async () => {
  const point = await vi.waitUntil(
    async () => (await admin.points({ search: 'pressure' })).items.find(({ name }) => name === 'pressure'),
    { timeout: 20_000 },
  )
  const { id, alarm } = await engineer.alarms.propose({
    definition: {
      asset: point.assetId,
      name: { en: 'Pressure high', zh: '压力高' },
      condition: { is: 'limit', point: point.id, side: 'high', limit: 10, deadband: 0.5, onDelay: 0, offDelay: 0 },
      consequence: 'severe',
      respondWithin: 2,
      cause: '',
      effect: '',
      action: 'Close the feed',
      class: 'safety',
      latching: false,
      acknowledgement: 'required',
      reAlarm: 'always',
      rationalised: true,
    },
    reason: 'first',
  })
  await admin.alarms.approve([id])
  const state = async (): Promise<string> => (await admin.alarms.read(alarm)).state
  // A condition counts from the first sample after it is known to live computing, so samples go on as they do in a plant.
  const comes = (wanted: string, pressure: number) =>
    expect
      .poll(
        async () => {
          await send({ pressure })
          return state()
        },
        { timeout: 30_000, interval: 500 },
      )
      .toBe(wanted)

  await comes('unacknowledged', 11.5)
  expect(await admin.alarms.read(alarm)).toMatchObject({ value: 11.5, priority: 'critical', active: true })
  await admin.alarms.acknowledge([alarm])
  // Within the deadband it still holds.
  await send({ pressure: 9.8 })
  await send({ oxygen: 4 })
  expect(await state()).toBe('acknowledged')

  await platform.close()
  platform = await open()
  admin = await clientOf('admin')
  expect(await state()).toBe('acknowledged')
  await comes('normal', 9)
  const { items } = await admin.alarms.eventsOf(alarm)
  expect(items.map(({ kind }) => kind)).toEqual(['cleared', 'acknowledged', 'raised'])
})
