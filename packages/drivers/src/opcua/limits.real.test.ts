import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, Status, silentLog, systemClock, type Value, valueAt } from '@millrace/core'
import { OPCUACertificateManager } from 'node-opcua-certificate-manager'
import { DataType, StatusCodes, Variant, VariantArrayType } from 'node-opcua-client'
import { OPCUAServer } from 'node-opcua-server'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Driver, TagSpec } from '../kit/driver.ts'
import type { OpcuaConfig } from './config.ts'
import { opcua } from './driver.ts'

const NAMESPACE = 'urn:millrace:test:limits'
const MANY = 60
const MOST_SUBSCRIPTIONS = 4

type Space = NonNullable<OPCUAServer['engine']['addressSpace']>
type Variable = ReturnType<ReturnType<Space['registerNamespace']>['addVariable']>

let folder: string
let namespace: ReturnType<Space['registerNamespace']>
let server: OPCUAServer
let port: number
let levels: Variable
let seventh: Variable
const kept: Variable[] = []
let driver: Driver | undefined
const requests: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opcua-limits-'))
  port = await freePort()
  const certificates = new OPCUACertificateManager({ rootFolder: join(folder, 'server'), disableFileWatchers: true })
  server = new OPCUAServer({
    port,
    hostname: '127.0.0.1',
    serverCertificateManager: certificates,
    userCertificateManager: certificates,
    disableDiscovery: true,
    serverCapabilities: {
      maxMonitoredItemsPerSubscription: 25,
      maxSubscriptionsPerSession: MOST_SUBSCRIPTIONS,
      operationLimits: {
        maxMonitoredItemsPerCall: 7,
        maxNodesPerRead: 10,
        maxNodesPerWrite: 2,
        maxNodesPerBrowse: 5,
        maxNodesPerHistoryReadData: 2,
      },
    },
  } as ConstructorParameters<typeof OPCUAServer>[0])
  await server.initialize()
  const space = server.engine.addressSpace!
  namespace = space.registerNamespace(NAMESPACE)
  const many = namespace.addObject({ organizedBy: space.rootFolder.objects, browseName: 'Many', nodeId: 's=Many' })
  for (let i = 0; i < MANY; i++) {
    const variable = namespace.addVariable({
      componentOf: many,
      browseName: `V${i}`,
      nodeId: `s=V${i}`,
      dataType: DataType.Int32,
      minimumSamplingInterval: 0,
      value: new Variant({ dataType: DataType.Int32, value: i }),
    })
    if (i === 7) seventh = variable
  }
  for (let i = 0; i < 3; i++) {
    const variable = namespace.addVariable({
      organizedBy: space.rootFolder.objects,
      browseName: `Kept${i}`,
      nodeId: `s=Kept${i}`,
      dataType: DataType.Int32,
      minimumSamplingInterval: 0,
      value: new Variant({ dataType: DataType.Int32, value: 0 }),
    })
    space.installHistoricalDataNode(variable, { maxOnlineValues: 2_000 })
    kept.push(variable)
  }
  levels = namespace.addVariable({
    organizedBy: space.rootFolder.objects,
    browseName: 'Levels',
    nodeId: 's=Levels',
    dataType: DataType.Double,
    valueRank: 1,
    arrayDimensions: [3],
    minimumSamplingInterval: 0,
    value: new Variant({ dataType: DataType.Double, arrayType: VariantArrayType.Array, value: [1.5, 2.5, 3.5] }),
  })
  // In another namespace than the standard one, 5 is not UInt16.
  const own = namespace.createDataType({
    browseName: 'Pressure',
    subtypeOf: 'Double',
    isAbstract: false,
    nodeId: 'i=5',
  })
  namespace.addVariable({
    organizedBy: space.rootFolder.objects,
    browseName: 'Own',
    nodeId: 's=Own',
    dataType: own.nodeId,
    minimumSamplingInterval: 0,
    value: new Variant({ dataType: DataType.Double, value: 1.5 }),
  })
  server.on('request', (request: { constructor: { name: string } }) => requests.push(request.constructor.name))
  await server.start()
})
afterEach(async () => {
  await driver?.close()
  requests.length = 0
})
afterAll(async () => {
  await server.shutdown(0)
  await rm(folder, { recursive: true, force: true })
})

