import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BatchBuilder, batchOf, Owned } from '@millrace/core'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestModules, startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, type Side } from '../../testing-people.ts'
import { packedApp } from '../apps/app-for-tests.ts'
import type { Action, ActionState } from './schema.ts'

const patience = { timeout: 15_000 }
const node = (id: string, type: string, settings: object = {}) => ({ id, type, settings })
const wire = (from: string, to: string) => {
  const end = (text: string) => ({ node: text.split('.')[0], port: text.split('.')[1] })
  return { from: end(from), to: end(to) }
}
const documentOf = (address: string) => ({
  format: 'millrace-flow/1',
  title: { en: 'Acts', zh: '动作' },
  nodes: [
    node('x', 'in.point', { point: { point: 'Pressure' }, type: 'number', unit: 'bar' }),
    node('high', 'math.compare', { is: 'above', limit: 8 }),
    node('text', 'text.format', { template: '{pressure}' }),
    node('tell', 'out.notice', { subject: 'High' }),
    node('mend', 'out.work-order', { subject: 'Look' }),
    node('set', 'out.write', { point: { point: 'Setpoint' } }),
    node('send', 'out.http', { address }),
  ],
  wires: [
    wire('x.out', 'high.in'),
    wire('x.out', 'text.pressure'),
    wire('high.out', 'tell.when'),
    wire('high.out', 'mend.when'),
    wire('x.out', 'set.in'),
    wire('text.out', 'send.in'),
  ],
})

/** Where flows send to. */
class Sink {
  readonly came: { key: string; body: string }[] = []
  secret: string | undefined
  answer: (reply: ServerResponse) => void = (reply) => reply.end('taken')
  readonly #server = createServer((request, reply) => {
    let body = ''
    request.on('data', (piece) => (body += String(piece)))
    request.on('end', () => {
      this.secret = request.headers['x-api-key'] as string | undefined
      this.came.push({ key: String(request.headers['idempotency-key']), body })
      this.answer(reply)
    })
  })
  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return (this.#server.address() as AddressInfo).port
  }
  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}

