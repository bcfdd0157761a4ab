import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { Owned, silentLog, systemClock } from '@millrace/core'
import { MillraceClient, type PointSample } from '@millrace/sdk'
import { createPlatform } from '@millrace/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const run = promisify(execFile)
const owned = new Owned()
let client: MillraceClient
let send: (body: object) => Promise<number>
let address: string

beforeAll(async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'millrace-sdk-'))
  await chmod(dataFolder, 0o755)
  owned.add({ close: () => rm(dataFolder, { recursive: true, force: true }) })
  const settings = { dataFolder, host: '127.0.0.1', port: 0, mqttPort: 0, adminPassword: 'Quarry-lantern-58-meadow' }
  const platform = owned.add(await createPlatform({ ...settings, clock: systemClock, log: silentLog }))
  const operator = new MillraceClient({ address: platform.address, token: await readFile(platform.tokenFile, 'utf8') })
  const { name, secret } = await operator.createCredential({ as: 'device', name: 'weather' })
  address = platform.address
  client = new MillraceClient({ address })
  await client.signIn('admin', 'Quarry-lantern-58-meadow')
  send = async (body) => {
    const headers = { authorization: `Bearer ${name}:${secret}`, 'content-type': 'application/json' }
    return (
      await fetch(`${platform.address}/api/v1/telemetry`, { method: 'POST', headers, body: JSON.stringify(body) })
    ).status
  }
  await send([
    { time: '2026-11-01T00:00:00Z', values: { temperature: 4.5 } },
    { time: '2026-11-01T00:00:01Z', values: { temperature: 5.5 } },
  ])
})
afterAll(() => owned.close())

describe('the client, with a running platform', () => {
  it('finds a point and reads its history in every form', async () => {
    const [point] = await Array.fromAsync(client.points.all({ search: 'temperature' }))
    expect(point).toMatchObject({ name: 'temperature', path: ['weather'], latest: { value: 5.5, quality: 'good' } })
    const range = { from: '2026-11-01', to: '2026-11-02' }
    const { items } = await client.history(point!.id, range)
    expect(items.map(({ value }) => value)).toEqual([4.5, 5.5])
    expect(await (await client.historyCsv(point!.id, range)).text()).toContain(
      '2026-11-01T00:00:01.000Z,5.5,,Good,good\r\n',
    )
    expect(await client.buckets(point!.id, { ...range, pixels: 24 })).toMatchObject({
      width: 3_600_000_000,
      mean: [5],
      count: [2],
    })
    expect(await client.latest([point!.id])).toMatchObject([{ point: point!.id, value: 5.5 }])
  })

  it('asks what stood, when, and for how long', async () => {
    const [point] = await Array.fromAsync(client.points.all({ search: 'temperature' }))
    const { id } = point!
    const range = { from: '2026-11-01T00:00:00Z', to: '2026-11-01T00:00:04Z' }
    expect((await Array.fromAsync(client.history.all(id, { ...range, limit: 1 }))).map(({ value }) => value)).toEqual([
      4.5, 5.5,
    ])
    expect(await client.timeWeighted(id, { ...range, width: 4_000_000 })).toMatchObject({ mean: [5.25], coverage: [1] })
    const instants = ['2026-11-01T00:00:00.5Z', 1_793_491_203_000_000]
    expect(
      (await client.at([id], instants, { mode: 'step' })).map(({ value, sampleTime }) => [value, sampleTime]),
    ).toEqual([
      [4.5, '2026-11-01T00:00:00.000Z'],
      [5.5, '2026-11-01T00:00:01.000Z'],
    ])
    expect(await client.m4(id, { ...range, pixels: 4 })).toMatchObject({ column: [0, 1], first: [4.5, 5.5] })
    expect(await client.states(id, range)).toMatchObject([
      { value: 4.5, duration: 1_000_000, entered: 0 },
      { value: 5.5, duration: 3_000_000, entered: 1 },
    ])
    expect(await client.histogram(id, { ...range, edges: '4,5,6' })).toMatchObject({ bins: [1, 1], below: 0, above: 0 })
    const groups = await client.groups({ ...range, width: 4_000_000, by: 'all', of: 'max' })
    expect(groups.items).toMatchObject([{ points: 1, value: [5.5] }])
    expect(await client.top({ ...range, of: 'mean' })).toMatchObject([{ point: id, value: 5 }])
  })

  it('sees a new value without asking again', async () => {
    const [point] = await Array.fromAsync(client.points.all({ search: 'temperature' }))
    const seen: PointSample[] = []
    const live = client.live([point!.id], { samples: (batch) => seen.push(...batch) })
    await expect.poll(() => seen.length).toBe(1)
    expect(await send({ temperature: 6.25 })).toBe(204)
    await expect.poll(() => seen.at(-1)?.value).toBe(6.25)
    live.close()
  })

  it('is told what is wrong', async () => {
    await expect(client.point('00000000-0000-7000-8000-000000000000')).rejects.toMatchObject({
      status: 404,
      code: 'assets.point_unknown',
    })
    expect(await send({ temperature: 'warm' })).toBe(422)
  })

  it('is begun with by the commands and the program of its README, in an empty folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'millrace-start-'))
    owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
    const sdk = join(import.meta.dirname, '../../packages/sdk')
    const readme = await readFile(join(sdk, 'README.md'), 'utf8')
    const blocks = (kind: string) =>
      [...readme.matchAll(new RegExp(`^\`\`\`${kind}\\n([^]*?)^\`\`\``, 'gm'))].map(([, text]) => text ?? '')
    const made = await client.programs.make({ kind: 'key', name: 'Quick start' })
    await client.access.assign({ holder: made.program.id, role: 'viewer' })
    const env = {
      PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
      HOME: folder,
      MILLRACE: address,
      MILLRACE_KEY: made.secret,
      npm_config_audit: 'false',
      npm_config_offline: 'true',
      npm_config_update_notifier: 'false',
    }
    await run('npm', ['pack', '--pack-destination', folder], { cwd: sdk, env: { ...env, npm_config_offline: 'false' } })
    const [program = ''] = blocks('js')
    await writeFile(join(folder, 'start.mjs'), program)
    await send({ temperature: 20 })
    const [install = '', start = ''] = blocks('sh')
    await run('sh', ['-ec', install], { cwd: folder, env })
    const started = spawn('sh', ['-ec', start], { cwd: folder, env })
    let said = ''
    for (const pipe of [started.stdout, started.stderr]) pipe.on('data', (text: Buffer) => (said += text.toString()))
    const ended = once(started, 'exit')
    await expect.poll(() => said, { timeout: 20_000 }).toMatch(/^live .* 20$/m)
    await send({ temperature: 21.5 })
    expect((await ended)[0], said).toBe(0)
    expect(said).toMatch(/^weather temperature 20 $/m)
    expect(said).toMatch(/^live \S+ 21.5$/m)
  })

  it('is out after signing out', async () => {
    const own = await client.session()
    expect(own).toMatchObject({ user: { username: 'admin' }, tenant: { name: 'Millrace' } })
    await client.signOut()
    await expect(client.session()).rejects.toMatchObject({ status: 401, code: 'http.signed_out' })
  })
})
