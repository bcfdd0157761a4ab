// `npm run app-pictures -- [app] [--all]`: pictures of the pages of our apps with a plant behind them, into apps/<name>/screenshots;
// with --all every language, theme and width into .cache/app-pictures, to look at.
import { readdir } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { shareAppModules } from '../../scripts/app-shared.mjs'
import { complaintsOf, launchBrowser } from '../browser.ts'
import { contextOf, every, kept, type Look, take, widths } from './looks.ts'
import { now, type Plant, type View } from './plant.ts'
import { rawPlants } from './raw-plants.ts'
import { openServices } from './services.ts'
import { pictureSolution } from './solution-pictures.ts'
import { type Stage, startStage } from './stage.ts'

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
for (const solution of Object.keys(rawPlants))
  if (asked.length === 0 || asked.includes(solution)) failed = (await pictureSolution(solution, all)) || failed
process.exit(failed ? 1 : 0)

async function picture(browser: Browser, stage: Stage, app: string, view: View, look: Look): Promise<boolean> {
  const { language, theme, at } = look
  const context = await browser.newContext(contextOf(look))
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
  await take(page, { app, name: view.name, look, all, tall, complaints })
  await context.close()
  return complaints.length > 0
}