const tag = (id: number, node: string, more: Partial<TagSpec> = {}): TagSpec => ({
  id,
  address: node.startsWith('index=') ? node : `nsu=${NAMESPACE};s=${node}`,
  type: 'int32',
  access: 'r',
  periodMs: 50,
  ...more,
})

interface Open {
  readonly driver: Driver
  readonly values: Map<number, readonly [Value, number]>
  /** What was told as of the past, by tag. */
  readonly past: Map<number, { readonly value: Value; readonly time: number }[]>
  readonly lost: readonly unknown[]
  until(holds: () => boolean): Promise<void>
}

async function open({
  clock = systemClock,
  config = {},
  store = 'driver',
}: {
  readonly clock?: Clock
  readonly config?: Partial<OpcuaConfig>
  readonly store?: string
} = {}): Promise<Open> {
  const lost: unknown[] = []
  const values = new Map<number, readonly [Value, number]>()
  const past: Open['past'] = new Map()
  let look = (): void => {}
  const made = opcua.create(
    { url: `opc.tcp://127.0.0.1:${port}`, ...config },
    {
      samples(batch, isPast = false) {
        for (let i = 0; i < batch.length; i++) {
          const id = batch.series[i]!
          if (!isPast) values.set(id, [valueAt(batch, i), batch.status[i]!])
          else past.set(id, [...(past.get(id) ?? []), { value: valueAt(batch, i), time: batch.time[i]! }])
        }
        look()
      },
      lost: (reason) => {
        lost.push(reason)
        look()
      },
    },
    { clock, log: silentLog, folder: join(folder, store) },
  )
  driver = made
  await made.connect(AbortSignal.timeout(10_000))
  return {
    driver: made,
    values,
    past,
    lost,
    until: (holds) =>
      new Promise((resolve) => {
        look = () => {
          if (holds()) resolve()
        }
        look()
      }),
  }
}

const count = (name: string): number => requests.filter((request) => request === name).length

test('items are made in as many requests as the server’s limit wants, and in a second subscription when one is full', async () => {
  const { driver: made, values, until } = await open()
  const { verdicts } = await made.setTags(Array.from({ length: MANY }, (_, i) => tag(i, `V${i}`)))
  expect(verdicts).toEqual([])
  await until(() => values.size === MANY)
  for (let i = 0; i < MANY; i++) expect(values.get(i)).toEqual([BigInt(i), Status.Good])
  expect(count('CreateSubscriptionRequest')).toBe(3)
  expect(count('CreateMonitoredItemsRequest')).toBeGreaterThanOrEqual(Math.ceil(MANY / 7))
})

test('tags of one period share a subscription, tags of another have their own', async () => {
  const { driver: made, values, until } = await open()
  await made.setTags([tag(0, 'V0'), tag(1, 'V1'), tag(2, 'V2', { periodMs: 200 }), tag(3, 'V3', { periodMs: 200 })])
  await until(() => values.size === 4)
  expect(count('CreateSubscriptionRequest')).toBe(2)
  await made.setTags([tag(0, 'V0'), tag(1, 'V1')])
  expect(count('DeleteSubscriptionsRequest')).toBe(1)
})

test('with a publishing interval of its own, tags of all periods share a subscription', async () => {
  const { driver: made, values, until } = await open({ config: { publishingMs: 400 } })
  await made.setTags([tag(0, 'V0'), tag(1, 'V1', { periodMs: 10 }), tag(2, 'V2', { periodMs: 200 })])
  await until(() => values.size === 3)
  expect(count('CreateSubscriptionRequest')).toBe(1)
})

