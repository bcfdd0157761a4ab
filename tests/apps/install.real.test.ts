import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readAppFolder } from '@millrace/apps'
import { standIn } from '@millrace/apps/testing'
import { batchOf, Fault, Owned } from '@millrace/core'
import { MillraceClient } from '@millrace/sdk'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { app } from '../../packages/cli/src/app.ts'
import { against } from '../../packages/cli/src/app-dev/against.ts'
import { startTestPlatform, type TestPlatform } from '../../packages/server/src/testing.ts'

const template = fileURLToPath(new URL('../../packages/apps/template', import.meta.url))
const FROM = Date.UTC(2026, 9, 1)
const owned = new Owned()
let folder = ''
let platform: TestPlatform
let client: MillraceClient
const ids: Record<string, string> = {}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-install-'))
  owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
  await cp(template, join(folder, 'first'), { recursive: true })
  platform = owned.add(await startTestPlatform())
  const { address, token, tenant } = platform
  vi.stubEnv('MILLRACE_PLATFORM', address)
  vi.stubEnv('MILLRACE_TOKEN', token)
  client = new MillraceClient({ address, token })
  const register = async (name: string, points: Readonly<Record<string, string>>) => {
    const placed = {
      source: { group: 'g', node: 'n', device: name },
      assetPath: ['Works', name],
      points: Object.entries(points).map(([of, unit]) => ({ name: of, type: 'double' as const, unit })),
    }
    return (await platform.services.devices.directory.register(tenant, placed)).series as readonly number[]
  }
  await register('K-101', { power: 'kW', flow: 'm3/min' })
  const [power] = await register('K-102', { Power: 'W', flow: 'm3/min' })
  await register('P-7', { flow: 'm3/min' })
  const batch = batchOf([
    [power!, (FROM + 10_000) * 1_000, 55_000],
    [power!, (FROM + 70_000) * 1_000, 66_000],
  ])
  await platform.history.append(tenant, batch, 1)
  platform.latest.update(tenant, batch)
  for await (const { id, name } of client.assets.all()) ids[name] = id
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await owned.close()
})

/** What a command says, and how it ends. */
async function millrace(...args: string[]): Promise<string> {
  const said: string[] = []
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0)
  try {
    await app(args)
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    said.push(`${fault.code}: ${fault.message} ${fault.remedy}`)
  } finally {
    write.mockRestore()
  }
  return said.join('')
}
const first = () => join(folder, 'first')
const address = () => platform.address
const raised = async (version: string, more: (text: string) => string = (text) => text): Promise<void> => {
  const file = join(first(), 'app.yaml')
  const text = await readFile(file, 'utf8')
  await writeFile(file, more(text.replace(/^version: .*$/m, `version: ${version}`)))
}

test('a package is published; a file that is none, and another one under the same version, are refused', async () => {
  const file = join(folder, 'first.zip')
  await millrace('pack', first(), '--out', file)
  expect(await millrace('publish', file)).toMatch(
    /^example\/first-app 0\.1\.0 is on the shelf: sha256:[0-9a-f]{64}\nsigned by nobody\n/,
  )
  const back = join(folder, 'back.zip')
  expect(await millrace('fetch', 'example/first-app', '--out', back)).toContain('example/first-app 0.1.0')
  expect((await readFile(back)).equals(await readFile(file))).toBe(true)
  expect(await millrace('publish', back)).toContain('is on the shelf')
  expect(await millrace('mirror', address(), '--take', 'all')).toContain('--key-file')
  await writeFile(join(folder, 'key'), 'no-key-of-any-platform')
  // Nobody opened the own network to it.
  expect(await millrace('mirror', address(), '--key-file', join(folder, 'key'))).toContain('https')
  await writeFile(join(folder, 'none.zip'), 'none')
  expect(await millrace('publish', join(folder, 'none.zip'))).toMatch(/^package\./)
  await raised('0.1.0', (text) => text.replace('default: 7', 'default: 8'))
  expect(await millrace('publish', first())).toContain('Expected a new version of example/first-app, saw 0.1.0')
  await raised('0.1.0', (text) => text.replace('default: 8', 'default: 7'))
})

test('what it works on and asks for is told before anybody agrees, and nothing is installed without', async () => {
  expect(await millrace('install', first())).toMatch(
    /cli\.need_unbound: .*compressor \(Air compressor\).*K-101.*K-102/s,
  )
  const asked = await millrace('install', first(), '--bind', 'compressor=K-101')
  expect(asked).toContain('works on compressor: K-101\n')
  expect(asked).toContain('may point:read on what is bound to it: To show power and flow')
  expect(asked).toContain('lets pages and keys call its service judge')
  expect(asked).toContain('cli.not_agreed')
  expect(await client.apps.installations()).toEqual([])
  expect(await millrace('install', first(), '--bind', 'compressor=K-9', '--agree')).toContain('cli.asset_unknown')
  expect(await millrace('install', first(), '--bind', 'pump=K-101', '--agree')).toContain('with a need of compressor')
  expect(await millrace('install', first(), '--bind', 'compressor=P-7', '--agree')).toMatch(/power \(missing\)/)
  expect(await millrace('install', first(), '--bind', 'compressor=*', '--set', 'limit=high', '--agree')).toContain(
    'a number',
  )
})

