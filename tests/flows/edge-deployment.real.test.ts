import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ModbusSimulator, RegisterBank } from '@millrace/drivers'
import { connectAsync } from 'mqtt'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openStage, PASSWORD, type Reply, type Stage } from '../commands/stage.ts'

let machine: ModbusSimulator
let stage: Stage
let ticking: NodeJS.Timeout
let node = ''
let press = ''
let flow = ''
let deployment = ''
/** Of another node. */
const secret = { name: '', secret: '' }

const until = <T>(look: () => Promise<T>): Promise<T> => vi.waitFor(look, { timeout: 60_000, interval: 100 })

/** What the press shows, summed up by a script that remembers. */
const document = (factor: number, more: readonly object[] = []) => ({
  format: 'millrace-flow/1',
  title: { en: 'Pressure sum', zh: '压力累计' },
  lateness: 0,
  nodes: [
    { id: 'p', type: 'in.point', settings: { point: { point: 'Shown only' }, type: 'number', unit: 'kPa' } },
    {
      id: 'sum',
      type: 'code.script',
      settings: {
        inputs: [{ name: 'a', type: 'number' }],
        outputs: [{ name: 'out', type: 'number' }],
        code: `export const run = ({ a }, _, state) => ({ out: (state.sum = (state.sum ?? 0) + ${factor} * a) })`,
      },
    },
    { id: 'o', type: 'out.point', settings: { name: 'Sum' } },
    ...more,
  ],
  wires: [
    { from: { node: 'p', port: 'out' }, to: { node: 'sum', port: 'a' } },
    { from: { node: 'sum', port: 'out' }, to: { node: 'o', port: 'in' } },
  ],
})

async function asked(path: string, method = 'GET', body?: object): Promise<Reply['body']> {
  const reply = await stage.ask(path, method, body)
  expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300)
  return reply.body
}

async function published(drawn: object): Promise<number> {
  const { revision } = await asked(`/flows/${flow}`)
  const drafted = await asked(`/flows/${flow}/draft`, 'PUT', { document: drawn, revision })
  return Number((await asked(`/flows/${flow}/versions`, 'POST', { revision: drafted['revision'] }))['number'])
}

const run = async () => (await asked(`/flows/deployments/${deployment}/runs`)).items[0]!
const latest = async (name: string) =>
  (await asked(`/points?search=${encodeURIComponent(name)}`)).items.find((one) => one['name'] === name)

const sum = async () => Number(((await latest('Sum'))?.['latest'] as { value?: number } | undefined)?.value)

beforeAll(async () => {
  const bank = new RegisterBank({ holding: 610 })
  let value = 0
  ticking = setInterval(() => bank.set('holding:602', 'float32', ++value), 100)
  machine = new ModbusSimulator({ units: new Map([[1, bank]]) })
  const port = await machine.listen()
  stage = await openStage()
  await stage.startEdge(port, { platform: { url: stage.address }, deployments: { from: 'platform' } })
  const other = await asked('/devices/credentials', 'POST', { as: 'edge', group: 'works', node: 'other' })
  Object.assign(secret, other)
  await until(async () => {
    const { items } = await asked('/devices')
    node = String(items.find(({ name }) => name === 'edge')!['id'])
    press = String((await asked('/points?search=Shown')).items[0]!['assetId'])
  })
  const made = await asked('/flows', 'POST', { document: document(1) })
  flow = String(made['id'])
})
afterAll(async () => {
  clearInterval(ticking)
  await stage?.close()
  await machine?.close()
})

const deploy = (more: object) =>
  stage.ask(`/flows/${flow}/deployments`, 'POST', {
    version: 1,
    name: { en: 'Sum/up', zh: '累计' },
    target: { assets: [press] },
    ...more,
  })

