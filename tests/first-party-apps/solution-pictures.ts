import { fileURLToPath } from 'node:url'
import { packApp, readAppFolder } from '@millrace/apps'
import { type Clock, MICROS_PER_MS, systemClock } from '@millrace/core'
import type { AppBound } from '@millrace/sdk'
import type { Page } from 'playwright-core'
import { startController } from '../console/controller.ts'
import { PASSWORD, type Stage, startStage } from '../console/stage.ts'
import { contextOf, every, kept, type Look, take, widths } from './looks.ts'
import { now } from './plant.ts'
import { plant as air } from './plants/compressed-air.ts'
import { metricsOf, rawPlants } from './raw-plants.ts'
import { taken } from './taken.ts'

const folder = fileURLToPath(new URL('../../apps/', import.meta.url))
const HOUR = 3_600_000

/** Time goes on from the moment of all our pictures, so that they show the same whenever they are taken. */
function clockOfPictures(): Clock {
  const ahead = now * MICROS_PER_MS - systemClock.now()
  return {
    now: () => systemClock.now() + ahead,
    monotonic: () => systemClock.monotonic(),
    after: (ms, run) => systemClock.after(ms, run),
    every: (ms, run) => systemClock.every(ms, run),
    sleep: (ms, signal) => systemClock.sleep(ms, signal),
  }
}

/**
 * Installs a solution on a platform that knows nothing but raw points, as its user does, and takes pictures of the machines that are
 * found, of each screen and of the pages of the apps that it carries.
 * @returns whether anything was complained of
 */
export async function pictureSolution(name: string, all: boolean): Promise<boolean> {
  const solution = await readAppFolder(`${folder}${name}`)
  const { manifest, files } = solution
  const plant = rawPlants[name]!
  let complained = false
  const clock = clockOfPictures()
  const ms = () => clock.now() / MICROS_PER_MS
  const stage = await startStage(clock)
  const born = ms() - plant.lasted
  const at = (moment: number) => [{ device: plant.controller, metrics: metricsOf(plant, moment) }]
  const controller = await startController(stage, { node: 'hall', clock, born, at })
  for (let from = born + plant.step; from <= ms(); from += HOUR) {
    const moments = Array.from({ length: HOUR / plant.step }, (_, i) => from + i * plant.step)
    controller.publish(...moments.filter((each) => each <= ms()))
  }
  const living = systemClock.every(2_000, () => controller.publish(ms()))
  try {
    const { app, version, asks } = await stage.client.apps.bringIn(packApp(solution).archive)
    const tags = plant.machines.reduce((sum, machine) => sum + Object.keys(machine.tags).length, 0)
    const isHere = async () => {
      const { items } = await stage.client.points({ limit: 100 })
      return (
        items.length >= tags && items.every(({ latest }) => latest && Date.parse(latest.time) > ms() - 2 * plant.step)
      )
    }
    while (!(await isHere())) await systemClock.sleep(200)
    const view = async (called: string, path: string, ready: (page: Page) => Promise<void>) => {
      for (const look of all ? every : kept) {
        const page = await open(stage, look, ms(), path)
        await ready(page)
        await settle(page)
        const { tall, wide } = await sizeOf(page)
        const complaints = wide > widths[look.at] ? [`it is ${wide} pixels wide`] : []
        complained ||= complaints.length > 0
        await take(page, { app: name, name: called, look, all, tall, complaints })
        await page.context().close()
      }
    }
    await view('found', `/apps/${app}/install?version=${version}`, async (page) => {
      await page.locator('main li li').first().waitFor()
      // What is taken for one need is no question for the next.
      const left = page.locator('main').getByRole('checkbox', { checked: false })
      while ((await left.count()) > 0) await left.first().check()
    })
    const { needs, included } = await stage.client.apps.preview({ app, version })
    const { id } = await stage.client.apps.install({
      ...{ app, version, agreed: [...asks], bound: {}, settings: {} },
      make: taken(needs, (path) => path.includes(plant.controller)),
      included: included.map((each) => ({ app: each.app, agreed: [...each.asks] })),
    })
    const { screens } = await stage.client.apps.leaving(id)
    screens.sort((a, b) => a.title.en.localeCompare(b.title.en))
    for (const { name: called, file } of manifest.screens ?? []) {
      const { title } = JSON.parse(new TextDecoder().decode(files.get(file))) as { title: { en: string } }
      const screen = screens.find(({ title: { en } }) => en === title.en || en.startsWith(`${title.en} · `))!
      await view(called, `/screens/${screen.id}`, (page) => page.locator('main article').first().waitFor())
    }
    const carried = (await stage.client.apps.installations()).filter(({ by }) => by.id === id)
    for (const { id: of, app: its, bound, pages = [] } of carried) {
      await begin[its]?.(stage, of, bound)
      for (const { name: called } of pages)
        await view(called, `/apps/installations/${of}/${called}`, async (page) => {
          await page.locator('iframe').waitFor()
          await page.frameLocator('iframe').locator('main > *').first().waitFor()
        })
    }
    const complaints = stage.complaints()
    for (const complaint of complaints) process.stdout.write(`${name}: ${complaint}\n`)
    return complained || complaints.length > 0
  } finally {
    living.cancel()
    await controller.close()
    await stage.close()
  }
}

/** What people enter in an app that came with a solution, before it says all. */
const begin: Readonly<Record<string, (stage: Stage, installation: string, bound: AppBound) => Promise<void>>> = {
  async 'millrace/compressed-air'({ client }, id, { compressor = [] }) {
    const { plates = [] } = air.tables?.((name) => name) ?? {}
    for (const [i, asset] of compressor.entries()) await client.apps.call(id, 'machines', { ...plates[i], asset })
  },
}

/** As the administrator, at the moment of the pictures. */
async function open(stage: Stage, look: Look, ms: number, path: string): Promise<Page> {
  const page = await stage.page(contextOf(look))
  await page.clock.install({ time: ms })
  await page.request.post('/api/v1/session', { data: { username: 'admin', password: PASSWORD } })
  await page.goto(path)
  return page
}

/** Nothing is awaited any more, in the page or in a page of an app. */
async function settle(page: Page): Promise<void> {
  for (const frame of page.frames())
    await frame.waitForFunction(() => !document.querySelector('[aria-busy=true], .mantine-Skeleton-root'))
  await page.evaluate(() => document.querySelector('main')?.scrollTo(0, 0))
  await page.waitForTimeout(1_500)
}

/** With what scrolls in the console, and in the page of an app there. */
async function sizeOf(page: Page): Promise<{ tall: number; wide: number }> {
  const [console, ...within] = await Promise.all(
    page.frames().map((frame) =>
      frame.evaluate(() => {
        const { documentElement } = document
        const scrolls = [documentElement, document.querySelector('main') ?? documentElement]
        return {
          tall: innerHeight + Math.max(...scrolls.map((each) => each.scrollHeight - each.clientHeight)),
          wide: documentElement.scrollWidth,
          more: documentElement.scrollHeight - innerHeight,
        }
      }),
    ),
  )
  const { tall = 0, wide = 0 } = console ?? {}
  return { tall: tall + within.reduce((sum, { more }) => sum + more, 0), wide }
}