test('installed with a star it works on all that fit, with what was set', async () => {
  const said = await millrace('install', 'example/first-app', '--bind', 'compressor=*', '--set', 'limit=6.5', '--agree')
  expect(said).toContain('works on compressor: K-101, K-102\n')
  const [installation] = await client.apps.installations()
  expect(said).toContain(`installed: ${installation!.id}`)
  expect(installation).toMatchObject({ version: '0.1.0', settings: { limit: 6.5 } })
  expect(await millrace('list')).toMatch(/^example\/first-app +0\.1\.0 +active/)
})

test('an upgrade that asks no more needs nobody; one that asks more is agreed to', async () => {
  await raised('0.2.0')
  expect(await millrace('upgrade', first())).toBe('example/first-app 0.1.0 → 0.2.0\nruns 0.2.0\n')
  await raised('0.3.0', (text) =>
    text.replace(
      'permissions:\n',
      "permissions:\n  - { action: 'alarm:read', why: { en: To see alarms, zh: 用于查看报警 } }\n",
    ),
  )
  const refused = await millrace('upgrade', first())
  expect(refused).toContain('more than before: may alarm:read on what is bound to it: To see alarms')
  expect(refused).toContain('cli.not_agreed')
  expect(await millrace('upgrade', 'example/first-app@0.3.0', '--agree')).toContain('runs 0.3.0')
  expect((await client.apps.installations())[0]).toMatchObject({ version: '0.3.0', settings: { limit: 6.5 } })
})

test('pages in the making see the plant of the platform, in the units that the app has', async () => {
  const made = against({ against: platform.address, bind: ['compressor=K-101,K-102'] })
  const { face, says } = await made(await readAppFolder(first()))
  expect(says).toBe(`2 assets of ${platform.address}`)
  const bound = face.bound()['compressor']!
  expect(bound.map(({ id, name }) => [id, name])).toEqual([
    [ids['K-101'], 'K-101'],
    [ids['K-102'], 'K-102'],
  ])
  const power = bound[1]!.points['power']!
  const span = { from: new Date(FROM).toISOString(), to: new Date(FROM + 120_000).toISOString() }
  expect(await face.latest([power], FROM)).toMatchObject([{ point: power, value: 66, quality: 'good' }])
  expect(await face.history([power], { ...span, buckets: 2 })).toMatchObject([
    { point: power, columns: { time: [FROM, FROM + 60_000], mean: [55, 66], good: [1, 1] } },
  ])
  expect(await face.samples(power, span)).toEqual({
    time: [FROM + 10_000, FROM + 70_000],
    value: [55, 66],
    quality: [0, 0],
  })
  await expect(
    made(await readAppFolder(first())).then(({ face: other }) => other.latest(['elsewhere'], FROM)),
  ).rejects.toMatchObject({
    code: 'offline.point_unknown',
  })
  await expect(
    against({ against: platform.address, bind: ['compressor=P-7'] })(await readAppFolder(first())),
  ).rejects.toMatchObject({
    code: 'cli.asset_unfit',
  })
})

test('uninstalled it is gone, if somebody agrees', async () => {
  expect(await millrace('uninstall', 'example/first-app')).toContain('cli.not_agreed')
  expect(await millrace('uninstall', 'example/first-app', '--agree')).toMatch(/uninstalled\n$/)
  expect(await millrace('list')).toBe('')
  expect(await millrace('uninstall', 'example/first-app', '--agree')).toContain('cli.not_installed')
})