test('a flow is deployed at a node: fetched, run, told of, and its point stands at the asset', async () => {
  const { revision } = await asked(`/flows/${flow}`)
  await asked(`/flows/${flow}/versions`, 'POST', { revision })
  const { status, body } = await deploy({ edge: { node } })
  expect(status, JSON.stringify(body)).toBe(201)
  deployment = String(body['id'])
  await until(async () => expect((await run())['state']).toBe('runs'))
  await until(async () => expect((await latest('Sum'))?.['latest']).toBeDefined())
  expect(await latest('Sum')).toMatchObject({ assetId: press, deviceId: expect.any(String) })
})

test('an archive is for the node that is to run it alone', async () => {
  const { digest } = (await run()) as { digest: string }
  const fetched = (headers: Record<string, string>, which = digest.slice(7)) =>
    fetch(`${stage.address}/api/v1/edge-flows/${which}`, { headers }).then(({ status }) => status)
  const basic = `Basic ${Buffer.from(`${secret.name}:${secret.secret}`).toString('base64')}`
  expect(await fetched({})).toBe(401)
  expect(await fetched({ authorization: basic })).toBe(404)
  expect(await fetched({ authorization: basic }, '..%2f..%2fsecrets')).toBe(400)
})

test('a node hears its own topic alone, and nobody but the platform speaks there', async () => {
  const client = await connectAsync(`mqtt://127.0.0.1:${stage.mqttPort}`, {
    username: secret.name,
    password: secret.secret,
    protocolVersion: 4,
    reconnectPeriod: 0,
  })
  const heard = async (topic: string) => (await client.subscribeAsync(topic, { qos: 1 }))[0]?.qos
  expect(await heard('millrace/deployments/works/other')).toBe(1)
  expect(await heard('millrace/deployments/works/edge').catch(() => 128)).toBe(128)
  expect(await heard('millrace/deployments/#').catch(() => 128)).toBe(128)
  const nothing = JSON.stringify({ format: 'millrace-deployments/1', flows: [] })
  client.publish('millrace/deployments/works/edge', nothing, { retain: true })
  // A flow that was withdrawn would stand still long before.
  let last = await sum()
  for (let times = 0; times < 8; times++)
    last = await until(async () => {
      const now = await sum()
      expect(now).toBeGreaterThan(last)
      return now
    })
  client.end(true)
})

test('what no node runs, or is of no node, is refused by its name', async () => {
  const drawn = document(1)
  const version = await published({
    ...drawn,
    nodes: [
      ...drawn.nodes,
      { id: 'high', type: 'math.compare', settings: { limit: 1 } },
      { id: 'alarm', type: 'out.alarm', settings: { name: 'High', message: 'High' } },
    ],
    wires: [
      ...drawn.wires,
      { from: { node: 'sum', port: 'out' }, to: { node: 'high', port: 'in' } },
      { from: { node: 'high', port: 'out' }, to: { node: 'alarm', port: 'in' } },
    ],
  })
  const alarming = await deploy({ version, edge: { node } })
  expect(alarming.body).toMatchObject({ code: 'flows.edge_unfit' })
  expect(String(alarming.body['detail'])).toContain('out.alarm')
  const { items } = await asked('/devices')
  const elsewhere = await deploy({ edge: { node: items.find(({ name }) => name === 'other')!['id'] } })
  expect(elsewhere.body).toMatchObject({ code: 'flows.edge_unfit' })
  const nobody = await deploy({ edge: { node: items.find(({ name }) => name === 'press')!['id'] } })
  expect(nobody.body).toMatchObject({ code: 'flows.edge_unknown' })
})

