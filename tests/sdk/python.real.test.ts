import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Owned, silentLog, systemClock } from '@millrace/core'
import { createPlatform, type Platform } from '@millrace/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const PASSWORD = 'Quarry-lantern-58-meadow'
const root = fileURLToPath(new URL('../../', import.meta.url))
const sdk = join(root, 'sdks/python')
const python = join(root, '.venv/bin/python')

const owned = new Owned()
let platform: Platform
let folder: string
/** Secrets of keys by their role, and of devices by their name. */
const secrets: Record<string, string> = {}
let reviewer = ''

async function ask<T = Record<string, unknown>>(path: string, token?: string, body?: object): Promise<T> {
  const reply = await fetch(`${platform.address}/api/v1${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(token ? { authorization: token.includes(':') ? `Basic ${btoa(token)}` : `Bearer ${token}` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await reply.text()
  expect(reply.status, text).toBeLessThan(300)
  return (text === '' ? {} : JSON.parse(text)) as T
}

const signIn = async (username: string): Promise<string> =>
  (await ask<{ token: string }>('/session', undefined, { username, password: PASSWORD, kind: 'token' })).token

/** What a program says, as whoever has the key of an engineer. */
async function told(program: string, args: readonly string[], cwd: string, env: object = {}): Promise<string> {
  const own = { PATH: process.env['PATH'], HOME: folder, LANG: 'C.UTF-8', PYTHONDONTWRITEBYTECODE: '1', ...env }
  return (await promisify(execFile)(program, args, { cwd, env: own })).stdout
}
const asEngineer = () => ({
  MILLRACE: platform.address,
  MILLRACE_KEY: secrets['engineer'],
  PYTHONPATH: join(sdk, 'src'),
})

/** A day of a mast with a PV roof, as the demo plant's: power goes with light, and light with the hour. */
const weather = (now: number): object[] =>
  Array.from({ length: 144 }, (_, row) => {
    const light = Math.max(0, 900 * Math.sin((row / 144) * 2 * Math.PI))
    const warmth = 18 + light / 90
    const power = 0.02 * light - 0.00008 * light * (warmth - 25)
    const values = { Irradiance: light, 'Air temperature': warmth, 'AC power': power }
    return { time: now - (144 - row) * 595_000, values }
  })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-python-'))
  await chmod(folder, 0o755)
  owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
  const settings = {
    dataFolder: join(folder, 'data'),
    host: '127.0.0.1',
    port: 0,
    mqttPort: 0,
    adminPassword: PASSWORD,
  }
  platform = owned.add(await createPlatform({ ...settings, clock: systemClock, log: silentLog }))
  const operator = (await readFile(platform.tokenFile, 'utf8')).trim()
  const admin = await signIn('admin')
  for (const device of ['Weather and PV', 'Probe <7>']) {
    const { name, secret } = await ask('/devices/credentials', operator, { as: 'device', name: device })
    secrets[device] = `${name}:${secret}`
  }
  for (const role of ['engineer', 'viewer']) {
    const made = await ask<{ program: { id: string }; secret: string }>('/programs', admin, { kind: 'key', name: role })
    await ask('/assignments', admin, { holder: made.program.id, role, below: null })
    secrets[role] = made.secret
  }
  const { token } = await ask('/invitations', admin, { name: 'ann', roles: [{ role: 'engineer' }] })
  await ask('/invitations/acceptance', undefined, { token, username: 'ann', name: 'ann', password: PASSWORD })
  reviewer = await signIn('ann')
  await ask('/telemetry', secrets['Weather and PV'], weather(Date.now()))
})
afterAll(() => owned.close())

describe('the Python SDK', () => {
  it('holds by itself and with a running platform', async () => {
    const env = { ENGINEER: secrets['engineer'], VIEWER: secrets['viewer'], DEVICE: secrets['Probe <7>'] }
    const suites = ['-m', 'unittest', 'check_units', 'check_connection', 'check_live']
    await told(python, suites, join(sdk, 'tests'), { ...asEngineer(), ...env })
  })

  it('has types that hold, and a reference that says what the docstrings say', async () => {
    const cache = `--cache-dir=${join(root, '.cache/mypy')}`
    expect(await told(python, ['-m', 'mypy', cache], sdk)).toContain('Success')
    await told(python, ['tests/reference.py', '--check'], sdk)
  })

  it('goes from the history to a model that is published, as the example has it', async () => {
    const examples = join(sdk, 'examples')
    const said = await told(python, ['pv_power.py'], examples, asEngineer())
    expect(said).toContain('144 of 144 rows are good\ngain 0.02000 kW per W/m2, droop -0.0000800\n')
    expect(said).toMatch(/<Version acme\/pv-power 1\.0\.0: tested>\noff by 0\.000 kW/)
    const { items } = await ask<{ items: { id: string }[] }>('/mechanisms?search=pv-power', reviewer)
    await ask(`/mechanisms/${items[0]!.id}/versions/1.0.0/review`, reviewer, {})
    expect(await told(python, ['pv_power.py', 'publish'], examples, asEngineer())).toBe('published\n')
    expect(await told(python, ['plant_table.py'], examples, asEngineer())).toContain('Irradiance,Weather and PV,')
    const live = await told(python, ['live.py', 'Weather and PV', '3'], examples, asEngineer())
    expect(live.trim().split('\n')).toHaveLength(3)
  })

  it('is begun with in an empty folder, as its README has it', async () => {
    const readme = await readFile(join(sdk, 'README.md'), 'utf8')
    const [first, second, ...more] = [...readme.matchAll(/```sh\n(.*?)```/gs)].map(([, text]) => text!)
    expect(more).toEqual([])
    const start = /```python\n(.*?)```/s.exec(readme)![1]!
    const empty = join(folder, 'empty')
    await mkdir(empty)
    const wheel = ['-m', 'pip', 'wheel', '-q', '--no-deps', '--no-build-isolation', '--no-index', '-w', empty, sdk]
    await told(python, wheel, empty)
    expect(await readdir(empty)).toEqual(['millrace-0.1.0-py3-none-any.whl'])
    await writeFile(join(empty, 'start.py'), start)
    const { PYTHONPATH: _, ...env } = asEngineer()
    const said = await told('sh', ['-ec', `${first}${second}`], empty, { ...env, PIP_NO_INDEX: '1' })
    expect(said).toContain('<Asset Weather and PV> 3\n')
    expect(said).toMatch(/<History of Air temperature: (\d) samples from .*>\n\1 samples are good\n/)
    expect(said).toMatch(/Irradiance \S+ \n$/)
  })
})