test('what a solution carries is told and agreed to one by one, follows an upgrade, and goes with it', async () => {
  const manifest = join(folder, 'job', 'app.yaml')
  await mkdir(join(folder, 'job'))
  const solution = (version: string, its: string): Promise<void> =>
    writeFile(
      manifest,
      `id: example/job
version: ${version}
title: { en: A job, zh: 一项任务 }
summary: { en: Carries an app, zh: 携带一个应用 }
description: { en: Carries an app., zh: 携带一个应用。 }
owner: Example works
licence: Apache-2.0
taxonomy: { reach: industry, stages: [production], scenarios: [energy] }
needs:
  - name: compressor
    title: { en: Air compressor, zh: 空气压缩机 }
    equipmentClass: air-compressor
    properties:
      - { name: power, title: { en: Electric power, zh: 输入电功率 }, type: number, unit: kW }
      - { name: flow, title: { en: Free air delivered, zh: 容积流量 }, type: number, unit: m3/min }
includes: [{ app: example/first-app, version: ${its}, file: apps/first.zip }]
`,
    )
  await cp(first(), join(folder, 'first-app'), { recursive: true })
  await solution('1.0.0', '0.3.0')
  const asked = await millrace('install', join(folder, 'job'), '--bind', 'compressor=K-101')
  expect(asked).toMatch(
    /^carries example\/first-app 0\.3\.0\nexample\/first-app may alarm:read on what is bound to it/m,
  )
  expect(asked).toContain('cli.not_agreed')
  expect(await millrace('install', 'example/job', '--bind', 'compressor=K-101', '--agree')).toContain('installed: ')
  const carried = async () => (await client.apps.installations()).find(({ app: of }) => of === 'example/first-app')
  expect(await carried()).toMatchObject({ version: '0.3.0', bound: { compressor: [ids['K-101']] } })

  await cp(first(), join(folder, 'first-app'), { recursive: true })
  const its = join(folder, 'first-app', 'app.yaml')
  await writeFile(its, (await readFile(its, 'utf8')).replace('version: 0.3.0', 'version: 0.4.0'))
  await solution('1.1.0', '0.4.0')
  const upgrading = await millrace('upgrade', join(folder, 'job'))
  expect(upgrading).toContain('carries example/first-app 0.4.0, in place of the version before\n')
  expect(upgrading).toContain('cli.not_agreed')
  expect(await millrace('upgrade', 'example/job', '--agree')).toContain('runs 1.1.0')
  expect(await carried()).toMatchObject({ version: '0.4.0' })
  expect(await millrace('uninstall', 'example/job', '--agree')).toContain(
    'goes with it: example/first-app, with 1 tables',
  )
  expect(await millrace('list')).toBe('')
})

/** Blocks of a guide, by their language. */
const blocksOf = async (guide: string, of: string): Promise<string[]> => {
  const text = await readFile(new URL(`../../docs/${guide}`, import.meta.url), 'utf8')
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, language, block]) =>
    language === of ? [block!] : [],
  )
}
const commandsOf = async (guide: string): Promise<string[]> =>
  (await blocksOf(guide, 'console')).flatMap((block) => block.trim().split('\n'))

test('the guide does what it says, in both languages', async () => {
  const commands = await commandsOf('apps.md')
  expect(await commandsOf('apps.zh.md')).toEqual(commands)
  expect(await blocksOf('apps.zh.md', 'yaml')).toEqual(await blocksOf('apps.md', 'yaml'))
  const here = join(folder, 'guide')
  await mkdir(here)
  const said: string[] = []
  for (const command of commands) {
    const args = command.replace('$ millrace app ', '').split(' ')
    // dev goes on until it is ended: dev.real.test.ts runs it, on the same template.
    if (args[0] === 'dev') continue
    const placed = args.map((arg) => (/^(first|first\.zip|works\.pem)$/.test(arg) ? join(here, arg) : arg))
    if (args[0] === 'upgrade') {
      const manifest = join(here, 'first', 'app.yaml')
      await writeFile(manifest, (await readFile(manifest, 'utf8')).replace('version: 0.1.0', 'version: 0.1.1'))
      await millrace('pack', join(here, 'first'), '--out', join(here, 'first.zip'))
    }
    said.push(await millrace(...placed))
  }
  expect(said.filter((each) => /^(cli|apps?|package|offline)\.\w+: /m.test(each))).toEqual([])
  expect(said.join('')).toMatch(/6 passed.*signed by sha256:.*works on compressor: K-101, K-102.*runs 0\.1\.1\n/s)
  const [needs, , tests] = await blocksOf('apps.md', 'yaml')
  const manifest = await readFile(join(here, 'first', 'app.yaml'), 'utf8')
  for (const line of needs!.trim().split('\n')) expect(manifest).toContain(`${line}\n`)
  await writeFile(join(here, 'first', 'tests', 'watch.yaml'), tests!)
  expect(await millrace('test', join(here, 'first'))).toContain('✓ service watch: a minute above the limit')
  const [csv] = await blocksOf('apps.md', 'csv')
  await mkdir(join(here, 'first', 'recordings'))
  await writeFile(join(here, 'first', 'recordings', 'compressor.csv'), csv!)
  const { plant } = standIn(await readAppFolder(join(here, 'first')), () => ({}))
  const [compressor] = plant.bound()['compressor']!
  expect(plant.latest([compressor!.points['power']], Date.UTC(2026, 2, 1, 8))).toMatchObject([{ value: 101.5 }])
})
