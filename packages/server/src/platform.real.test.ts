import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Owned, silentLog, systemClock } from '@millrace/core'
import mqtt from 'mqtt'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPlatform, type Platform, type PlatformOptions } from './platform.ts'

let owned: Owned
let dataFolder: string

beforeEach(async () => {
  owned = new Owned()
  dataFolder = await mkdtemp(join(tmpdir(), 'millrace-platform-'))
  await chmod(dataFolder, 0o755)
  owned.add({ close: () => rm(dataFolder, { recursive: true, force: true }) })
})
afterEach(() => owned.close())

const start = async (options: Partial<PlatformOptions> = {}): Promise<Platform> =>
  owned.add(
    await createPlatform({
      dataFolder,
      host: '127.0.0.1',
      port: 0,
      mqttPort: 0,
      clock: systemClock,
      log: silentLog,
      ...options,
    }),
  )

const signIn = (platform: Platform, password: string): Promise<Response> =>
  fetch(`${platform.address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password, kind: 'token' }),
  })

describe('the platform', () => {
  it('makes a password at the first start alone, and keeps it', async () => {
    const first = await start()
    expect(first.generatedPassword).toMatch(/^\w{20}$/)
    await first.close()
    const second = await start()
    expect(second.generatedPassword).toBeUndefined()
    expect((await signIn(second, first.generatedPassword ?? '')).status).toBe(200)
  })

  it('takes the password it is told, also later on', async () => {
    await (await start({ adminPassword: 'Quarry-lantern-58-meadow' })).close()
    const second = await start({ adminPassword: 'Harbour-violet-93-anvil' })
    expect((await signIn(second, 'Quarry-lantern-58-meadow')).status).toBe(401)
    expect((await signIn(second, 'Harbour-violet-93-anvil')).status).toBe(200)
  })

  it('raises a machine that speaks as another: it is refused, counted, and stands in the audit', async () => {
    const { address, mqttPort, tokenFile } = await start()
    const authorization = `Bearer ${await readFile(tokenFile, 'utf8')}`
    const enrolled = await fetch(`${address}/api/v1/devices/credentials`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ as: 'device', name: 'weather' }),
    })
    const { name, secret } = (await enrolled.json()) as { name: string; secret: string }
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${mqttPort}`, {
      username: name,
      password: secret,
      reconnectPeriod: 0,
    })
    const cut = new Promise<void>((resolve) => client.once('close', () => resolve()))
    client.publish('v1/boiler/telemetry', '{"temperature": 900}', { qos: 1 })
    await cut
    const raised = async (): Promise<unknown> => {
      const reply = await fetch(`${address}/api/v1/audit?action=machine.refused`, { headers: { authorization } })
      return ((await reply.json()) as { items: unknown }).items
    }
    await expect.poll(raised).toMatchObject([
      {
        actor: { kind: 'device', name: 'weather' },
        outcome: 'refused',
        detail: { reason: 'not_authorised_topic', times: 1 },
      },
    ])
    expect(await (await fetch(`${address}/metrics`)).text()).toContain(
      'millrace_refusals{reason="not_authorised_topic"} 1',
    )
  })

  it('brings a value from MQTT to the API, and still has it after a restart', async () => {
    const first = await start()
    const token = await readFile(first.tokenFile, 'utf8')
    expect((await stat(first.tokenFile)).mode & 0o777).toBe(0o600)
    const enrolled = await fetch(`${first.address}/api/v1/devices/credentials`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ as: 'device', name: 'weather' }),
    })
    const { name, secret } = (await enrolled.json()) as { name: string; secret: string }
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${first.mqttPort}`, { username: name, password: secret })
    await client.publishAsync('v1/weather/telemetry', JSON.stringify({ temperature: 21.5 }), { qos: 1 })
    await client.endAsync()
    await first.close()

    const second = await start()
    const reply = await fetch(`${second.address}/api/v1/points`, {
      headers: { authorization: `Bearer ${await readFile(second.tokenFile, 'utf8')}` },
    })
    expect(await reply.json()).toMatchObject({
      items: [{ name: 'temperature', path: ['weather'], latest: { value: 21.5 } }],
      total: 1,
    })
    const old = await fetch(`${second.address}/api/v1/points`, { headers: { authorization: `Bearer ${token}` } })
    expect(old.status).toBe(401)
  })

  it('names the port that is taken, and leaves nothing behind', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    owned.add({ close: () => new Promise<void>((resolve) => other.close(() => resolve())) })
    const { port } = other.address() as { port: number }
    await expect(start({ port })).rejects.toMatchObject({ code: 'http.port_taken', facts: { port } })
    // The start that failed showed no password, so it must have made none.
    expect((await start()).generatedPassword).toBeDefined()
  })

  it('refuses a data folder that another one holds', async () => {
    await start()
    await expect(start()).rejects.toMatchObject({ code: 'folder.in_use' })
  })

  it('refuses a password too short to protect anything', async () => {
    await expect(start({ adminPassword: 'short' })).rejects.toMatchObject({ code: 'factors.password_weak' })
  })
})