test('a node of another organisation is none: nothing is deployed to it, and it gets nothing', async () => {
  const made = await asked('/organisations', 'POST', { name: 'South', handle: 'south', administrator: 'sue' })
  const { token: invited } = made['invitation'] as unknown as { token: string }
  const of = async (token: string, path: string, method = 'GET', body?: object): Promise<Reply> => {
    const reply = await fetch(`${stage.address}/api/v1${path}`, {
      method,
      headers: {
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: reply.status, body: (await reply.json()) as Reply['body'] }
  }
  const joins = { username: 'sue', password: PASSWORD }
  expect((await of('', '/invitations/acceptance', 'POST', { ...joins, token: invited })).status).toBe(201)
  const { body: session } = await of('', '/session', 'POST', { ...joins, kind: 'token' })
  const south = String(session['token'])
  const named = (name: string) => of(south, '/devices/credentials', 'POST', { as: 'edge', group: 'works', node: name })
  // A name is one of one broker: nobody else speaks as the node that runs it.
  expect((await named('edge')).body['code']).toBe('machines.credential_exists')
  const { body: given } = await named('theirs')
  const { items } = (await of(south, '/devices')).body
  const theirs = String(items.find(({ name }) => name === 'theirs')!['id'])

  const before = (await asked(`/flows/deployments?flow=${flow}`)).items.length
  const strange = await deploy({ edge: { node: theirs } })
  const none = await deploy({ edge: { node: '00000000-0000-4000-8000-000000000000' } })
  expect([strange.status, strange.body['code']]).toEqual([404, none.body['code']])
  expect((await asked(`/flows/deployments?flow=${flow}`)).items).toHaveLength(before)
  expect((await of(south, `/flows/deployments/${deployment}`)).status).toBe(404)
  const { digest } = (await run()) as { digest: string }
  const basic = Buffer.from(`${String(given['name'])}:${String(given['secret'])}`).toString('base64')
  const archive = await fetch(`${stage.address}/api/v1/edge-flows/${digest.slice(7)}`, {
    headers: { authorization: `Basic ${basic}` },
  })
  expect(archive.status).toBe(404)
})

test('killed, node and platform go on; the node with a key in its file by which the platform signs', async () => {
  const before = await sum()
  const { key } = (await asked('/audit/verification')) as { key?: string }
  await stage.killEdge({ more: { deployments: { from: 'platform', trusts: [`sha256:${key}`] } } })
  await until(async () => expect(await sum()).toBeGreaterThan(before))
  await stage.killPlatform()
  const later = await until(async () => {
    expect((await run())['state']).toBe('runs')
    return sum()
  })
  await until(async () => expect(await sum()).toBeGreaterThan(later))
})

test('another version is taken, paused, rolled back and withdrawn', async () => {
  const version = await published(document(-1))
  await asked(`/flows/deployments/${deployment}/upgrade`, 'POST', { version })
  await until(async () => expect((await run())['state']).toBe('runs'))
  await until(async () => expect(await sum()).toBeLessThan(0))
  await asked(`/flows/deployments/${deployment}/pause`, 'POST')
  expect((await run())['state']).toBe('paused')
  await asked(`/flows/deployments/${deployment}/rollback`, 'POST')
  await asked(`/flows/deployments/${deployment}/resume`, 'POST')
  await until(async () => expect((await run())['state']).toBe('runs'))
  await until(async () => expect(await sum()).toBeGreaterThan(0))

  // With another key in its file it runs no more, and says why.
  const other = `sha256:${'1'.repeat(64)}`
  await stage.killEdge({ more: { deployments: { from: 'platform', trusts: [other] } } })
  await until(async () =>
    expect(await run()).toMatchObject({
      state: 'broken',
      broken: { says: expect.stringContaining('one of the keys') },
    }),
  )

  // Withdrawn while the node is away: nothing of it is there once it is back.
  await stage.killEdge({ more: { deployments: { from: 'platform' } } })
  await until(async () => expect((await run())['state']).toBe('runs'))
  expect(readdirSync(stage.deployments)).toHaveLength(2)
  await stage.killEdge({
    meanwhile: async () => expect((await stage.ask(`/flows/deployments/${deployment}`, 'DELETE')).status).toBe(204),
  })
  await until(async () => expect(readdirSync(stage.deployments)).toEqual(['assignment.json']))
  expect(JSON.parse(readFileSync(join(stage.deployments, 'assignment.json'), 'utf8'))).toMatchObject({ flows: [] })
})
