import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Owned, silentLog, systemClock } from '@millrace/core'
import { connectMqtt, type Link } from '@millrace/edge'
import { MillraceClient, type Telemetry } from '@millrace/sdk'
import { createPlatform } from '@millrace/server'
import { EdgeSession, encodePayload, type Metric, SparkplugType } from '@millrace/wire'
import { expect, vi } from 'vitest'

/** The administrator's, who is called `admin`. */
export const PASSWORD = 'Quarry-lantern-58-meadow'

export interface Stage {
  readonly address: string
  /** Signed in as the administrator. */
  readonly admin: MillraceClient
  /** Keys of programs, by their role. */
  readonly keys: { readonly engineer: string; readonly viewer: string }
  /** Of the device that sends by HTTP: `name:secret`. */
  readonly device: string
  /** Points by name: `temperature`, and of each language `wind of …` and, at the machine, `Setpoint of …`. */
  readonly points: Readonly<Record<string, string>>
  /** Assets that the stage made. */
  readonly mills: readonly string[]
  /** A published model: head and efficiency of a pump. */
  readonly model: string
  /** Values that the machine took, in turn. */
  readonly taken: readonly number[]
  send(values: Telemetry): Promise<void>
}

/** µs since 1970 of the first sample of `temperature`. */
export const BEGIN = 1_793_491_200_000_000
/** A second apart, the last without a value. */
export const SAMPLES = 25

/** A platform with a weather station that has a past, mills without points, and a machine that takes setpoints. */
export async function startStage(owned: Owned, languages: readonly string[]): Promise<Stage> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'millrace-sdk-'))
  // PostgreSQL may run as another user, who has to enter it.
  await chmod(dataFolder, 0o755)
  owned.add({ close: () => rm(dataFolder, { recursive: true, force: true }) })
  const settings = { dataFolder, host: '127.0.0.1', port: 0, mqttPort: 0, adminPassword: PASSWORD }
  const platform = owned.add(await createPlatform({ ...settings, clock: systemClock, log: silentLog }))
  const { address } = platform
  const operator = new MillraceClient({ address, token: (await readFile(platform.tokenFile, 'utf8')).trim() })
  const admin = new MillraceClient({ address })
  await admin.signIn('admin', PASSWORD)

  const { name, secret } = await operator.createCredential({ as: 'device', name: 'weather' })
  const device = `${name}:${secret}`
  const send = (values: Telemetry): Promise<void> =>
    new MillraceClient({ address, token: device }).telemetry.send(values)
  const winds = (speed: number) => Object.fromEntries(languages.map((language) => [`wind of ${language}`, speed]))
  const setpoints = languages.map((language) => `Setpoint of ${language}`)
  await send(
    Array.from({ length: SAMPLES }, (_, row) => ({
      time: new Date(BEGIN / 1_000 + row * 1_000).toISOString(),
      values: { temperature: row === SAMPLES - 1 ? null : 4.5 + row / 4, ...winds(row) },
    })),
  )
  const taken: number[] = []
  owned.add(await startMachine(platform.mqttPort, await operator.createCredential(machine), setpoints, taken))

  const keyOf = async (role: string): Promise<string> => {
    const made = await admin.programs.make({ kind: 'key', name: role })
    await admin.access.assign({ holder: made.program.id, role })
    return made.secret
  }
  const mills: string[] = []
  for (const n of [1, 2, 3, 4, 5, 6, 7]) mills.push((await admin.drawing.make({ name: `Mill ${n}` })).id)
  const points: Record<string, string> = {}
  await vi.waitFor(
    async () => {
      for await (const { id, name: known } of admin.points.all()) points[known] = id
      expect(Object.keys(points)).toEqual(expect.arrayContaining(['temperature', ...setpoints]))
    },
    { timeout: 20_000, interval: 50 },
  )
  return {
    address,
    admin,
    keys: { engineer: await keyOf('engineer'), viewer: await keyOf('viewer') },
    device,
    points,
    mills,
    model: (await admin.mechanisms.takeFromLibrary('pump-efficiency')).mechanism,
    taken,
    send,
  }
}

const machine = { as: 'edge', group: 'works', node: 'press' } as const

/** A Sparkplug node that takes every setpoint and reports it. */
async function startMachine(
  mqttPort: number,
  { name, secret }: { readonly name: string; readonly secret: string },
  setpoints: readonly string[],
  taken: number[],
): Promise<Link> {
  let link: Link | undefined
  const metrics: Metric[] = setpoints.map((setpoint) => ({
    name: setpoint,
    datatype: SparkplugType.Double,
    value: 0,
    properties: { writable: { type: SparkplugType.Boolean, value: true } },
  }))
  const session = new EdgeSession({
    ...machine,
    clock: systemClock,
    lastBdSeq: 0,
    saveBdSeq: () => undefined,
    births: () => ({ node: [], devices: [{ device: 'press', metrics }] }),
    send: ({ topic, payload, qos }) => link?.publish(topic, payload, qos),
    bornChanged: () => undefined,
  })
  link = await connectMqtt({
    url: `mqtt://127.0.0.1:${mqttPort}`,
    clientId: 'press',
    username: name,
    password: secret,
    will: session.connecting(),
    message(topic, payload) {
      const command = session.received(topic, payload)
      if (command?.is !== 'write') return
      taken.push(...command.metrics.map(({ value }) => Number(value)))
      const told = command.metrics.map((one) => ({ ...one, timestamp: Date.now() }))
      session.publishData(command.device, (seq) => encodePayload({ timestamp: Date.now(), seq, metrics: told }))
    },
    lost: () => undefined,
  })
  await link.subscribe(session.subscriptions().map(({ topic }) => topic))
  session.connected()
  return link
}
