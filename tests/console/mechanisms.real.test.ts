import { mkdir, readFile } from 'node:fs/promises'
import { MillraceClient } from '@millrace/sdk'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startCompressors } from './compressors.ts'
import { PASSWORD, type Stage, startStage } from './stage.ts'

const seen = { timeout: 30_000 }
/** Where to leave pictures, for people who want to look. */
const pictures = process.env['MILLRACE_PICTURES']
const admin = { username: 'admin', password: PASSWORD }

let stage: Stage
let hall: Awaited<ReturnType<typeof startCompressors>>
let ann: typeof admin
let bob: typeof admin

beforeAll(async () => {
  stage = await startStage()
  hall = await startCompressors(stage, ['Compressor 1', 'Compressor 2'])
  ann = await stage.addPerson('ann', ['engineer'])
  bob = await stage.addPerson('bob', ['engineer'])
})
afterAll(async () => {
  await hall?.close()
  await stage?.close()
})

async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  await mkdir(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}/mechanisms-${name}.png`, fullPage: true })
}

const words = {
  en: {
    locale: 'en-GB',
    title: ['Title', 'Specific power'],
    look: 'Look at',
    formula: 'Formula of result',
    take: (name: string) => `Take ${name} as an input`,
    unit: /Take the unit that comes out/,
    fits: 'Names and units fit, nothing against it',
    row: 'Keep this row as a case',
    keep: 'Keep the case',
    save: 'Save and test',
    second: /A second person with the right to publish reviews it/,
    publish: 'Publish',
    bind: 'Bind to assets',
    class: ['Class', /air compressor/i],
    bindTo: 'Bind to 2 assets',
    at: 'At each asset',
  },
  zh: {
    locale: 'zh-CN',
    title: ['\u6807\u9898', '\u6bd4\u529f\u7387'],
    look: '\u67e5\u770b',
    formula: 'result \u7684\u516c\u5f0f',
    take: (name: string) => `\u5c06 ${name} \u8bbe\u4e3a\u8f93\u5165`,
    unit: /\u91c7\u7528\u8ba1\u7b97\u5f97\u51fa\u7684\u5355\u4f4d/,
    fits: '\u540d\u79f0\u4e0e\u5355\u4f4d\u76f8\u7b26\uff0c\u6ca1\u6709\u95ee\u9898',
    row: '\u5c06\u6b64\u884c\u4fdd\u7559\u4e3a\u7b97\u4f8b',
    keep: '\u4fdd\u7559\u7b97\u4f8b',
    save: '\u4fdd\u5b58\u5e76\u6d4b\u8bd5',
    second: /\u7b49\u5f85\u53e6\u4e00\u4f4d\u6709\u53d1\u5e03\u6743\u9650\u7684\u4eba\u5458\u8bc4\u5ba1/,
    publish: '\u53d1\u5e03',
    bind: '\u7ed1\u5b9a\u5230\u8d44\u4ea7',
    class: ['\u8bbe\u5907\u7c7b', /\u7a7a\u538b\u673a|\u7a7a\u6c14\u538b\u7f29\u673a/],
    bindTo: '\u7ed1\u5b9a\u5230 2 \u4e2a\u8d44\u4ea7',
    at: '\u5404\u8d44\u4ea7',
  },
} as const

describe('a model of the library', () => {
  it('is taken in with one click, calculates, and goes out as a package that comes in again unless it was changed', async () => {
    const page = await stage.signedIn('/mechanisms', ann)
    await page.getByText('No model yet').waitFor(seen)
    await picture(page, 'empty-en')
    await page.getByRole('button', { name: 'Look into the library' }).click()
    await page.getByLabel('Name, words or equipment').fill('compressor-specific')
    await page.getByRole('button', { name: /^Take in: Specific power/ }).click()
    await page.getByText('In the registry').waitFor(seen)
    await picture(page, 'library-en')
    await page.getByRole('button', { name: /^Open Specific power/ }).click()
    await page.getByText('All 2 cases hold').waitFor(seen)
    await page.getByRole('combobox', { name: 'Fill from a reference case' }).click()
    await page.getByRole('option', { name: /Damp summer/ }).click()
    await page.getByText('5.241', { exact: true }).waitFor(seen)
    await picture(page, 'model-en')
    await page.getByLabel('Electric power of the package').fill('-5')
    await page.locator('[data-quality=uncertain]').first().waitFor(seen)

    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export' }).click()
    const bytes = await readFile(await (await download).path())
    const tampered = Buffer.from(bytes)
    const at = tampered.indexOf('model.yaml')
    tampered[at] = tampered[at]! ^ 1
    await page.goto('/mechanisms')
    await page.getByRole('button', { name: 'Import' }).click()
    const file = { name: 'model.zip', mimeType: 'application/zip' }
    await page.locator('input[type=file]').setInputFiles({ ...file, buffer: tampered })
    await page.getByRole('dialog').getByRole('alert').waitFor(seen)
    await picture(page, 'tampered-en')
    await page.locator('input[type=file]').setInputFiles({ ...file, buffer: bytes })
    await page.getByText('All 2 cases hold').waitFor(seen)
  })
})

describe('an idea', () => {
  it.each(['en', 'zh'] as const)('becomes a published model that runs at all compressors, in %s', async (language) => {
    const say = words[language]
    const page = await stage.signedIn('/mechanisms/studio', ann, { locale: say.locale })
    await page.getByLabel(say.title[0], { exact: true }).fill(`${say.title[1]} ${language}`)
    await page.getByRole('combobox', { name: say.look }).fill('Compressor 1')
    await page
      .getByRole('option', { name: /Compressor 1/ })
      .first()
      .click()
    await page.getByRole('button', { name: say.take('power'), exact: true }).click()
    await page.getByRole('button', { name: say.take('flow'), exact: true }).click()
    const formula = page.getByLabel(say.formula, { exact: true })
    await formula.fill('power + flow')
    await page.getByRole('alert').first().waitFor(seen)
    await picture(page, `studio-wrong-${language}`)
    await formula.fill('power / flow')
    await page.getByRole('button', { name: say.unit }).click()
    await page.getByText(say.fits).waitFor(seen)
    const plot = page.getByRole('application')
    await plot.waitFor(seen)
    await plot.focus()
    for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowLeft')
    await page.getByRole('button', { name: say.row }).click()
    await page.getByRole('button', { name: say.keep }).click()
    await picture(page, `studio-${language}`)
    const save = page.getByRole('button', { name: say.save })
    await vi.waitUntil(() => save.isEnabled(), seen)
    await page.keyboard.press('Control+s')
    await page.getByText(say.second).waitFor(seen)
    await picture(page, `studio-tested-${language}`)
    const [model] = (await stage.client.mechanisms.list({ stage: 'tested' })).items
    // What was saved is found again by its address.
    await vi.waitUntil(() => page.url().includes(`mechanism=${model?.id}`), seen)

    // A second person: once with the mouse, once by the API.
    if (language === 'en') {
      const second = await stage.signedIn(`/mechanisms/${model?.id}`, bob)
      await second.getByRole('button', { name: 'Review', exact: true }).click()
      await second.getByRole('dialog').getByRole('button', { name: 'Review', exact: true }).click()
      await second.getByText('ann', { exact: false }).first().waitFor(seen)
      await picture(second, 'reviewed-en')
    } else {
      const second = new MillraceClient({ address: stage.address })
      await second.signIn(bob.username, bob.password)
      await second.mechanisms.review(model?.id ?? '', '0.1.0')
    }

    await page.getByRole('button', { name: say.publish, exact: true }).click(seen)
    await page.getByRole('dialog').getByRole('button', { name: say.publish, exact: true }).click()
    await page.getByRole('button', { name: say.bind }).click(seen)
    await page.getByRole('combobox', { name: say.class[0], exact: true }).click(seen)
    await page.getByRole('option', { name: say.class[1] }).first().click()
    const bind = page.getByRole('button', { name: say.bindTo })
    await bind.waitFor(seen)
    await vi.waitUntil(() => bind.isEnabled(), seen)
    await picture(page, `bind-${language}`)
    await bind.click()
    await page.getByRole('heading', { name: say.at }).waitFor(seen)
    for (const name of hall.assets.keys()) await page.getByRole('button', { name }).waitFor(seen)
    await picture(page, `binding-${language}`)
    const [binding] = await stage.client.bindings.list({ mechanism: model?.id ?? '' })
    expect(binding).toMatchObject({ assets: 2, broken: 0, model: { version: '0.1.0' } })
    const bound = await stage.client.bindings.assets(binding?.id ?? '')
    expect(new Set(bound.map(({ asset }) => asset))).toEqual(new Set(hall.assets.values()))
  })
})

describe('a screen of a class', () => {
  it('is made once, and shows each machine of it its own values', async () => {
    hall.publish()
    const page = await stage.signedIn('/screens')
    await page.getByRole('button', { name: 'New screen' }).first().click(seen)
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Machines of a class').click()
    await dialog.getByRole('combobox', { name: 'Equipment class' }).fill('air compressor')
    await page
      .getByRole('option', { name: /air compressor/i })
      .first()
      .click(seen)
    await dialog.getByRole('button', { name: 'Propose a screen' }).click()
    await page.getByRole('region', { name: 'Widgets' }).getByRole('button', { name: 'Value' }).click(seen)
    await page.getByRole('combobox', { name: 'Point', exact: true }).fill('power')
    await page.getByRole('option', { name: /^power · kW$/ }).click(seen)
    await page.getByRole('button', { name: 'Save and close' }).click()
    // The editor has a field of the same name.
    await page.getByRole('button', { name: 'Edit', exact: true }).waitFor(seen)
    const shown = page.locator('article[data-kind="value"]')
    const which = page.getByRole('combobox', { name: 'Shown for' })
    for (const [name, asset] of hall.assets) {
      // The first stands there already.
      if ((await which.inputValue()) !== name) {
        await which.fill(name)
        await page.getByRole('option', { name, exact: true }).click(seen)
      }
      const { items } = await stage.client.points({ asset, search: 'power', limit: 100 })
      const power = items.find((point) => point.name === 'power')?.latest?.value as number
      expect(power, name).toBeGreaterThan(100)
      await picture(page, `screen-of-class-${name}`)
      // Its title may have figures: the value stands before its unit.
      await vi.waitUntil(async () => {
        const [, figure] = /(\d+\.?\d*)\s*kW/.exec((await shown.textContent()) ?? '') ?? []
        return Math.abs(Number(figure) - power) < 0.06
      }, seen)
    }
    const [screen] = (await stage.client.screens.list()).items
    expect(screen?.of).toEqual({ is: 'class', class: 'air-compressor' })
    await page.context().close()
  })
})

describe('every page', () => {
  it('is read in the dark, in Chinese and on a phone', async () => {
    const { items } = await stage.client.mechanisms.list()
    const own = items.find(({ origin }) => origin === 'studio')
    const places = {
      catalogue: '/mechanisms',
      library: '/mechanisms?tab=library',
      model: `/mechanisms/${own?.id}`,
      studio: `/mechanisms/studio?mechanism=${own?.id}&version=0.1.0`,
      bind: `/mechanisms/bind?mechanism=${own?.id}&version=0.1.0`,
      learn: '/mechanisms/studies/new?kind=learning',
      backtest: `/mechanisms/studies/new?kind=backtest&mechanism=${own?.id}`,
    }
    const phone = { width: 390, height: 844 }
    const looks: [string, BrowserContextOptions][] = [
      ['zh-dark-390', { locale: 'zh-CN', colorScheme: 'dark', viewport: phone }],
      ...(pictures === undefined
        ? []
        : [['zh-dark-1280', { locale: 'zh-CN', colorScheme: 'dark' }] as [string, object]]),
    ]
    for (const [look, options] of looks) {
      const page = await stage.signedIn('/', admin, options)
      for (const [name, address] of Object.entries(places)) {
        await page.goto(address)
        await page.locator('.page h1, .page h2').first().waitFor(seen)
        if (pictures !== undefined) await page.waitForLoadState('networkidle')
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        expect([look, name, width]).toEqual([look, name, options.viewport?.width ?? 1280])
        await picture(page, `${name}-${look}`)
      }
      await page.context().close()
    }
    expect(stage.complaints()).toEqual([])
  })
})
