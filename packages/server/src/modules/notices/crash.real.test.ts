import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Owned, silentLog, systemClock, type TenantId } from '@millrace/core'
import { sql } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { openDatabase } from '../../database/index.ts'
import { addTestTenant, startTestServer } from '../../database/testing.ts'

const CHANNELS = 8
const KILLS = 4

const owned = new Owned()
afterAll(() => owned.close())

/** A request that came in: to which channel, under which id, about which keys. */
interface Came {
  readonly channel: string
  readonly id: string
  readonly body: string
  readonly keys: readonly string[]
}

/** A platform's notices alone, in a process of their own, telling one thing after another and printing what was committed. */
const program = (url: string, folder: string, tenant: string, port: number, tells: boolean): string => {
  const from = (path: string): string => JSON.stringify(fileURLToPath(new URL(path, import.meta.url)))
  return `
    const { systemClock, silentLog } = await import('@millrace/core')
    const { openDatabase } = await import(${from('../../database/index.ts')})
    const { openVault } = await import(${from('../../secrets/index.ts')})
    const { createOutgoing } = await import(${from('../../outgoing/index.ts')})
    const { createNotices } = await import(${from('./module.ts')})
    const clock = systemClock, log = silentLog, tenant = ${JSON.stringify(tenant)}
    const database = await openDatabase({ dataFolder: ${JSON.stringify(folder)}, databaseUrl: ${JSON.stringify(url)}, clock, log })
    const { tenants } = database
    const vault = await openVault({ folder: ${JSON.stringify(join(folder, 'secrets'))}, clock, log })
    const outgoing = createOutgoing({ allow: ['127.0.0.1:${port}'], clock })
    const audit = { record: async () => undefined, note: async () => undefined }
    const assets = { asset: async () => undefined }
    const notices = createNotices({ tenants, assets, vault, outgoing, audit, publicUrl: () => 'http://localhost', clock, log })
    const actor = { kind: 'system', id: 'test', name: 'test' }
    if ((await notices.rules({ tenant })).items.length === 0) {
      const channels = []
      for (let i = 0; i < ${CHANNELS}; i++) {
        const settings = { url: 'http://127.0.0.1:${port}/' + i }
        const secrets = { key: 'whsec_' + 'A'.repeat(44) }
        const body = { name: 'c' + i, kind: 'webhook', settings, secrets, mostPerMinute: 600 }
        channels.push((await notices.addChannel({ tenant }, body, actor)).id)
      }
      const levels = [{ afterMinutes: 0, channels, people: [], rotas: [] }]
      await notices.addRule({ tenant }, { name: 'all', priorities: ['high'], levels, groupSeconds: 0 }, actor)
    }
    await notices.begin(tenant)
    console.log('begun')
    for (let i = 0; ${tells}; i++) {
      const key = process.pid + '/' + i
      const words = { en: key, zh: key }
      const notice = { key, kind: 'alarm', priority: 'high', title: words, text: words, at: clock.now() }
      await tenants.within(tenant, (tx) => notices.tell(tx, [notice]))
      console.log(key)
      await new Promise((done) => setTimeout(done, 40))
    }
  `
}

it('a platform killed again and again while it sends loses no notice, and what it sends twice has the same id and words', async () => {
  const came: Came[] = []
  const receiver = createServer((request, response) => void take(request, response))
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = ''
    for await (const piece of request) body += String(piece)
    const { data } = JSON.parse(body) as { data: { notices: { key: string }[] } }
    const channel = request.url ?? ''
    came.push({ channel, id: String(request.headers['webhook-id']), body, keys: data.notices.map(({ key }) => key) })
    // Slow, so that a kill finds messages on their way.
    await pause(Math.random() * 300)
    response.end('taken')
  }
  receiver.listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  owned.add({
    close: async () => {
      receiver.closeAllConnections()
      await new Promise((done) => receiver.close(done))
    },
  })
  const { port } = receiver.address() as AddressInfo
  const folder = mkdtempSync(join(tmpdir(), 'millrace-notices-'))
  owned.add({ close: () => rmSync(folder, { recursive: true, force: true }) })
  const server = owned.add(await startTestServer())
  const url = await server.emptyUrl()
  const database = owned.add(
    await openDatabase({ dataFolder: folder, databaseUrl: url, clock: systemClock, log: silentLog }),
  )
  const tenant: TenantId = await addTestTenant(database, 'works')
  const committed = new Set<string>()

  const start = async (tells: boolean) => {
    const child = spawn(
      process.execPath,
      [
        '--conditions=source',
        '--disable-warning=ExperimentalWarning',
        '--input-type=module',
        '-e',
        program(url, folder, tenant, port, tells),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'], cwd: fileURLToPath(new URL('.', import.meta.url)) },
    )
    const lines = createInterface({ input: child.stdout })
    await once(lines, 'line')
    lines.on('line', (line) => committed.add(line))
    return child
  }

  for (let kill = 0; kill < KILLS; kill++) {
    const child = await start(true)
    const before = committed.size
    await expect.poll(() => committed.size - before, { timeout: 20_000 }).toBeGreaterThan(40)
    await pause(Math.random() * 400)
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    expect((await gone)[1]).toBe('SIGKILL')
  }
  const left = () =>
    database.tenants.within(tenant, async (tx) => {
      const { rows } = await tx.execute<{ n: number; doubtful: number }>(sql`
        select (count(*) filter (where state in ('waiting', 'sending')) + (select count(*) from notices where not routed)
          + (select count(*) from notice_steps))::int as n, (count(*) filter (where doubtful))::int as doubtful from notice_deliveries`)
      return rows[0]
    })
  const last = await start(false)
  await expect.poll(async () => (await left())?.n, { timeout: 60_000 }).toBe(0)
  last.kill('SIGKILL')

  expect(committed.size).toBeGreaterThan(KILLS * 40)
  for (let channel = 0; channel < CHANNELS; channel++) {
    const here = came.filter((one) => one.channel === `/${channel}`)
    const told = new Map<string, Set<string>>()
    for (const { id, keys } of here) for (const key of keys) told.set(key, (told.get(key) ?? new Set()).add(id))
    expect([...committed].filter((key) => !told.has(key))).toEqual([])
    expect([...told].filter(([, ids]) => ids.size > 1)).toEqual([])
  }
  const first = new Map<string, unknown>()
  for (const { id, body } of came) {
    const { data } = JSON.parse(body) as { data: unknown }
    if (first.has(id)) expect(data).toEqual(first.get(id))
    else first.set(id, data)
  }
  // The kills did find messages on their way: otherwise this would show nothing.
  expect((await left())?.doubtful).toBeGreaterThan(0)
  expect(came.length).toBeGreaterThan(first.size)
})
