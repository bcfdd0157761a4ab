import { join } from 'node:path'
import { Status } from '@millrace/core'
import { driverContract, opcua } from '@millrace/drivers'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { makeFolder, type Plant, type Probe, probe, startPlant, tag } from './plant.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
let plant: Plant | undefined
let device: Probe | undefined
beforeAll(async () => {
  folder = await makeFolder()
})
afterEach(async () => {
  await device?.close()
  await plant?.stop()
})
afterAll(() => folder.remove())

const ramp = tag(0, 'Ramp', 'int64', { periodMs: 100 })
const secure = { securityMode: 'SignAndEncrypt', securityPolicy: 'Basic256Sha256', trust: 'first-use' } as const

describe('a server that goes away', () => {
  test('killed and restarted: the value turns uncertain, then is read again over a protected connection', async () => {
    const certificates = ['--certificates', join(folder.path, 'server'), '--ramp', '20']
    plant = await startPlant(...certificates)
    const { port } = plant
    device = probe({ url: plant.url, ...secure }, [ramp, tag(1, 'Types.Double', 'float64')], folder.path)
    const { latest, until, read } = device
    await read([ramp])
    await plant.kill()
    await until(() => latest.get(1)?.status === Status.UncertainNoCommunicationLastUsableValue)
    expect(latest.get(1)?.value).toBe(-2.718281828459e-200)
    plant = await startPlant(String(port), ...certificates)
    await until(() => latest.get(1)?.status === Status.Good && latest.get(0)?.status === Status.Good)
  })

  test.each([
    ['as often as it is sampled', ramp, {}],
    ['once a second', { ...ramp, periodMs: 5 }, { publishingMs: 1_000 }],
  ])(
    'every value that it produces while connected arrives once and in order, published %s',
    async (_says, spec, config) => {
      plant = await startPlant('--ramp', '5')
      device = probe({ url: plant.url, ...config }, [spec], folder.path)
      await device.until(() => Number(device!.latest.get(0)?.value ?? 0) > 200)
      const numbers = device.of(0).flatMap(({ value }) => (typeof value === 'bigint' ? [Number(value)] : []))
      expect(numbers).toEqual(numbers.map((_n, i) => numbers[0]! + i))
    },
  )

  test('frozen: the silence is noticed after three keep-alives, and closing ends all the same', async () => {
    plant = await startPlant()
    const quiet = tag(1, 'Types.Double', 'float64')
    device = probe({ url: plant.url, keepAliveMs: 500 }, [quiet], folder.path)
    await device.read([quiet])
    process.kill(plant.pid, 'SIGSTOP')
    try {
      await device.until(() => device!.states.some(({ lastError }) => lastError?.startsWith('driver.unhealthy')))
      await device.close()
    } finally {
      process.kill(plant.pid, 'SIGCONT')
    }
    expect(process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap')).toHaveLength(0)
  })

  test('a quiet server stays connected: keep-alives are enough', async () => {
    plant = await startPlant()
    const quiet = tag(1, 'Types.Double', 'float64')
    device = probe({ url: plant.url, keepAliveMs: 500 }, [quiet], folder.path)
    await device.read([quiet])
    const counts = new Set<number>()
    // Each keep-alive and each answer to ours adds to the bytes that came: ten of them take longer than three periods.
    await vi.waitUntil(() => counts.add(device!.supervisor.counters.bytesIn).size > 10, { timeout: 30_000 })
    expect(device.states.map(({ state }) => state)).toEqual(['connecting', 'online'])
  })
})

describe('the OPC UA driver keeps the contract, against asyncua', () => {
  const sentences = driverContract({
    factory: opcua,
    configFor: (port) => ({ url: `opc.tcp://127.0.0.1:${port}/`, keepAliveMs: 500 }),
    async device() {
      let peer = await startPlant('--ramp', '50')
      const { port } = peer
      return {
        port,
        readable: ramp,
        steady: [
          { tag: tag(3, 'Types.Double', 'float64'), value: -2.718281828459e-200 },
          { tag: tag(4, 'Types.Int32', 'int32', { periodMs: 200 }), value: -2_147_483_648n },
        ],
        writable: { tag: tag(2, 'Writable.Double', 'float64', { access: 'rw' }), value: 21.5 },
        held: async () => (await peer.get('Writable.Double')).value as number,
        stop: () => peer.kill(),
        start: async () => {
          peer = await startPlant(String(port), '--ramp', '50')
        },
        close: () => peer.stop(),
      }
    },
    malformedAddress: 'ns=2;x=1',
    cycles: 40,
    cuts: [11],
    get folder() {
      return folder.path
    },
  })
  for (const { says, run } of sentences) test(says, run)
})
