import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stage, startStage } from './stage.ts'

let stage: Stage
const shots = process.env['MILLRACE_PICTURES']
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage?.close())

async function shot(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`) })
}
/** Nothing is wider than a phone. */
async function fitsPhone(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await shot(page, `${name}-phone`)
  await page.setViewportSize({ width: 1280, height: 900 })
}
test('an engineer draws a plant with pointer and keys, and brings it back from a spreadsheet', async () => {
  const page = await stage.signedIn('/assets', await stage.addPerson('ann', ['engineer']))
  await page.getByRole('button', { name: 'New asset at the top' }).click()
  await page.getByLabel('Name').fill('Steel works')
  await page.getByRole('combobox', { name: 'Level' }).click()
  await page.getByRole('option', { name: 'Site' }).click()
  await shot(page, 'make-en')
  await page.getByRole('button', { name: 'Make it' }).click()
  const tree = page.getByRole('tree')
  await tree.getByRole('treeitem', { name: 'Steel works' }).waitFor()
  for (const name of ['Hall A', 'Hall B']) {
    await tree.getByRole('treeitem', { name: 'Steel works' }).click()
    await tree.press('Insert')
    await page.getByLabel('Name').fill(name)
    await page.getByRole('button', { name: 'Make it' }).click()
    await tree.getByRole('treeitem', { name }).waitFor()
  }
  await tree.press('Insert')
  await page.getByLabel('Name').fill('Pump')
  await page.getByRole('button', { name: 'Make it' }).click()
  await tree.getByRole('treeitem', { name: 'Pump' }).waitFor()
  await tree.press('F2')
  await page.getByLabel('Name').fill('Feed pump')
  await page.getByRole('button', { name: 'Save' }).click()

  const pump = tree.getByRole('treeitem', { name: 'Feed pump' })
  await pump.dragTo(tree.getByRole('treeitem', { name: 'Hall A' }))
  await page.getByRole('dialog', { name: 'Move Feed pump' }).getByRole('button', { name: 'Move' }).click()
  const pathOf = async (name: string) =>
    (await stage.client.assets({ search: name })).items.find((asset) => asset.name === name)?.path
  await expect.poll(() => pathOf('Feed pump')).toEqual(['Steel works', 'Hall A', 'Feed pump'])
  await page.getByRole('button', { name: 'Change Feed pump' }).click()
  await page.getByRole('menuitem', { name: /Move/ }).click()
  await page.getByRole('combobox', { name: 'Below' }).fill('Hall B')
  await page.getByRole('option', { name: /Hall B/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Move' }).click()
  await expect.poll(() => pathOf('Feed pump')).toEqual(['Steel works', 'Hall B', 'Feed pump'])
  await shot(page, 'tree-en')

  await page.getByRole('button', { name: 'Plant as a spreadsheet' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download CSV' }).click()
  const sheet = await readFile(await (await download).path(), 'utf8')
  const bring = (text: string) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name: 'plant.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await bring(`${sheet}asset,,Nowhere,Lost\r\n`)
  await page.getByText('1 line cannot be taken.').waitFor()
  expect(await page.getByRole('button', { name: 'Apply', exact: false }).isDisabled()).toBe(true)
  await bring(`${sheet.replace('Feed pump', 'Boiler feed pump')}asset,,Steel works,Hall C\r\n`)
  await page.getByText('1 new, 1 changed, 0 moved').waitFor()
  await shot(page, 'sheet-en')
  await page.getByRole('button', { name: 'Apply 2 changes' }).click()
  await tree.getByRole('treeitem', { name: 'Hall C' }).waitFor()
  await expect.poll(() => pathOf('Boiler feed pump')).toEqual(['Steel works', 'Hall B', 'Boiler feed pump'])
  await fitsPhone(page, 'assets')
  expect(stage.complaints()).toEqual([])
})

test('工程师建立物模型、发布、绑定点位、登记实物并迁移到新版本', async () => {
  const bo = await stage.addPerson('bo', ['engineer'])
  const page = await stage.signedIn('/models', bo)
  await page.getByText('中', { exact: true }).click()
  await page.getByRole('button', { name: '新建物模型' }).first().click()
  await page.getByLabel('标题', { exact: true }).fill('Pump')
  await page.getByRole('button', { name: '保存为草稿' }).click()
  for (const [line, name, unit] of [
    [1, 'flow', 'm3/h'],
    [2, 'power', 'kW'],
  ] as const) {
    await page.getByRole('button', { name: '添加属性' }).click()
    await page.getByLabel(`名称，第 ${line} 行`).fill(name)
    await page.getByLabel(`单位，第 ${line} 行`).fill(unit)
  }
  await page.getByLabel('最小值，第 1 行').fill('0')
  await page.getByLabel('最大值，第 1 行').fill('500')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect.poll(async () => Object.keys((await versionOf('1.0.0'))?.properties ?? {})).toEqual(['flow', 'power'])
  await shot(page, 'editor-zh')
  await fitsPhone(page, 'editor')
  await page.getByRole('button', { name: '发布' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '发布' }).click()
  await page.getByText('已发布').first().waitFor()

  await page.getByRole('button', { name: '批量建资产' }).click()
  await page.getByLabel('数量').fill('2')
  await page.getByRole('button', { name: '新建 2 个资产' }).click()
  await page.getByRole('heading', { name: 'Pump 1' }).waitFor()
  await page.getByText('没有匹配的点位').first().waitFor()
  await page.getByRole('button', { name: '安装' }).click()
  await page.getByLabel('序列号').fill('SN-4711')
  await page.getByLabel('制造商').fill('KSB')
  await page.getByRole('dialog').getByRole('button', { name: '安装' }).click()
  await page.getByRole('cell', { name: 'SN-4711' }).waitFor()
  await shot(page, 'about-zh')
  await fitsPhone(page, 'about')

  // A scan of the label leads to the place, and a scan of what is mounted there, too.
  const [thing] = (await stage.client.physical.list({ search: 'SN-4711' })).items
  const place = new URL(page.url()).searchParams.get('asset')
  await page.goto(`/id/${thing?.id}`)
  await page.getByRole('heading', { name: 'Pump 1' }).waitFor()
  expect(new URL(page.url()).searchParams.get('asset')).toBe(place)
  await page.goto(`/id/${place}`)
  await page.getByRole('button', { name: '打印标签' }).click()
  await page.getByRole('img', { name: '“Pump 1”的二维码' }).waitFor()
  await page.emulateMedia({ colorScheme: 'dark' })
  await shot(page, 'labels-zh')

  const old = await versionOf('1.0.0')
  await page.goto(`/models/${old?.id}`)
  await page.getByRole('button', { name: '新版本' }).click()
  await page.getByRole('button', { name: '保存为草稿' }).click()
  await page.getByRole('button', { name: '删除第 2 行' }).click()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('移除').waitFor()
  await page.getByRole('button', { name: '发布' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '发布' }).click()
  await page.getByText('已发布').first().waitFor()
  await page.goto(`/models/${old?.id}`)
  await page.getByRole('button', { name: '迁移资产' }).click()
  await page.getByRole('combobox', { name: '迁移到版本' }).click()
  await page.getByRole('option', { name: '1.0.1' }).click()
  await page.getByRole('dialog').getByText('移除').waitFor()
  await shot(page, 'migrate-zh')
  await page.getByRole('button', { name: '迁移 2 个资产' }).click()
  await expect.poll(async () => (await versionOf('1.0.1'))?.assets).toBe(2)
  await page.getByText('0 个资产').first().waitFor()
  await shot(page, 'model-zh')
  await fitsPhone(page, 'model')
  expect(stage.complaints()).toEqual([])
})

async function versionOf(version: string) {
  const found = (await stage.client.things.list({ key: 'pump' })).items.find((each) => each.version === version)
  if (!found) return undefined
  const { resolved } = await stage.client.things.read(found.id)
  return { ...found, properties: resolved.properties }
}