describe('what a flow asks for', () => {
  const owned = new Owned()
  const sink = new Sink()
  /** An answer of the machine that comes late. */
  const stuck = Promise.withResolvers<{ is: 'told'; status: number; value: number }>()
  let platform: TestPlatform
  let side: Side
  let allow: string[]
  let bob: Ask
  let deployment: string
  let run: number
  let asset: string
  /** Seconds; each test has times of its own. */
  let at = 1_700_000_000

  beforeAll(async () => {
    const port = await sink.listen()
    owned.add({ close: () => sink.close() })
    allow = [`127.0.0.1:${port}`]
    platform = owned.add(await startTestPlatform(undefined, allow))
    side = await addOrganisation(platform, 'North')
    const { series } = await platform.services.devices.directory.register(side.id, {
      source: { group: 'g', node: 'n', device: 'boiler' },
      points: [
        { name: 'Setpoint', type: 'double', unit: 'bar', low: 0, high: 12, writable: true },
        { name: 'Pressure', type: 'double', unit: 'bar' },
      ],
    })
    platform.latest.update(side.id, batchOf([[series[0]!, at * 1e6, 8]]))
    bob = await side.member('bob', [{ role: 'engineer' }, { role: 'operator' }])
    asset = (await side.ask('/assets')).body.items.find(({ name }) => name === 'boiler')!.id
    const flow = (await bob('/flows', { method: 'POST', body: { document: documentOf(`http://${allow[0]}/`) } })).body
    const version = (await bob(`/flows/${String(flow['id'])}/versions`, { method: 'POST', body: { revision: 1 } }))
      .body['number']
    const deployed = await bob(`/flows/${String(flow['id'])}/deployments`, {
      method: 'POST',
      body: { version, name: { en: 'Acts', zh: '动作' }, target: { assets: [asset] } },
    })
    expect(deployed.status).toBe(201)
    deployment = String(deployed.body['id'])
    const { rows } = await platform.database.tenants.within(side.id, (tx) =>
      tx.execute<{ number: number }>(sql`select number from flow_runs where deployment_id = ${deployment}`),
    )
    run = rows[0]!.number
  })
  afterAll(async () => {
    stuck.resolve({ is: 'told', status: 0, value: 8.5 })
    await owned.close()
  })
  beforeEach(() => {
    at += 1_000
    sink.came.length = 0
    sink.answer = (reply) => reply.end('taken')
    platform.machine.taken.length = 0
    platform.machine.answer = ({ value }) => ({ is: 'told', status: 0, value })
  })

  const bodies: Record<string, { kind: string; body: Record<string, unknown> }> = {
    tell: { kind: 'out.notice', body: { subject: 'High', message: 'Nine', to: '' } },
    mend: { kind: 'out.work-order', body: { subject: 'Look', message: 'Nine', priority: 'high' } },
    set: { kind: 'out.write', body: { value: 850, unit: 'kPa' } },
    send: { kind: 'out.http', body: { address: '', method: 'POST', body: 'nine' } },
  }
  /** As live computing tells it. */
  async function ask(nodes: readonly string[], services = platform.services): Promise<void> {
    const actions = nodes.map((id) => {
      const { kind, body } = bodies[id]!
      const told = id === 'send' ? { ...body, address: `http://${allow[0]}/` } : body
      return { number: run, node: id, kind, at: at * 1e6, ordinal: 0, body: told }
    })
    const news = { samples: new BatchBuilder().take(), actions, standings: [], glances: [], uses: [] }
    await services.flows.book.take(side.id, [news], 1)
  }
  const now = async (): Promise<Action[]> =>
    ((await side.ask(`/flows/deployments/${deployment}/actions`)).body.items as unknown as Action[]).filter(
      (one) => Date.parse(one.at) === at * 1_000,
    )
  const states = async (): Promise<Record<string, ActionState>> =>
    Object.fromEntries((await now()).map(({ node: of, state }) => [of, state]))
  const count = async (path: string): Promise<number> => (await side.ask(path)).body.items.length

  it('is done: told, ordered, written in the unit of the point, sent under its id; asked for again, it is known', async () => {
    const before = { orders: await count('/work-orders'), notices: await count('/notices') }
    await ask(['tell', 'mend', 'set', 'send'])
    await expect.poll(states, patience).toEqual({ tell: 'done', mend: 'done', set: 'done', send: 'done' })
    await ask(['tell', 'mend', 'set', 'send'])
    await ask(['tell'])
    expect(await states()).toEqual({ tell: 'done', mend: 'done', set: 'done', send: 'done' })
    const [sent] = (await now()).filter(({ node: of }) => of === 'send')
    expect(sink.came).toEqual([{ key: sent!.id, body: 'nine' }])
    const page = (await side.ask(`/flows/deployments/${deployment}/actions?limit=3`)).body
    const next = await side.ask(`/flows/deployments/${deployment}/actions?limit=3&cursor=${String(page['next'])}`)
    expect([page.items.length, next.body.items.length]).toEqual([3, 1])
    expect(platform.machine.taken.map(({ value }) => value)).toEqual([8.5])
    expect((await side.ask('/writes')).body.items[0]).toMatchObject({
      state: 'done',
      value: 8.5,
      askedBy: { name: 'bob' },
    })
    expect(await count('/work-orders')).toBe(before.orders + 1)
    expect(await count('/notices')).toBeGreaterThan(before.notices)
    expect((await side.ask('/work-orders')).body.items[0]).toMatchObject({ title: 'Look', priority: 'high' })
  })

  it('waits for the second person where the place asks for one, and goes out by that one’s word', async () => {
    await side.ask('/write-rules', { method: 'PUT', body: { asset, confirm: true, minutes: 30 } })
    await ask(['set'])
    await expect.poll(states, patience).toEqual({ set: 'done' })
    expect((await now())[0]!.answer).toBe('waiting')
    expect(platform.machine.taken).toEqual([])
    const [{ id } = { id: '' }] = (await side.ask('/writes?state=waiting')).body.items
    expect((await bob(`/writes/${id}/confirmation`, { method: 'POST', body: {} })).body['code']).toBe(
      'commands.second_person',
    )
    expect((await side.ask(`/writes/${id}/confirmation`, { method: 'POST', body: {} })).body['state']).toBe('done')
    expect(platform.machine.taken).toHaveLength(1)
    for (const rule of (await side.ask('/write-rules')).body.items)
      await side.ask(`/write-rules/${rule.id}`, { method: 'DELETE' })
  })

  it('is tried again where the other side cannot now, under the same key, and failed where it does not want it', async () => {
    const answers = [503, 200]
    sink.answer = (reply) => {
      reply.statusCode = answers.shift() ?? 200
      reply.end()
    }
    await ask(['send'])
    await expect.poll(states, patience).toEqual({ send: 'done' })
    expect(new Set(sink.came.map(({ key }) => key)).size).toBe(1)
    expect(sink.came).toHaveLength(2)
    at++
    sink.answer = (reply) => {
      reply.statusCode = 404
      reply.end('no such place')
    }
    await ask(['send'])
    await expect.poll(states, patience).toEqual({ send: 'failed' })
    expect((await now())[0]!.answer).toBe('404 no such place')
  })

  it('bears a secret that no document holds, to its own place alone', async () => {
    const kept = { origin: `http://${allow[0]}`, header: 'X-Api-Key', value: 'only for the sink' }
    const told = await bob('/flow-secrets/erp', { method: 'PUT', body: kept })
    expect([told.status, told.body['origin'], told.body['header']]).toEqual([200, kept.origin, 'x-api-key'])
    await bob('/flow-secrets/other', { method: 'PUT', body: { ...kept, origin: 'https://other.example' } })
    const naming = {
      ...documentOf('https://erp.example'),
      nodes: [node('send', 'out.http', { secret: 'erp' })],
      wires: [],
    }
    const { body: drawn } = await bob('/flows', { method: 'POST', body: { document: naming } })
    const { items } = (await side.ask('/flow-secrets')).body as unknown as {
      items: { name: string; usedBy: unknown }[]
    }
    expect(JSON.stringify(items)).not.toContain(kept.value)
    expect(items.map(({ name, usedBy }) => [name, usedBy])).toEqual([
      ['erp', [{ id: drawn['id'], title: drawn['title'] }]],
      ['other', []],
    ])
    for (const wrong of [{ origin: `${kept.origin}/path` }, { origin: 'http://me@a' }, { header: 'Host' }])
      expect((await bob('/flow-secrets/x', { method: 'PUT', body: { ...kept, ...wrong } })).body['code']).toBe(
        'flows.secret_malformed',
      )
    const seen: unknown[] = []
    sink.answer = (reply) => reply.end(`taken ${kept.value}`)
    for (const secret of ['erp', 'other', 'none']) {
      at++
      bodies['send']!.body['secret'] = secret
      await ask(['send'])
      await expect.poll(async () => (await now())[0]?.state, patience).toMatch(/done|refused/)
      const [one] = await now()
      seen.push([one!.state, one!.answer!.split(':')[0]])
      expect(JSON.stringify(one)).not.toContain(kept.value)
    }
    delete bodies['send']!.body['secret']
    expect(seen).toEqual([
      ['done', '200 taken …'],
      ['refused', 'flows.secret_elsewhere'],
      ['refused', 'flows.secret_unknown'],
    ])
    expect([sink.came.length, sink.secret]).toEqual([1, kept.value])
    expect((await bob('/flow-secrets/erp', { method: 'DELETE' })).status).toBe(204)
    expect((await side.ask('/flow-secrets')).body.items.map(({ name }) => name)).toEqual(['other'])
  })

  it('keeps a row of a table of an app, the same one when it is told again', async () => {
    const taken = await platform.fetch('/api/v1/apps/packages', {
      token: side.token,
      method: 'POST',
      body: packedApp({ least: 0 }) as Uint8Array<ArrayBuffer>,
      headers: { 'content-type': 'application/octet-stream' },
    })
    const { app, version, asks } = (await taken.json()) as { app: string; version: string; asks: unknown[] }
    const made = await side.ask('/apps/installations', {
      method: 'POST',
      body: { app, version, agreed: asks, bound: { pump: [] } },
    })
    expect([made.status, made.body['detail']]).toEqual([201, undefined])
    const row = { at: '2026-11-24T08:00:00.000000Z', day: '2026-11-24', count: 3, done: true }
    const put = async (table: string, told: object): Promise<Action> => {
      at++
      bodies['put'] = { kind: 'out.table', body: { table, row: JSON.stringify(told) } }
      await ask(['put'])
      await expect.poll(async () => (await now())[0]?.state, patience).toMatch(/done|refused/)
      return (await now())[0]!
    }
    const kept = await put(`${app}/entries`, row)
    expect(kept.state).toBe('done')
    // As if nobody had noted that it was done.
    await platform.database.tenants.within(side.id, (tx) =>
      tx.execute(sql`update flow_actions set state = 'waiting', due_at = now(), ended_at = null where id = ${kept.id}`),
    )
    await expect.poll(async () => (await now())[0], patience).toMatchObject({ state: 'done', tries: 2 })
    const rows = await side.ask(`/apps/installations/${String(made.body['id'])}/tables/entries/rows`)
    expect(rows.body.items).toEqual([{ ...row, id: kept.id, cost: null, pump: null, more: null }])
    const answers = [
      await put('entries', row),
      await put(`${app}/none`, row),
      await put(`${app}/entries`, { count: 1 }),
    ]
    expect(answers.map(({ state }) => state)).toEqual(['refused', 'refused', 'refused'])
    expect(answers.map(({ answer }) => answer?.split(':')[0]?.slice(0, 18))).toEqual([
      'Expected app/table',
      'apps.table_unknown',
      'apps.row_unfit',
    ])
    delete bodies['put']
  })

  it('calls a service of the pool, as its app and counted as the flow, with what who deployed it may', async () => {
    const services = `services:
  - name: judge
    title: { en: Judge, zh: 判断 }
    file: services/judge.js
    http: true
    takes: [{ name: power, title: { en: Power, zh: 功率 }, type: number, unit: kW }]
`
    const code = `export const http = async ({ power }, { tables }) => {
      if (power < 0) throw new Error('below zero')
      await tables.put('entries', [{ id: 'p' + power, at: '2026-11-24T08:00:00Z', day: '2026-11-24', count: 1, done: true }])
      return { share: power / 2 }
    }`
    const packed = packedApp({ id: 'works/judge', least: 0, flows: services }, { 'services/judge.js': code })
    const taken = await platform.fetch('/api/v1/apps/packages', {
      token: side.token,
      method: 'POST',
      body: packed as Uint8Array<ArrayBuffer>,
      headers: { 'content-type': 'application/octet-stream' },
    })
    const { asks } = (await taken.json()) as { asks: unknown[] }
    const made = await side.ask('/apps/installations', {
      method: 'POST',
      body: { app: 'works/judge', version: '1.0.0', agreed: asks, bound: { pump: [] } },
    })
    expect([made.status, made.body['detail']]).toEqual([201, undefined])
    const installation = String(made.body['id'])
    const words = { title: { en: 'Judge', zh: '判断' }, description: { en: '', zh: '' } }
    const published = await bob('/components/services', {
      method: 'POST',
      body: { name: 'judge', ...words, installation, service: 'judge' },
    })
    expect([published.status, published.body['number']]).toEqual([201, 1])
    const call = async (component: string, input: object, state = /done|refused|failed/): Promise<Action> => {
      at++
      bodies['judge'] = { kind: 'out.service', body: { component, input: JSON.stringify(input) } }
      await ask(['judge'])
      await expect.poll(async () => (await now())[0]?.state, patience).toMatch(state)
      return (await now())[0]!
    }
    expect(await call('judge@1', { power: 8 })).toMatchObject({ state: 'done', answer: '{"share":4}', tries: 1 })
    expect((await side.ask(`/apps/installations/${installation}/tables/entries/rows`)).body.items).toHaveLength(1)
    const others = [
      await call('judge@1', { power: -1 }),
      await call('judge@1', { flow: 1 }),
      await call('judge@2', { power: 8 }),
      await call('none@1', {}),
    ]
    expect(others.map(({ state, answer }) => [state, /components\.\w+|app\.\w+/.exec(answer ?? '')?.[0]])).toEqual([
      ['failed', 'app.service_failed'],
      ['refused', 'components.input_unfit'],
      ['refused', 'components.version_unknown'],
      ['refused', 'components.unknown'],
    ])
    // What is used up is free again in a minute: it is tried once more.
    const quota = (most: number | null) =>
      side.ask(`/apps/installations/${installation}/quotas`, { method: 'PUT', body: { kind: 'calls', most } })
    expect((await quota(0)).status).toBe(200)
    const waits = await call('judge@1', { power: 6 }, /waiting/)
    await expect.poll(async () => (await now())[0]?.answer, patience).toMatch(/app_services\.quota/)
    expect((await quota(null)).status).toBe(200)
    await platform.database.tenants.within(side.id, (tx) =>
      tx.execute(sql`update flow_actions set due_at = now() where id = ${waits.id}`),
    )
    await expect.poll(async () => (await now())[0], patience).toMatchObject({ state: 'done', answer: '{"share":3}' })
    const use = (await side.ask('/component-use?name=judge')).body as unknown as {
      items: { consumer: object; calls: number; samples: number; errors: number }[]
    }
    const { calls, errors } = use.items.reduce((all, one) => ({
      ...one,
      calls: all.calls + one.calls,
      errors: all.errors + one.errors,
    }))
    expect([use.items[0]?.consumer, calls, errors]).toEqual([
      { kind: 'flow', id: expect.any(String), name: 'Acts' },
      3,
      1,
    ])
    // Flows that name it keep it.
    const document = {
      ...documentOf(''),
      nodes: [node('call', 'out.service', { component: 'judge@1', fields: ['power'] })],
      wires: [],
    }
    expect((await bob('/flows', { method: 'POST', body: { document } })).status).toBe(201)
    expect((await bob('/components/judge/versions/1', { method: 'DELETE' })).body['code']).toBe('components.in_use')
    delete bodies['judge']
  })

  it('outlives its platform: another takes the lease, a write whose end nobody knows is said to be so, a request goes out again under its key; the dead one’s word counts no more', async () => {
    const held: ServerResponse[] = []
    sink.answer = (reply) => held.push(reply)
    platform.machine.answer = () => stuck.promise
    await ask(['set', 'send'])
    await expect.poll(() => [platform.machine.taken.length, held.length], patience).toEqual([1, 1])
    const other = owned.add(new Owned())
    const second = await startTestModules(other, platform.database, undefined, { outgoingAllow: allow })
    await second.services.begin(side.id)
    sink.answer = (reply) => reply.end('taken by the second')
    const first = await platform.database.tenants.within(side.id, async (tx) => {
      const { rows } = await tx.execute<{ holder: string }>(sql`select holder from flow_leases`)
      return rows[0]!.holder
    })
    // As if the first had stood still for longer than its lease.
    await expect
      .poll(async () => {
        await platform.database.tenants.within(side.id, (tx) =>
          tx.execute(sql`update flow_leases set until = now() where holder = ${first}`),
        )
        return states()
      }, patience)
      .toEqual({ set: 'unknown', send: 'done' })
    expect(second.machine.taken).toEqual([])
    expect(new Set(sink.came.map(({ key }) => key)).size).toBe(1)
    expect(sink.came.length).toBeGreaterThanOrEqual(2)
    // It wakes up, and says what became of it.
    held[0]!.end('taken by the first')
    stuck.resolve({ is: 'told', status: 0, value: 8.5 })
    await ask(['tell'], second.services)
    await expect.poll(states, patience).toEqual({ set: 'unknown', send: 'done', tell: 'done' })
    expect((await now()).find(({ node: of }) => of === 'send')!.answer).toBe('200 taken by the second')
    await other.close()
    // The lease was given back: the first goes on.
    at++
    platform.machine.answer = ({ value }) => ({ is: 'told', status: 0, value })
    sink.answer = (reply) => reply.end('taken')
    await ask(['set', 'send'])
    await expect.poll(states, patience).toEqual({ set: 'done', send: 'done' })
  })

  it('is done as who puts a version in force, with no right of whoever did so before', async () => {
    // Draws and deploys flows at the boiler, and may write nowhere.
    await side.ask('/roles', {
      method: 'POST',
      body: { name: 'drawer', title: 'Drawer', actions: ['flow:read', 'flow:write', 'flow:publish', 'asset:read'] },
    })
    await side.ask('/roles', {
      method: 'POST',
      body: { name: 'placer', title: 'Placer', actions: ['flow:deploy', 'point:read'] },
    })
    const carol = await side.member('carol', [{ role: 'drawer' }, { role: 'placer', below: asset }])
    const { flow } = (await side.ask(`/flows/deployments/${deployment}`)).body
    const path = `/flows/${String(flow)}`
    await platform.services.devices.directory.register(side.id, {
      source: { group: 'g', node: 'n', device: 'mill' },
      points: [{ name: 'Gap', type: 'double', unit: 'bar', low: 0, high: 12, writable: true }],
    })
    const [far] = (await side.ask('/points?search=Gap')).body.items
    const drawn = documentOf(`http://${allow[0]}/`)
    const put = async (nodes: typeof drawn.nodes): Promise<number> => {
      const { revision } = (await side.ask(path)).body
      const saved = await carol(`${path}/draft`, { method: 'PUT', body: { document: { ...drawn, nodes }, revision } })
      const published = await carol(`${path}/versions`, { method: 'POST', body: { revision: saved.body['revision'] } })
      return Number(published.body['number'])
    }
    const upgrade = (version: number) =>
      carol(`/flows/deployments/${deployment}/upgrade`, { method: 'POST', body: { version } })
    const reaching = await put([
      ...drawn.nodes.filter(({ id }) => id !== 'set'),
      node('set', 'out.write', { point: { id: far!.id } }),
    ])
    expect((await upgrade(reaching)).body['code']).toBe('assets.point_unknown')
    const own = await put(
      drawn.nodes.map((one) => (one.id === 'tell' ? node('tell', 'out.notice', { subject: 'Low' }) : one)),
    )
    expect((await upgrade(own)).body['by']).toMatchObject({ name: 'carol' })
    await ask(['set'])
    await expect.poll(states, patience).toEqual({ set: 'refused' })
    expect((await now())[0]!.answer).toContain('carol, who deployed the flow, may not do this any more (point:write)')
    expect(platform.machine.taken).toEqual([])
    expect((await bob(`/flows/deployments/${deployment}/rollback`, { method: 'POST' })).body['by']).toMatchObject({
      name: 'bob',
    })
    at += 1
    await ask(['set'])
    await expect.poll(states, patience).toEqual({ set: 'done' })
  })

  it('is refused, and people are told, once who deployed it has not the right any more', async () => {
    const members = (await side.ask('/members')).body.items
    const { id } = members.find(({ name }) => name === 'bob')!
    await side.ask(`/members/${id}/suspension`, { method: 'POST' })
    const before = await count('/notices')
    await ask(['tell', 'mend', 'set', 'send'])
    await expect.poll(states, patience).toEqual({ tell: 'refused', mend: 'refused', set: 'refused', send: 'refused' })
    for (const { answer } of await now())
      expect(answer).toContain('bob, who deployed the flow, may not do this any more')
    expect([platform.machine.taken, sink.came]).toEqual([[], []])
    expect(await count('/notices')).toBe(before + 1)
    expect(
      (await side.ask('/notices')).body.items.map((one) => (one as unknown as { title: { en: string } }).title.en),
    ).toContain('Flow Acts is refused what it asks for')
  })
})
