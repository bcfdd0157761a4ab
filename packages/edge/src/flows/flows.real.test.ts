import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Log, Status, silentLog, systemClock, type Value } from '@millrace/core'
import { DriverPackages } from '@millrace/drivers'
import { type FlowDocument, flowContents, packFlow, signFlow } from '@millrace/flows'
import { fingerprintOf } from '@millrace/packaging'
import { deploymentsTopic } from '@millrace/wire'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkConfiguration, type EdgeConfiguration } from '../config/config.ts'
import { createEdge, type Edge } from '../edge.ts'
import { FakeBroker } from '../fake-broker.ts'
import { type TellingMachine, tellingMachine } from '../fake-machine.ts'
import { inOrder, summing, type ToldSample, uninterrupted } from './flow-for-tests.ts'

let folder: string
let broker: FakeBroker
let machine: TellingMachine
let edge: Edge | undefined
let said: string[]
let platform: Server | undefined
const log: Log = { ...silentLog, warn: (message, facts) => said.push(`${message} ${JSON.stringify(facts)}`) }

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'edge-flows-'))
  broker = new FakeBroker(systemClock)
  machine = tellingMachine()
  said = []
})
afterEach(async () => {
  await edge?.close()
  edge = undefined
  platform?.close()
  platform = undefined
  expect(broker.mistakes).toEqual([])
  rmSync(folder, { recursive: true, force: true })
})

const until = async (done: () => boolean): Promise<void> => {
  while (!done()) await delay(5)
}

async function configured(more: object, buffer = 'buffer'): Promise<EdgeConfiguration> {
  const text = JSON.stringify({
    node: { group: 'g', name: 'n' },
    uplink: { url: 'mqtt://nowhere', username: 'g/n' },
    buffer: { folder: buffer },
    devices: [
      {
        name: 'd',
        driver: 'telling',
        connection: {},
        points: [
          { name: 'Count', address: 'p', type: 'float64' },
          { name: 'Name', address: 't', type: 'string' },
        ],
      },
    ],
    ...more,
  })
  const packages = new DriverPackages({ clock: systemClock, log: silentLog })
  const { configuration, findings } = await checkConfiguration(text, {
    drivers: [machine.factory],
    packages,
    folder,
    env: {},
  })
  if (!configuration) throw new Error(JSON.stringify(findings))
  return configuration
}

function flow(name: string, document: FlowDocument, more: object = {}) {
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(document))
  const { digest } = flowContents(document)
  return { name, flow: `${name}.json`, digest, inputs: { c: { device: 'd', point: 'Count' } }, ...more }
}

const start = async (configuration: EdgeConfiguration): Promise<void> => {
  edge = await createEdge({ configuration, clock: systemClock, log, connect: broker.connect })
  edge.start()
  await until(() => machine.connected.has('d'))
}

let time = 0
function tell(value: Value, status: number = Status.Good): number {
  time = Math.max(systemClock.now(), time + 1_000)
  machine.tell('d', time, [['p', value, status]])
  return time
}

const given = (device: string): ToldSample[] => broker.told.filter((one) => one.device === device)
const came = (): ToldSample[] => broker.told.filter(({ device, point }) => device === 'd' && point === 'Count')
const sums = (device: string): Value[] =>
  given(device)
    .filter(({ point }) => point === 'Sum')
    .map(({ value }) => value)
const lastError = (device: string): string => {
  const told = broker.told.findLast((one) => one.device === device && one.point === 'Millrace/Last error')
  const born = broker.births.get(device)?.find(({ name }) => name === 'Millrace/Last error')
  return String(told?.value ?? born?.value)
}
const scripted = (code: string): FlowDocument => ({
  ...summing,
  nodes: summing.nodes.map((node) => (node.id === 'sum' ? { ...node, settings: { ...node.settings, code } } : node)),
})

