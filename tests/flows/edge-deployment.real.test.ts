import { ModbusSimulator, RegisterBank } from '@millrace/drivers'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openStage, type Reply, type Stage } from '../commands/stage.ts'

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

test('killed, both go on; another version is taken, and what is withdrawn while the node is away goes', async () => {
  const sum = async () => Number(((await latest('Sum'))?.['latest'] as { value?: number } | undefined)?.value)
  const before = await sum()
  await stage.killEdge()
  await until(async () => expect(await sum()).toBeGreaterThan(before))
  await stage.killPlatform()
  const later = await until(async () => {
    expect((await run())['state']).toBe('runs')
    return sum()
  })
  await until(async () => expect(await sum()).toBeGreaterThan(later))
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
  expect((await stage.ask(`/flows/deployments/${deployment}`, 'DELETE')).status).toBe(204)
  await until(async () => {
    const { items } = await asked('/devices')
    expect(items.find(({ name }) => String(name).startsWith('Sum up'))!['state']).toBe('offline')
  })
})