test('when the server allows no more subscriptions, tags of another period go into one that is open', async () => {
  const { driver: made, values, until } = await open()
  const periods = Array.from({ length: MOST_SUBSCRIPTIONS + 2 }, (_, i) => tag(i, `V${i}`, { periodMs: 50 + 10 * i }))
  const { verdicts } = await made.setTags(periods)
  expect(verdicts).toEqual([])
  await until(() => values.size === periods.length)
})

test('when the server takes no more items, the rest is refused by name and no empty subscription stays open', async () => {
  const { driver: made, values, until } = await open()
  const most = MOST_SUBSCRIPTIONS * 25
  const many = Array.from({ length: most + 5 }, (_, i) => tag(i, `V${i % MANY}`))
  const { verdicts } = await made.setTags(many)
  expect(verdicts.map(({ status }) => status)).toEqual(Array(5).fill(StatusCodes.BadTooManyMonitoredItems.value))
  await until(() => values.size === most)
  expect(server.engine.currentSubscriptionCount).toBe(MOST_SUBSCRIPTIONS)
})

test('a data type of the server’s own is what it derives from, whatever its number', async () => {
  const { driver: made, values, until } = await open()
  await made.setTags([tag(0, 'Own', { type: 'float64', access: 'rw' })])
  await until(() => values.get(0)?.[0] === 1.5)
  const [result] = await made.write([{ tag: 0, value: 2.5, operation: 'a' }], AbortSignal.timeout(10_000))
  expect(result).toEqual({ operation: 'a', status: Status.Good, readBack: 2.5 })
  const { nodes } = await made.browse!(undefined, { limit: 100 }, AbortSignal.timeout(10_000))
  expect(nodes.find(({ name }) => name === 'Own')).toMatchObject({ type: 'float64' })
})

test('browsing follows the server’s continuation points', async () => {
  const { driver: made } = await open()
  const names: string[] = []
  let cursor: string | undefined
  do {
    const page = await made.browse!(
      `nsu=${NAMESPACE};s=Many`,
      { limit: 25, ...(cursor === undefined ? {} : { cursor }) },
      AbortSignal.timeout(10_000),
    )
    names.push(...page.nodes.map(({ name }) => name))
    cursor = page.cursor
  } while (cursor !== undefined)
  expect(new Set(names).size).toBe(MANY)
  expect(count('BrowseNextRequest')).toBeGreaterThanOrEqual(2)
})

test('one element of an array is read and written by its index; the others are left alone', async () => {
  const { driver: made, values, until } = await open()
  const element = tag(0, `index=1;nsu=${NAMESPACE};s=Levels`, { type: 'float64', access: 'rw' })
  await made.setTags([element])
  await until(() => values.get(0)?.[0] === 2.5)
  const [result] = await made.write([{ tag: 0, value: 9.5, operation: 'a' }], AbortSignal.timeout(10_000))
  expect(result).toEqual({ operation: 'a', status: Status.Good, readBack: 9.5 })
  expect([...(levels.readValue().value.value as Float64Array)]).toEqual([1.5, 9.5, 3.5])
  await until(() => values.get(0)?.[0] === 9.5)
})

test('a status that changes while the value stays is reported', async () => {
  const { driver: made, values, until } = await open()
  await made.setTags([tag(0, 'V7')])
  await until(() => values.get(0)?.[1] === Status.Good)
  const seven = new Variant({ dataType: DataType.Int32, value: 7 })
  seventh.setValueFromSource(seven, StatusCodes.BadSensorFailure)
  await until(() => values.get(0)?.[1] === Status.BadSensorFailure)
  expect(values.get(0)).toEqual([null, Status.BadSensorFailure])
  seventh.setValueFromSource(seven, StatusCodes.UncertainSensorNotAccurate)
  await until(() => values.get(0)?.[1] === Status.UncertainSensorNotAccurate)
  expect(values.get(0)).toEqual([7n, Status.UncertainSensorNotAccurate])
})

