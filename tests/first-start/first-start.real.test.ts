import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { demoMachines, demoModels } from '@millrace/demo'
import { MillraceClient, type Point } from '@millrace/sdk'
import { afterAll, expect, test } from 'vitest'
import { complaintsOf, launchBrowser } from '../browser.ts'
import { freePort, freshClone, npmStart } from './plant.ts'

const folder = freshClone(join(import.meta.dirname, '..', '..'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function until<T>(what: string, ask: () => Promise<T | undefined>, ms = 60_000): Promise<T> {
  const deadline = Date.now() + ms
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (Date.now() > deadline) throw new Error(`not within ${ms} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function steamPressure(client: MillraceClient): Promise<Point | undefined> {
  const { items } = await client.points({ search: 'Steam pressure', limit: 10 })
  return items.find((point) => point.name === 'Steam pressure' && point.latest?.quality === 'good')
}

/** Changes of alarms that wait for a second person, once there are some of every machine's class. */
async function waitingOfClasses(client: MillraceClient): Promise<number | undefined> {
  const { items } = await client.alarms.changes({ state: 'proposed', limit: 500 })
  const seen = new Set(items.map(({ after }) => after?.class))
  return demoMachines.every((machine) => seen.has(machine.class)) ? items.length : undefined
}

/** Models that run at every machine of theirs, and gave a good value there. */
async function liveModels(client: MillraceClient): Promise<readonly string[]> {
  const live: string[] = []
  for (const { id, model, assets } of await client.bindings.list()) {
    const told = await client.bindings.assets(id)
    if (assets > 0 && told.every(({ last }) => last?.status === 0)) live.push(model.name)
  }
  return live.sort()
}

test('a newcomer clones, starts, signs in and sees the boiler’s pressure change; Ctrl-C ends it, and the next start goes on', {
  timeout: 600_000,
}, async () => {
  const env = { MILLRACE_PORT: String(await freePort()), MILLRACE_MQTT_PORT: String(await freePort()) }
  const first = await npmStart(folder, env)
  expect(first.password).toMatch(/^\S{12,}$/)
  const client = new MillraceClient({ address: first.url })
  await client.signIn('admin', first.password!)
  const point = await until('a good steam pressure', () => steamPressure(client))

  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
    const complaints = complaintsOf(page)
    await page.goto(first.url)
    await page.getByLabel('User name').fill('admin')
    await page.getByLabel('Password', { exact: true }).fill(first.password!)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForURL((url) => !url.pathname.includes('login'))
    await page.goto(`${first.url}/points/${point.id}`)
    const now = page.getByRole('region', { name: 'Value now' })
    await now.waitFor()
    const shown = (): Promise<string | undefined> => now.textContent().then((text) => /\d+\.\d+/.exec(text ?? '')?.[0])
    const before = await until('a value on the page', shown)
    await until('another value on the page', async () => ((await shown()) === before ? undefined : true))
    expect(await page.locator('canvas').count()).toBeGreaterThan(0)
    expect(complaints).toEqual([])
  } finally {
    await browser.close()
  }
  const waiting = await until('alarms of every machine’s class to wait for an approval', () => waitingOfClasses(client))
  // Twelve models of the library run at them.
  const models = demoModels.map(({ model }) => `millrace/${model}`).sort()
  expect(models.length).toBeGreaterThanOrEqual(10)
  let live: readonly string[] = []
  await until('every model of the demo to give a good value', async () => {
    live = await liveModels(client)
    return live.length === models.length || undefined
  })
  expect(live).toEqual(models)
  // Each is a work unit as well, so that the KPIs of its class are told.
  const units = await client.production.units()
  expect(units).toHaveLength(demoMachines.length + 1)
  // The packaging line counts what it makes: its OEE of the shifts before, and what energy it took, are there to look at.
  const line = units.find(({ counters }) => counters.GQ)!
  await until('an OEE of the packaging line', async () => {
    const range = { from: new Date(Date.now() - 2 * 86_400_000).toISOString(), to: new Date().toISOString() }
    const told = await client.kpis.results({ asset: line.asset, key: 'oee', kind: 'shift', ...range })
    return told.some(({ value = 0 }) => value > 20 && value < 100) || undefined
  })
  expect((await client.energy.meters()).map(({ name }) => name).sort()).toEqual(['Compressor 1', 'Packaging line'])
  expect((await client.energy.baselines()).map(({ state }) => state)).toEqual(['frozen'])
  const early = (await client.history(point.id, { from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z', limit: 5 }))
    .items[0]!
  expect([0, 'SIGINT']).toContain(await first.stop())
  expect(first.said()).toContain('Stopping')

  const begun = performance.now()
  const second = await npmStart(folder, env)
  expect(second.password).toBeUndefined()
  const again = new MillraceClient({ address: second.url })
  await again.signIn('admin', first.password!)
  const startedAt = new Date(Date.now() - (performance.now() - begun)).toISOString()
  await until('a live value after the second start', async () => {
    const [latest] = await again.latest([point.id])
    return latest && latest.time > startedAt && latest.quality === 'good' ? latest : undefined
  })
  process.stdout.write(
    `warm start to first live value on the API: ${((performance.now() - begun) / 1000).toFixed(1)} s\n`,
  )
  const kept = await again.history(point.id, { from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z', limit: 5 })
  expect(kept.items[0]).toEqual(early)
  // What is applied already is not applied again.
  expect(await waitingOfClasses(again)).toBe(waiting)
  expect([0, 'SIGINT']).toContain(await second.stop())
})
