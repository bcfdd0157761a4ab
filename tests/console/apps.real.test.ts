import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { appOf, readAppFolder } from '@millrace/apps'
import { pack } from '@millrace/packaging'
import { MillraceClient } from '@millrace/sdk'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { shareAppModules } from '../../scripts/app-shared.mjs'
import { findingsOf } from './axe.ts'
import { startCompressors } from './compressors.ts'
import { type Stage, startStage } from './stage.ts'

let stage: Stage
let hall: Awaited<ReturnType<typeof startCompressors>>
beforeAll(async () => {
  stage = await startStage()
  hall = await startCompressors(stage, ['C-1', 'C-2'], ['K101', 'K102'])
})
afterAll(async () => {
  await hall?.close()
  await stage?.close()
})

const more = `
  - { action: 'alarm:read', on: organisation, why: { en: To count alarms, zh: 用于统计报警 } }`
const table = `
tables:
  - { name: entries, title: { en: Entries, zh: 记录 }, columns: [{ name: id, type: text }], key: [id] }`

const board = {
  'pages/board.html': `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>Board</title>
  <link rel="stylesheet" href="millrace.css" />
  <script type="module" src="board.js"></script>
  <body class="stack"><h1></h1><p class="figure"></p><output></output></body>
</html>`,
  'pages/board.js': `import { millrace } from './millrace.js'
const { assets, at, asset, settings, person } = await millrace.ready
const [compressor] = assets.compressor
const show = (selector, text) => { document.querySelector(selector).textContent = text }
show('h1', [compressor.name, at, asset === compressor.id, settings.price, person].join(' '))
millrace.watch([compressor.power], ([{ value, time }]) => show('.figure', value + ' at ' + time))
const code = (asked) => asked.then((is) => JSON.stringify(is), (fault) => fault.code)
const stranger = '0193f6a0-0000-7000-8000-00000000000f'
const span = { from: new Date(Date.now() - 3600000).toISOString(), to: new Date().toISOString(), buckets: 10 }
const history = await millrace.history([compressor.power], span)
show('output', [
  history[0].columns.mean.some((value) => value > 0),
  await code(millrace.write(compressor.power, 1, 'not agreed to')),
  await code(millrace.latest([stranger])),
  await millrace.call('judge', { power: 150 }),
].join(' '))
`,
  'services/judge.js': `export function http({ power }, { settings, log }) {
  log.info('judged')
  return power * settings.price
}
`,
}

const flood = `import { millrace } from './millrace.js'
await millrace.ready
for (let i = 0; i < 100000; i += 1) millrace.call('more').catch(() => {})
`

function packageOf(version: string, { asks = '', brings = '', script = board['pages/board.js'] } = {}) {
  const text = `id: works/air-board
version: ${version}
title: { en: Air board, zh: 空压看板 }
summary: { en: What the compressors cost today, zh: 今天空压机的花费 }
description: { en: Shows the specific power of every compressor., zh: 显示每台空压机的比功率。 }
owner: The works
licence: Apache-2.0
taxonomy: { reach: industry, stages: [production], scenarios: [energy], industries: [C34] }
needs:
  - name: compressor
    title: { en: Compressor, zh: 空压机 }
    equipmentClass: air-compressor
    properties: [{ name: power, title: { en: Power, zh: 功率 }, type: number, unit: kW }]
permissions:
  - { action: 'point:read', why: { en: To show it, zh: 用于显示 } }${asks}
settings:
  - { name: price, title: { en: Price of power, zh: 电价 }, type: number, low: 0, high: 10, default: 0.7 }
pages:
  - { name: board, title: { en: Board, zh: 看板 }, file: pages/board.html }
  - { name: here, title: { en: Power here, zh: 本机功率 }, file: pages/board.html, at: asset, needs: [compressor] }
  - { name: hall, title: { en: Hall, zh: 车间 }, file: pages/board.html, at: wall }
services:
  - { name: judge, title: { en: Judge, zh: 判断 }, file: services/judge.js, http: true }
processes:
  - { name: collector, title: { en: Collector, zh: 采集 }, command: node collector.mjs }${brings}
`
  const all = Object.entries({ 'app.yaml': text, ...board, 'pages/board.js': script })
  const { files } = appOf(new Map(all.map(([path, content]) => [path, new TextEncoder().encode(content)])))
  return { name: `air-board-${version}.zip`, mimeType: 'application/zip', buffer: Buffer.from(pack(files)) }
}