describe('a flow at the edge', () => {
  it('gives what the engine gives, and goes on where a copy of its buffer was taken, without telling anything twice', async () => {
    const flows = [flow('f', summing)]
    await start(await configured({ flows }))
    for (let i = 0; i < 40; i++) {
      tell(
        i % 7 === 3 ? null : i * 1.1,
        i % 7 === 3 ? Status.BadSensorFailure : i % 5 === 0 ? Status.UncertainSubNormal : Status.Good,
      )
      await delay(10)
    }
    const end = time
    await until(() => given('f').some((one) => one.point === 'Sum' && one.time >= end - 40_000))
    // What a kill leaves, at whatever moment.
    cpSync(join(folder, 'buffer'), join(folder, 'killed'), { recursive: true })
    await edge!.close()
    await start(await configured({ flows }, 'killed'))
    for (let i = 0; i < 10; i++) {
      tell(i)
      await delay(10)
    }
    const last = time
    await until(() => given('f').some((one) => one.point === 'Sum' && one.time >= last))
    // What was sent again has the position that it had. The copy may lack the last of what was told: that alone is told anew, and alike.
    const stored = [...new Map(broker.told.map((one) => [`${one.position} ${one.point} ${one.time}`, one])).values()]
    const ofFlow = stored.filter(({ device, position }) => device === 'f' && position >= 0)
    const byInstant = new Map(ofFlow.map((one) => [`${one.point} ${one.time}`, one]))
    expect(ofFlow.length - byInstant.size).toBeLessThan(10)
    const inputs = stored
      .filter(({ device, point }) => device === 'd' && point === 'Count')
      .sort((a, b) => a.position - b.position)
    const upTo = (samples: readonly ToldSample[]) => inOrder(samples).filter(({ time: at }) => at <= last)
    expect(upTo([...byInstant.values()])).toEqual(upTo(await uninterrupted(inputs)))
    expect(byInstant.size).toBeGreaterThan(60)
  })

  it('that hangs is ended and named, and its neighbour and the machine feel nothing', async () => {
    const hanging = scripted('export const run = ({ a }) => { while (a > 50); return { out: a } }')
    await start(await configured({ flows: [flow('hangs', hanging), flow('f', summing)] }))
    tell(1)
    await until(() => sums('hangs').at(-1) === 1 && sums('f').at(-1) === 1)
    tell(60)
    await until(() => lastError('hangs').includes('flow.') || lastError('hangs').includes('edge.flow'))
    tell(2)
    await until(() => sums('f').at(-1) === 63)
    expect(said.filter((line) => line.startsWith('a flow was ended') && line.includes('hangs'))).toHaveLength(1)
  })

  it('that is not the one that is meant, or runs on the platform alone, is refused, and all else goes on', async () => {
    const other = { ...flow('other', summing), digest: `sha256:${'0'.repeat(64)}` }
    const acting: FlowDocument = {
      ...summing,
      nodes: [
        ...summing.nodes,
        { id: 'alarm', type: 'out.alarm', settings: { name: 'High' } },
        { id: 'high', type: 'math.compare' },
      ],
      wires: [
        ...summing.wires,
        { from: { node: 'c', port: 'out' }, to: { node: 'high', port: 'in' } },
        { from: { node: 'high', port: 'out' }, to: { node: 'alarm', port: 'in' } },
      ],
    }
    await start(await configured({ flows: [other, flow('acting', acting), flow('f', summing)] }))
    tell(4)
    await until(() => sums('f').at(-1) === 4)
    await until(() => lastError('other').includes('to have the digest') && lastError('acting').includes('out.alarm'))
  })

  it('is bound to what is there, by the type that it takes', async () => {
    const unbound = {
      ...flow('f', summing),
      inputs: { c: { device: 'd', point: 'None' }, x: { device: 'd', point: 'Count' } },
      parameters: { y: 1 },
    }
    await expect(configured({ flows: [unbound] })).rejects.toThrow(/names no point of d: None/)
    await expect(configured({ flows: [unbound] })).rejects.toThrow(/must be one of c/)
    await expect(configured({ flows: [{ ...unbound, inputs: {} }] })).rejects.toThrow(/binds nothing to c/)
    await expect(configured({ flows: [flow('d', summing)] })).rejects.toThrow(/is the name of a device/)
    await expect(configured({ deployments: { from: 'platform' } })).rejects.toThrow(/needs the address of the platform/)
    await expect(
      configured({ deployments: { from: 'platform' }, platform: { url: 'http://192.0.2.1' } }),
    ).rejects.toThrow(/https/)
  })
})

