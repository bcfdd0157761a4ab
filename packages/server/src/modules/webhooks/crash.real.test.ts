import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Owned, silentLog, systemClock, type TenantId } from '@millrace/core'
import { afterAll, expect, it } from 'vitest'
import { openDatabase } from '../../database/index.ts'
import { addTestTenant, startTestServer } from '../../database/testing.ts'
import { Subscriber } from './subscriber.ts'

const HOOKS = 4
const KILLS = 2
const EACH = 30

const owned = new Owned()
afterAll(() => owned.close())

/** Events and webhooks alone, in a process of their own, telling one thing after another and printing what was committed. */
const program = (url: string, folder: string, tenant: string, port: number, tells: boolean): string => {
  const from = (path: string): string => JSON.stringify(fileURLToPath(new URL(path, import.meta.url)))
  return `
    const { systemClock, silentLog } = await import('@millrace/core')
    const { openDatabase } = await import(${from('../../database/index.ts')})
    const { openVault } = await import(${from('../../secrets/index.ts')})
    const { createOutgoing } = await import(${from('../../outgoing/index.ts')})
    const { createEvents } = await import(${from('../events/module.ts')})
    const { createWebhooks } = await import(${from('./module.ts')})
    const clock = systemClock, log = silentLog, tenant = ${JSON.stringify(tenant)}
    const database = await openDatabase({ dataFolder: ${JSON.stringify(folder)}, databaseUrl: ${JSON.stringify(url)}, clock, log })
    const { tenants } = database
    const vault = await openVault({ folder: ${JSON.stringify(join(folder, 'secrets'))}, clock, log })
    const outgoing = createOutgoing({ allow: ['127.0.0.1:${port}'], clock })
    const audit = { record: async () => undefined, note: async () => undefined }
    const notices = { tell: async () => undefined }
    const assets = { asset: async () => undefined }
    const access = { mayNow: async () => true }
    const events = createEvents({ tenants, audit: () => audit, publicUrl: () => 'http://localhost', clock, log })
    const webhooks = createWebhooks({ tenants, access, assets, events, notices, vault, outgoing, audit, clock, log })
    const actor = { kind: 'system', id: 'test', name: 'test' }
    const reach = { tenant }
    if ((await webhooks.webhooks(reach)).items.length === 0)
      for (let i = 0; i < ${HOOKS}; i++)
        await webhooks.make({ reach, reachFor: async () => reach, actor },
          { name: 'hook ' + i, address: 'http://127.0.0.1:${port}/' + i, types: ['webhook.tested'] })
    await webhooks.begin(tenant)
    console.log('begun')
    for (let i = 0; ${tells}; i++) {
      const message = process.pid + '/' + i
      await tenants.within(tenant, async (tx) => events.tell(tx, [{ type: 'webhook.tested', data: { message } }]))
      console.log(message)
      await new Promise((done) => setTimeout(done, 20))
    }
  `
}

it('a platform killed again and again while it sends loses no event, keeps their order, and sends none under a second id', async () => {
  const subscriber = owned.add(await Subscriber.start())
  for (let hook = 0; hook < HOOKS; hook++)
    subscriber.answers.set(`/${hook}`, (response) => {
      // Slow, so that a kill finds events on their way.
      setTimeout(() => response.end('taken'), Math.random() * 40)
    })
  const folder = mkdtempSync(join(tmpdir(), 'millrace-webhooks-'))
  owned.add({ close: () => rmSync(folder, { recursive: true, force: true }) })
  const server = owned.add(await startTestServer())
  const url = await server.emptyUrl()
  const database = owned.add(
    await openDatabase({ dataFolder: folder, databaseUrl: url, clock: systemClock, log: silentLog }),
  )
  const tenant: TenantId = await addTestTenant(database, 'works')
  const committed: string[] = []

  const start = async (tells: boolean) => {
    const flags = ['--conditions=source', '--disable-warning=ExperimentalWarning', '--input-type=module']
    const child = spawn(process.execPath, [...flags, '-e', program(url, folder, tenant, subscriber.port, tells)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      cwd: fileURLToPath(new URL('.', import.meta.url)),
    })
    const lines = createInterface({ input: child.stdout })
    await once(lines, 'line')
    lines.on('line', (line) => committed.push(line))
    return child
  }

  for (let kill = 0; kill < KILLS; kill++) {
    const child = await start(true)
    const before = { committed: committed.length, taken: subscriber.taken.length }
    await expect
      .poll(() => Math.min(committed.length - before.committed, subscriber.taken.length - before.taken), {
        timeout: 30_000,
      })
      .toBeGreaterThan(EACH)
    await pause(Math.random() * 100)
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    expect((await gone)[1]).toBe('SIGKILL')
  }
  const last = await start(false)
  const told = (hook: number): Set<unknown> =>
    new Set(subscriber.at(`/${hook}`).map(({ event }) => event.data['message']))
  const missing = (): number =>
    Array.from({ length: HOOKS }, (_, hook) => told(hook)).reduce(
      (sum, messages) => sum + committed.filter((message) => !messages.has(message)).length,
      0,
    )
  await expect.poll(missing, { timeout: 60_000 }).toBe(0)
  const gone = once(last, 'exit')
  last.kill('SIGKILL')
  await gone

  for (let hook = 0; hook < HOOKS; hook++) {
    const here = subscriber.at(`/${hook}`)
    const byMessage = Map.groupBy(here, ({ event }) => event.data['message'])
    for (const [message, some] of byMessage)
      expect([message, new Set(some.map(({ id }) => id)).size]).toEqual([message, 1])
    // Each for the first time in its order.
    const first = here.filter(({ id }, at) => here.findIndex((one) => one.id === id) === at)
    const sequences = first.map(({ event }) => event.sequence)
    expect(sequences).toEqual([...sequences].sort())
  }
  // The kills did find events on their way: otherwise this would show nothing.
  const ids = new Set(subscriber.taken.map(({ path, id }) => `${path} ${id}`))
  expect(subscriber.taken.length).toBeGreaterThan(ids.size)
})