/** Where to leave pictures, for people who want to look. */
const pictures = process.env['MILLRACE_PICTURES']
async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  await mkdir(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}/apps-${name}.png` })
}

async function bringIn(page: Page, file: ReturnType<typeof packageOf>): Promise<void> {
  await page.goto('/apps?tab=shelf')
  await page.getByRole('button', { name: 'Bring in a package' }).first().click()
  await page.getByRole('dialog').locator('input[type=file]').setInputFiles(file)
}

let page: Page
const installed = async () => (await stage.client.apps.installations())[0]

test('a package is brought in, bound, agreed to line by line, and its pages live in the console', async () => {
  page = await stage.signedIn('/apps')
  await page.getByText('No app is installed yet').waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog', { name: 'Search' }).getByRole('option').first().waitFor()
  expect(await findingsOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.goto('/apps?tab=shelf')
  await page.getByRole('button', { name: 'From another Millrace' }).click()
  await page.getByRole('dialog').getByRole('textbox').first().waitFor()
  expect(await findingsOf(page)).toEqual([])

  const broken = packageOf('0.9.0')
  broken.buffer[broken.buffer.length >> 1]! ^= 1
  await bringIn(page, broken)
  await page.getByRole('dialog').getByRole('alert').waitFor()
  expect(await findingsOf(page)).toEqual([])

  await bringIn(page, packageOf('1.0.0'))
  await page.getByRole('heading', { name: 'Air board' }).waitFor()
  await page.getByText('Not signed').waitFor()
  await page.getByRole('button', { name: 'Install' }).click()
  expect(await page.getByRole('button', { name: 'Next' }).isDisabled(), 'nothing is bound yet').toBe(true)
  expect(await findingsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Take all 2 that fit' }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('Price of power').fill('0.9')
  await page.getByRole('button', { name: 'Next' }).click()
  expect(await page.getByRole('button', { name: 'Next' }).isDisabled(), 'nothing is agreed to yet').toBe(true)
  await page.getByLabel('of the assets you choose').check()
  await page.getByLabel('Be called from outside: Judge').check()
  await page.getByLabel('Be worked by a process outside: Collector').check()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByText('0.9', { exact: true }).waitFor()
  await picture(page, 'summary')
  await page.getByRole('button', { name: 'Agree and install' }).click()
  await page.getByText('Running', { exact: true }).waitFor()
  expect(await installed()).toMatchObject({ version: '1.0.0', settings: { price: 0.9 } })

  await page.getByRole('navigation').getByRole('link', { name: 'Board' }).click()
  const frame = page.frameLocator('iframe')
  await frame.getByRole('heading', { name: 'C-1 menu false 0.9 admin' }).waitFor()
  expect(await page.locator('iframe').getAttribute('sandbox')).toBe('allow-scripts allow-forms')
  await frame.getByText('true apps.not_agreed page.not_bound 135').waitFor()
  const shown = frame.locator('.figure')
  const before = await shown.filter({ hasText: ' at 2' }).textContent()
  hall.publish()
  await shown.filter({ hasNotText: before! }).waitFor()
  await picture(page, 'board')
  const power = hall.assets.get('C-1')!
  await page.goto(`/assets?asset=${power}`)
  await page.getByText('Power here', { exact: true }).click()
  await frame.getByRole('heading', { name: 'C-1 asset true' }).waitFor()
  await picture(page, 'asset')
  await page.goto(`/wall/${(await installed())?.id}/hall`)
  await frame.getByRole('heading', { name: 'C-1 wall false' }).waitFor()
})

test('a service of it is published in the pool, called there as oneself, and counted', async () => {
  const { id } = (await installed())!
  await page.goto(`/apps/installations/${id}`)
  await page.getByRole('button', { name: 'Publish in the pool' }).click()
  const dialog = page.getByRole('dialog')
  const takes = dialog.getByRole('group', { name: 'What it takes' })
  await takes.getByRole('button', { name: 'Add a field' }).click()
  await takes.getByRole('textbox', { name: 'Name' }).fill('power')
  await takes.getByRole('textbox', { name: 'Title in English' }).fill('Power')
  await takes.getByRole('textbox', { name: 'Title in Chinese' }).fill('功率')
  await takes.getByRole('textbox', { name: 'Unit' }).fill('kW')
  await picture(page, 'pool-publish')
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByRole('link', { name: 'air-board-judge@1' }).click()
  await page.getByRole('button', { name: 'Call', exact: true }).waitFor()
  await page.getByRole('textbox', { name: 'Power (kW)' }).fill('150')
  await page.getByRole('button', { name: 'Call', exact: true }).click()
  await page.getByText('135', { exact: true }).waitFor()
  await page.getByRole('row', { name: /^1 admin person 1/ }).waitFor()
  await picture(page, 'pool-called')
  const looks: readonly (readonly [string, BrowserContextOptions])[] = [
    ['pool-phone-dark-zh', { viewport: { width: 390, height: 844 }, colorScheme: 'dark', locale: 'zh-CN' }],
    ...(pictures === undefined
      ? []
      : ([
          ['pool-dark-zh', { colorScheme: 'dark', locale: 'zh-CN' }],
          ['pool-phone', { viewport: { width: 390, height: 844 } }],
        ] as const)),
  ]
  for (const [look, options] of looks) {
    const other = await stage.signedIn('/components/air-board-judge', undefined, options)
    await other.locator('#component-call').waitFor()
    await other.getByText('admin').last().waitFor()
    for (const path of ['', '/components', `/apps/installations/${id}`]) {
      if (path) await other.goto(path)
      await other.getByText('air-board-judge').first().waitFor()
      const { width } = other.viewportSize()!
      expect([look, path, await other.evaluate(() => document.documentElement.scrollWidth)]).toEqual([
        look,
        path,
        width,
      ])
      await picture(other, `${look}${path.replaceAll(/\W+/g, '-').slice(0, 14)}`)
    }
    await other.context().close()
  }
  // What is in the pool keeps its app.
  const { used } = await stage.client.apps.leaving(id)
  expect(used).toEqual(['component air-board-judge@1'])
  await page.getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await vi.waitUntil(async () => (await stage.client.components.list()).items.length === 0, { timeout: 20_000 })
})

test('a version that asks more is agreed to again, ended where it floods, gone back from, suspended and taken away', async () => {
  await bringIn(page, packageOf('1.1.0', { asks: more, brings: table, script: flood }))
  await page.getByRole('button', { name: 'As installed' }).click()
  await page.getByRole('cell', { name: 'Judge' }).waitFor()
  await page.getByText('judged').first().waitFor()
  await page.getByRole('img', { name: /^Calls by the hour: [1-9]/ }).waitFor()
  await page.getByLabel('Search in the text').fill('nothing of it')
  await page.getByText('judged').first().waitFor({ state: 'detached' })
  await page.getByLabel('Search in the text').fill('udge')
  await page.getByText('judged').first().waitFor()
  await page.getByRole('button', { name: 'Give a key' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Give a key' }).click()
  const key = await page.getByRole('dialog').getByText(/^mri_/).textContent()
  await picture(page, 'key')
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
  const process = new MillraceClient({ address: stage.address, token: key ?? '' })
  expect((await process.app.self()).assets['compressor']).toHaveLength(2)
  await page.getByRole('button', { name: 'Set a quota: Calls of processes' }).click()
  await page.getByRole('dialog').getByLabel('Calls of processes').fill('1')
  await page.getByRole('dialog').getByRole('button', { name: 'Keep' }).click()
  await page.getByText('Set here').waitFor()
  await picture(page, 'installed')
  await page.getByRole('button', { name: 'Revoke key' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke key' }).click()
  await page.getByText('No key yet').waitFor()
  await expect(process.app.self()).rejects.toMatchObject({ status: 401 })
  await page.getByRole('button', { name: 'Upgrade to 1.1.0' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('New tables: Entries').waitFor()
  expect(await findingsOf(page)).toEqual([])
  await picture(page, 'upgrade')
  await dialog.getByLabel('in the whole organisation').check()
  await dialog.getByLabel('Try it at some of the assets first').check()
  const begin = dialog.getByRole('button', { name: 'Begin to try' })
  expect(await begin.isDisabled(), 'nowhere is chosen yet').toBe(true)
  await dialog.getByLabel('C-2').check()
  await picture(page, 'try')
  await begin.click()
  const strip = page.getByRole('region', { name: 'Version that is tried' })
  await strip.getByRole('row', { name: /^1\.1\.0 1/ }).waitFor()
  await picture(page, 'trial')
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await picture(page, 'trial-phone')
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await picture(page, 'trial-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await strip.getByRole('button', { name: 'Go back' }).click()
  await dialog.getByRole('button', { name: 'Go back' }).click()
  await strip.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Upgrade to 1.1.0' }).click()
  const upgrade = dialog.getByRole('button', { name: 'Upgrade' })
  expect(await upgrade.isDisabled(), 'what is new is not agreed to yet').toBe(true)
  await dialog.getByLabel('in the whole organisation').check()
  await upgrade.click()
  await page.getByRole('link', { name: 'Board' }).first().click()
  await page.getByText('The page was stopped').waitFor()
  expect(await page.locator('iframe').count(), 'what floods is ended, and the console goes on').toBe(0)
  await page.goBack()
  await page.getByRole('button', { name: 'Go back' }).click()
  expect(await installed()).toMatchObject({ version: '1.1.0', previous: '1.0.0' })
  await dialog.getByRole('button', { name: 'Go back' }).click()
  await page.getByRole('button', { name: 'Upgrade to 1.1.0' }).waitFor()
  expect((await installed())?.version).toBe('1.0.0')

  await page.getByRole('button', { name: 'Suspend' }).click()
  await dialog.getByRole('button', { name: 'Suspend' }).click()
  await page.getByText('Suspended', { exact: true }).waitFor()
  expect(await page.getByRole('navigation').getByRole('link', { name: 'Board' }).count(), 'its place is gone').toBe(0)
  await page.getByRole('button', { name: 'Uninstall' }).click()
  await dialog.getByText('What goes, for good', { exact: false }).waitFor()
  expect(await findingsOf(page)).toEqual([])
  await picture(page, 'uninstall')
  await dialog.getByRole('button', { name: 'Uninstall' }).click()
  await page.getByText('No app is installed yet').waitFor()
  expect(await installed()).toBeUndefined()
  expect(stage.complaints()).toEqual([])
})

/** What stands in a wizard is reached by the keyboard alone. */
async function reach(of: Page, what: Locator): Promise<void> {
  await what.waitFor()
  for (let i = 0; i < 200; i++) {
    if (await what.evaluate((element) => element === document.activeElement)) return
    await of.keyboard.press('Tab')
  }
  throw new Error('the keyboard does not reach it')
}
/** The same step as others see it: in Chinese, dark, on a phone. */
async function seen(of: Page, name: string): Promise<void> {
  await picture(of, `solution-${name}`)
  const { width } = of.viewportSize()!
  expect(await of.evaluate(() => document.documentElement.scrollWidth), `${name} does not scroll sideways`).toBe(width)
}

test('a solution is installed on raw points by keyboard alone, shows values, and goes with all that came', async () => {
  shareAppModules()
  const folder = fileURLToPath(new URL('../../apps/solution-compressed-air', import.meta.url))
  const buffer = Buffer.from(pack((await readAppFolder(folder)).files))
  const points = async () =>
    (await stage.client.points({ search: 'K10', limit: 50 })).items.map(({ latest: _, ...point }) => point)
  const before = await points()
  await bringIn(page, { name: 'solution.zip', mimeType: 'application/zip', buffer })
  const press = async (what: Locator, key = 'Enter') => {
    await reach(page, what)
    await page.keyboard.press(key)
  }
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  await press(button('Install'))
  await press(page.getByRole('checkbox', { name: 'Take K101 for “Compressors of the station”' }), 'Space')
  await press(page.getByRole('checkbox', { name: 'Take K102 for “Compressors of the station”' }), 'Space')
  await page.getByText('words alike · same unit (kW)').first().waitFor()
  await seen(page, 'assets')
  await press(button('Next'))
  await page.getByRole('region', { name: 'Settings' }).waitFor()
  await seen(page, 'settings')
  await press(button('Next'))
  await page.getByRole('heading', { name: 'Compressed air 1.0.0, which comes with it' }).waitFor()
  expect(await button('Next').isDisabled(), 'nothing is agreed to yet').toBe(true)
  const asked = page.getByRole('region', { name: 'Agreement' }).getByRole('checkbox')
  await asked.nth(1).waitFor()
  for (const one of await asked.all()) await press(one, 'Space')
  await seen(page, 'consent')
  await press(button('Next'))
  await page.getByText('K101 (made anew), K102 (made anew)').waitFor()
  await seen(page, 'summary')
  await press(button('Agree and install'))
  await page.getByText('Running', { exact: true }).waitFor()
  const at = page.url()
  await page.getByRole('region', { name: 'What came with it' }).waitFor()
  await seen(page, 'installed')

  hall.publish()
  await page.getByRole('link', { name: 'Compressor · K101' }).click()
  await page
    .getByText(/^1\d\d(\.\d+)?$/)
    .first()
    .waitFor()
  await seen(page, 'screen')
  await page.getByRole('navigation').getByRole('link', { name: 'Compressed air', exact: true }).click()
  await page.frameLocator('iframe').getByText('K101').first().waitFor()
  await seen(page, 'page')

  await page.goto(at)
  await press(button('Uninstall'))
  const dialog = page.getByRole('dialog')
  for (const what of [/Apps that came with it/, /Compressor · K102/, /K101/])
    await dialog.getByText(what).first().waitFor()
  await seen(page, 'uninstall')
  await press(dialog.getByRole('button', { name: 'Uninstall' }))
  await page.getByText('No app is installed yet').waitFor()
  expect(await stage.client.apps.installations()).toEqual([])
  expect(await points()).toEqual(before)
  expect(stage.complaints()).toEqual([])
})
