// `npm run app-pictures -- [app] [--all]`: pictures of the pages of our apps with a plant behind them, into apps/<name>/screenshots;
// with --all every language, theme and width into .cache/app-pictures, to look at.
import { mkdir, readdir, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { shareAppModules } from '../../scripts/app-shared.mjs'
import { complaintsOf, launchBrowser } from '../browser.ts'
import { now, type Plant, type View } from './plant.ts'
import { openServices } from './services.ts'
import { type Stage, startStage } from './stage.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const widths = { desk: 1280, phone: 390 }

interface Look {
  readonly language: 'en' | 'zh'
  readonly theme: 'light' | 'dark'
  readonly at: keyof typeof widths
}
const kept: readonly Look[] = [
  { language: 'en', theme: 'light', at: 'desk' },
  { language: 'zh', theme: 'dark', at: 'phone' },
]
const every: readonly Look[] = (['en', 'zh'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((theme) => (['desk', 'phone'] as const).map((at) => ({ language, theme, at }))),
)

const args = process.argv.slice(2)
const all = args.includes('--all')
const asked = args.filter((arg) => !arg.startsWith('--'))
const names = (await readdir(new URL('plants/', import.meta.url))).map((file) => file.replace(/\.ts$/, ''))
const apps = asked.length > 0 ? names.filter((name) => asked.includes(name)) : names
shareAppModules()
const plants = new Map(
  await Promise.all(
    apps.map(async (app) => [app, ((await import(`./plants/${app}.ts`)) as { plant: Plant }).plant] as const),
  ),
)
const services = openServices()
const stage = await startStage(plants, services.of)
const browser = await launchBrowser()
let failed = false
for (const [app, { views }] of plants)
  for (const view of views)
    for (const look of all ? every : kept.filter(({ at }) => at === (view.only ?? at)))
      failed = (await picture(browser, stage, app, view, look)) || failed
await browser.close()
await stage.close()
await services.close()
process.exit(failed ? 1 : 0)

async function picture(
  browser: Browser,
  stage: Stage,
  app: string,
  view: View,
  { language, theme, at }: Look,
): Promise<boolean> {
  const folder = `${root}${all ? '.cache/app-pictures' : `apps/${app}/screenshots`}`
  await mkdir(folder, { recursive: true })
  const context = await browser.newContext({
    viewport: { width: widths[at], height: 900 },
    timezoneId: 'Asia/Shanghai',
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.clock.setFixedTime(now)
  const complaints = complaintsOf(page)
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.goto(stage.addressOf({ app, page: view.page, language, theme }))
  const frame = page.frames()[1]!
  await frame.waitForFunction(
    () => document.querySelector('main')?.childElementCount && !document.querySelector('[aria-busy]'),
  )
  for (const name of view.press ?? []) {
    await frame.locator(name).first().click()
    await frame.waitForFunction(() => !document.querySelector('[aria-busy]'))
  }
  await page.waitForTimeout(150)
  const { tall, wide } = await frame.evaluate(() => ({
    tall: document.documentElement.scrollHeight,
    wide: document.documentElement.scrollWidth,
  }))
  if (wide > widths[at])
    complaints.push(
      `it is ${wide} pixels wide: ${await frame.evaluate(
        (most) =>
          [...document.querySelectorAll('main *')]
            .filter(
              (each) => each.getBoundingClientRect().right > most && !each.closest('.scroll') && !each.closest('svg'),
            )
            .slice(0, 4)
            .map((each) => `${each.tagName}.${each.className} ${each.textContent?.slice(0, 40)}`)
            .join(' | '),
        widths[at],
      )}`,
    )
  const height = Math.min(tall, all ? 4_000 : at === 'desk' ? 1_100 : 1_400)
  await page.setViewportSize({ width: widths[at], height })
  await page.waitForTimeout(150)
  const file = `${folder}/${all ? `${app}-` : ''}${view.name}-${language}-${theme}-${at}.png`
  await page.screenshot({ path: file })
  const { size } = await stat(file)
  process.stdout.write(`${file.slice(root.length)} ${Math.round(size / 1024)} kB ${complaints.join('; ')}\n`)
  await context.close()
  return complaints.length > 0
}
