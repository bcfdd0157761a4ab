import { systemClock } from '@millrace/core'
import { connectMqtt, type Link } from '@millrace/edge'
import { EdgeSession, encodePayload, type Metric, SparkplugType } from '@millrace/wire'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'
import { heldBy, openStage, type Stage } from './stage.ts'

let stage: Stage
let machine: PythonPeer
const points: Record<string, string> = {}

/** Every point by name, once all of these are there with a good value. */
async function known(...names: readonly string[]): Promise<void> {
  await expect
    .poll(
      async () => {
        const { items } = (await stage.ask('/points')).body
        for (const { name, id } of items) points[String(name)] = String(id)
        return items
          .filter(({ latest }) => (latest as { quality?: string } | undefined)?.quality === 'good')
          .map(({ name }) => name)
      },
      { timeout: 20_000 },
    )
    .toEqual(expect.arrayContaining([...names]))
}

beforeAll(async () => {
  machine = await startPythonPeer(new URL('../modbus/server.py', import.meta.url), ['0'])
  stage = await openStage()
  await stage.startEdge(machine.port)
})
afterAll(async () => {
  await stage.close()
  await machine.stop()
})

const write = (name: string, value: unknown) =>
  stage.ask(`/points/${points[name]}/writes`, 'POST', { value, reason: 'Test of the press' })
const held = (): Promise<number> => heldBy(machine)

describe('a write from the API to a machine that we did not make', () => {
  test('is held by it afterwards, read back, and seen as a live value', async () => {
    await known('Pressure limit', 'Shown only')
    const { status, body } = await write('Pressure limit', 42.5)
    expect(status).toBe(201)
    expect(body).toMatchObject({ state: 'done', before: { value: 0 }, after: { value: 42.5 }, statusName: 'Good' })
    expect(await held()).toBe(42.5)
    await expect
      .poll(
        async () =>
          ((await stage.ask(`/points/${points['Pressure limit']}`)).body['latest'] as { value: number }).value,
      )
      .toBe(42.5)
  })

  test('to a point that is configured to be read only goes nowhere', async () => {
    expect((await write('Shown only', 1)).body['code']).toBe('commands.not_writable')
  })

  test('beyond the engineering range goes nowhere', async () => {
    const before = await held()
    expect((await write('Pressure limit', 101)).body['code']).toBe('commands.out_of_range')
    expect(await held()).toBe(before)
  })

  test('whose machine is frozen is unknown, also after the platform was killed meanwhile', async () => {
    process.kill(machine.pid, 'SIGSTOP')
    try {
      const cut = write('Pressure limit', 7).catch(() => undefined)
      await expect.poll(async () => (await stage.ask('/writes?state=sending')).body.items.length).toBe(1)
      await stage.killPlatform()
      await cut
      const [last] = (await stage.ask('/writes?limit=1')).body.items
      expect(last).toMatchObject({ state: 'unknown', value: 7 })
    } finally {
      process.kill(machine.pid, 'SIGCONT')
    }
    // The machine comes back in its own time; until then a write is honestly unknown or failed.
    await expect.poll(async () => (await write('Pressure limit', 8)).body['state'], { timeout: 30_000 }).toBe('done')
  })

  test('to a machine that is gone fails, and nothing is made up for later', async () => {
    const { port } = machine
    await machine.kill()
    await expect
      .poll(
        async () =>
          ((await stage.ask(`/points/${points['Pressure limit']}`)).body['latest'] as { quality: string }).quality,
        {
          timeout: 20_000,
        },
      )
      .not.toBe('good')
    const { body } = await write('Pressure limit', 9)
    expect(body['state']).toBe('failed')
    machine = await startPythonPeer(new URL('../modbus/server.py', import.meta.url), [String(port)])
    await known('Pressure limit')
    expect(await held()).toBe(0)
  })
})

test('a Sparkplug node that tells nothing of writes proves one by its next report, or leaves it unknown', async () => {
  const { body } = await stage.ask('/devices/credentials', 'POST', { as: 'edge', group: 'works', node: 'foreign' })
  let link: Link | undefined
  const metric = (value: number): Metric => ({
    name: 'Speed',
    datatype: SparkplugType.Int16,
    value,
    properties: { writable: { type: SparkplugType.Boolean, value: true } },
  })
  const session = new EdgeSession({
    group: 'works',
    node: 'foreign',
    clock: systemClock,
    lastBdSeq: 0,
    saveBdSeq: () => undefined,
    births: () => ({ node: [], devices: [{ device: 'lathe', metrics: [metric(0)] }] }),
    send: ({ topic, payload, qos }) => link?.publish(topic, payload, qos),
    bornChanged: () => undefined,
  })
  let obeys = true
  link = await connectMqtt({
    url: `mqtt://127.0.0.1:${stage.mqttPort}`,
    clientId: 'foreign',
    username: String(body['name']),
    password: String(body['secret']),
    will: session.connecting(),
    message(topic, payload) {
      const command = session.received(topic, payload)
      if (command?.is !== 'write' || !obeys) return
      const metrics = command.metrics.map((one) => ({ ...one, timestamp: Date.now() }))
      session.publishData(command.device, (seq) => encodePayload({ timestamp: Date.now(), seq, metrics }))
    },
    lost: () => undefined,
  })
  try {
    await link.subscribe(session.subscriptions().map(({ topic }) => topic))
    session.connected()
    await known('Speed')
    expect((await write('Speed', -120)).body).toMatchObject({ state: 'done', after: { value: -120 } })
    const tooLarge = (await write('Speed', 40_000)).body
    expect(tooLarge).toMatchObject({ state: 'failed', statusName: 'BadOutOfRange' })
    obeys = false
    expect((await write('Speed', 5)).body['state']).toBe('unknown')
  } finally {
    await link.close()
  }
})