test('history is read page by page within the server’s limit, and each value comes once', async () => {
  const tags = kept.map((_variable, i) => tag(i, `Kept${i}`))
  const before = await open({ store: 'history' })
  await before.driver.setTags(tags)
  await before.until(() => before.values.size === 3)
  // Answers come in the order of the requests: which nodes have a history was asked before.
  await before.driver.browse!(undefined, { limit: 1 }, AbortSignal.timeout(10_000))
  await before.driver.close()
  const begun = Date.now()
  const written = 1_200
  for (const [i, variable] of kept.entries()) {
    for (let n = 1; n <= written; n++) {
      const value = new Variant({ dataType: DataType.Int32, value: n })
      variable.setValueFromSource(value, StatusCodes.Good, new Date(begun + n * 10 + i))
    }
  }
  requests.length = 0
  const { driver: made, values, past, until } = await open({ store: 'history' })
  await made.setTags(tags)
  await until(() => [0, 1, 2].every((id) => past.get(id)?.length === written - 1 && values.get(id)?.[0] === 1_200n))
  for (const i of [0, 1, 2])
    expect(past.get(i)).toEqual(
      Array.from({ length: written - 1 }, (_, n) => ({
        value: BigInt(n + 1),
        time: (begun + (n + 1) * 10 + i) * 1_000,
      })),
    )
  // Three pages of two nodes, three of one.
  expect(count('HistoryReadRequest')).toBe(6)
})

test('a node that comes later is found, and one that is missing blinds no other', async () => {
  const { driver: made, values, lost, until } = await open({ clock: new HurriedClock() })
  const { verdicts } = await made.setTags([tag(0, 'V0'), tag(1, 'Later')])
  expect(verdicts).toMatchObject([{ tag: 1, status: Status.BadNodeIdUnknown }])
  await until(() => values.get(0)?.[1] === Status.Good)
  namespace.addVariable({
    organizedBy: server.engine.addressSpace!.rootFolder.objects,
    browseName: 'Later',
    nodeId: 's=Later',
    dataType: DataType.Int32,
    minimumSamplingInterval: 0,
    value: new Variant({ dataType: DataType.Int32, value: 5 }),
  })
  await until(() => lost.length > 0)
  expect(lost).toMatchObject([{ code: 'opcua.nodes_appeared' }])
})

test('our certificate outlives the name of the host: servers are told the application URI that stands in it', async () => {
  const applicationUri = 'urn:an-older-host:Millrace'
  const pki = join(folder, 'older', 'pki')
  const certificates = new OPCUACertificateManager({ rootFolder: pki, disableFileWatchers: true })
  await certificates.initialize()
  await certificates.createSelfSignedCertificate({
    applicationUri,
    dns: ['an-older-host'],
    outputFile: join(pki, 'own', 'certs', 'client_certificate.pem'),
    startDate: new Date(),
    subject: '/CN=Millrace',
    validity: 365,
  })
  await certificates.dispose()
  const told: unknown[] = []
  server.once('create_session', (session) => told.push(session.clientDescription?.applicationUri))
  await open({ store: 'older' })
  expect(told).toEqual([applicationUri])
})

/** Its minutes pass in a moment. */
class HurriedClock implements Clock {
  now = () => systemClock.now()
  monotonic = () => systemClock.monotonic()
  after = (ms: number, run: () => void) => systemClock.after(ms, run)
  every = (ms: number, run: () => void) => systemClock.every(ms >= 60_000 ? 50 : ms, run)
  sleep = (ms: number, signal?: AbortSignal) => systemClock.sleep(ms, signal)
}

async function freePort(): Promise<number> {
  const listener = createServer()
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const { port: free } = listener.address() as AddressInfo
  await new Promise<void>((resolve) => listener.close(() => resolve()))
  return free
}