describe('what the platform deploys', () => {
  const archive = packFlow(flowContents(summing))
  const { digest } = flowContents(summing)
  let served: Uint8Array
  const asked: string[] = []

  async function allowed(more: object = {}): Promise<EdgeConfiguration> {
    served = archive
    asked.length = 0
    platform = createServer((request, response) => {
      asked.push(`${request.url} ${request.headers.authorization?.split(' ')[0]}`)
      response.end(served)
    })
    await new Promise<void>((resolve) => platform!.listen(0, '127.0.0.1', resolve))
    const { port } = platform.address() as AddressInfo
    return configured({ platform: { url: `http://127.0.0.1:${port}` }, deployments: { from: 'platform', ...more } })
  }
  const assign = (flows: readonly object[], topic = deploymentsTopic({ group: 'g', node: 'n' })): void =>
    broker.client!.message(topic, Buffer.from(JSON.stringify({ format: 'millrace-deployments/1', flows })))
  const assigned = {
    id: '7',
    name: 'sum 7',
    digest,
    asset: ['Plant', 'Line'],
    inputs: { c: { device: 'd', point: 'Count' } },
    parameters: {},
  }
  const standing = (): string =>
    String(
      broker.told.findLast(({ point }) => point === 'Millrace/Deployments')?.value ??
        broker.births.get('')?.find(({ name }) => name === 'Millrace/Deployments')?.value,
    )

  it('is fetched, runs, is kept over a start without a network, and goes when it is withdrawn', async () => {
    const configuration = await allowed()
    await start(configuration)
    await until(() => broker.births.has('d'))
    assign([assigned])
    await until(() => broker.births.has('sum 7'))
    expect(broker.births.get('sum 7')).toContainEqual(
      expect.objectContaining({ name: 'Millrace/Asset', value: 'Plant/Line' }),
    )
    expect(asked).toEqual([`/api/v1/edge-flows/${digest.slice(7)} Basic`])
    tell(5)
    await until(() => sums('sum 7').at(-1) === 5)
    await edge!.close()
    platform!.closeAllConnections()
    platform!.close()
    broker = new FakeBroker(systemClock)
    await start(configuration)
    tell(6)
    await until(() => sums('sum 7').includes(11))
    expect(asked).toHaveLength(1)
    assign([])
    await until(() => standing() === '{"flows":[]}')
    expect(readdirSync(join(folder, 'buffer', 'deployments'))).toEqual(['assignment.json'])
    expect(readdirSync(join(folder, 'buffer', 'flows'))).toEqual([])
  })

  it('does not run where the archive is another, is not signed by a key that is trusted, or was changed on disk', async () => {
    await start(await allowed({ trusts: [`sha256:${'1'.repeat(64)}`] }))
    await until(() => broker.births.has('d'))
    assign([assigned])
    await until(() => said.some((line) => line.includes('to be signed with one of the keys')))
    await edge!.close()
    platform!.close()
    const configuration = await allowed()
    served = packFlow(flowContents(scripted('export const run = () => ({ out: 666 })')))
    await start(configuration)
    await until(() => said.some((line) => line.includes('to have the digest')))
    expect(broker.births.has('sum 7')).toBe(false)
    // What lies there is held against its digest at each start.
    await edge!.close()
    mkdirSync(join(folder, 'buffer', 'deployments'), { recursive: true })
    const file = join(folder, 'buffer', 'deployments', `${digest.slice(7)}.zip`)
    writeFileSync(file, served)
    served = archive
    await start(configuration)
    await until(() => broker.births.has('sum 7'))
    expect(readFileSync(file)).toEqual(Buffer.from(archive))
  })

  it('runs where one of the keys signed it that its file trusts, and not where another did', async () => {
    const [own, other] = [generateKeyPairSync('ed25519').privateKey, generateKeyPairSync('ed25519').privateKey]
    const signedBy = (key: KeyObject): Uint8Array => packFlow(flowContents(summing), signFlow(digest, key))
    const fingerprint = fingerprintOf(signFlow(digest, own).key)
    const configuration = await allowed({ trusts: [`sha256:${'1'.repeat(64)}`, fingerprint] })
    served = signedBy(other)
    await start(configuration)
    await until(() => broker.births.has('d'))
    assign([assigned])
    await until(() => standing().includes('to be signed with one of the keys'))
    expect(broker.births.has('sum 7')).toBe(false)
    expect(readdirSync(join(folder, 'buffer', 'deployments'))).toEqual(['assignment.json'])
    served = signedBy(own)
    await edge!.close()
    broker = new FakeBroker(systemClock)
    await start(configuration)
    await until(() => broker.births.has('sum 7') && standing().includes('"running"'))
  })

  it('is not taken from the topic of another node, nor with names that lead elsewhere, nor where the file allows none', async () => {
    await start(await allowed())
    await until(() => broker.births.has('d'))
    assign([assigned], deploymentsTopic({ group: 'g', node: 'other' }))
    assign([{ ...assigned, digest: 'sha256:../../../etc/passwd' }])
    assign([{ ...assigned, name: 'a/b' }])
    assign([assigned, assigned])
    expect(said.filter((line) => line.startsWith('a deployment of the platform is refused'))).toHaveLength(3)
    expect(asked).toEqual([])
    assign([
      { ...assigned, name: 'd' },
      { ...assigned, id: '8', inputs: { c: { device: 'd', point: 'Nowhere' } } },
    ])
    await until(() => standing().includes('a device d already') && standing().includes('names no point of d: Nowhere'))
    await edge!.close()
    broker = new FakeBroker(systemClock)
    await start(await configured({}))
    await until(() => broker.births.has('d'))
    assign([assigned])
    expect(broker.births.get('')?.some(({ name }) => name === 'Millrace/Deployments')).toBe(false)
    tell(1)
    await until(() => came().some(({ value }) => value === 1))
    expect(broker.births.has('sum 7')).toBe(false)
  })
})
