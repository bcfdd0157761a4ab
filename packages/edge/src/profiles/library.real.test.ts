import { isGood, silentLog, statusName, systemClock, type Value, valueAt } from '@millrace/core'
import { type DeviceEntry, type DeviceProfile, expandDevice, listProfiles } from '@millrace/core/profiles'
import { type Driver, DriverPackages, ModbusSimulator } from '@millrace/drivers'
import { afterEach, describe, expect, test } from 'vitest'
import { checkConfiguration } from '../config/config.ts'
import { edgeDrivers } from '../drivers.ts'
import { readProfile } from './library.ts'
import { isModbus, simulateProfile } from './simulate.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const part of open.splice(0).reverse()) await part.close()
})

/** What a profile leaves to the device; -1 is what many devices say of a scale. */
const parametersOf = ({ parameters = {} }: DeviceProfile): Record<string, number> =>
  Object.fromEntries(Object.entries(parameters).map(([name, { default: usual }]) => [name, usual ?? -1]))

async function connect(device: DeviceEntry, port: number): Promise<{ scan(): Promise<[Value, number][]> }> {
  const factory = edgeDrivers.find(({ kind }) => kind === 'modbus-tcp')!
  const driver: Driver = factory.create(
    { ...device.connection, host: '127.0.0.1', port },
    { samples: () => undefined, lost: () => undefined },
    { clock: systemClock, log: silentLog, folder: '/nowhere' },
  )
  open.push(driver)
  const { signal } = new AbortController()
  await driver.connect(signal)
  const { groups } = await driver.setTags(
    device.points.map(({ address, type, access = 'r', periodMs = 1_000, scale }, id) => ({
      id,
      address,
      type,
      access,
      periodMs,
      ...(scale ? { scale: { factor: scale.factor ?? 1, offset: scale.offset ?? 0 } } : {}),
    })),
  )
  return {
    scan: async () => {
      const seen: [Value, number][] = []
      for (const group of groups) {
        const batch = await driver.poll!(group, signal)
        for (let i = 0; i < batch.length; i++) seen[batch.series[i]!] = [valueAt(batch, i), batch.status[i]!]
      }
      return seen
    },
  }
}

const profiles = await Promise.all(
  (await listProfiles()).map(async ({ id, file }) => ({ id, profile: await readProfile(file, edgeDrivers) })),
)

describe('every Modbus profile as configuration', () => {
  test('an edge takes it as a device of its configuration', async () => {
    const devices = profiles
      .filter(({ profile }) => isModbus(profile))
      .map(({ id, profile }) => ({
        ...expandDevice(profile, {
          driver: 'modbus-tcp',
          parameters: parametersOf(profile),
          connection: { host: 'h' },
        }),
        name: id.replace('/', ' '),
      }))
    const text = JSON.stringify({
      node: { group: 'g', name: 'n' },
      uplink: { url: 'mqtt://127.0.0.1:1883' },
      buffer: { folder: 'buffer' },
      devices,
    })
    const packages = new DriverPackages({ clock: systemClock, log: silentLog })
    open.push(packages)
    const { findings } = await checkConfiguration(text, { drivers: edgeDrivers, packages, folder: '/nowhere', env: {} })
    expect(findings).toEqual([])
  })
})

describe('every Modbus profile of the library', () => {
  test.each(profiles.filter(({ profile }) => isModbus(profile)))(
    '$id: a device in software is read whole, every point Good and within its range',
    async ({ profile }) => {
      const choice = { driver: 'modbus-tcp', parameters: parametersOf(profile) }
      const device = expandDevice(profile, choice)
      const registers = simulateProfile(profile, choice)
      const simulator = new ModbusSimulator({ units: registers.units })
      open.push(simulator)
      const { scan } = await connect(device, await simulator.listen())
      const scans: Value[][] = []
      for (const second of [0, 7, 31]) {
        registers.move(second)
        const seen = await scan()
        for (const [i, { name, low, high }] of device.points.entries()) {
          const [value, status] = seen[i]!
          expect(isGood(status), `${name}: ${statusName(status)}`).toBe(true)
          if (low === undefined || high === undefined) continue
          // A float of 32 bits holds seven digits.
          const room = (high - low) * 1e-6
          expect(Number(value), name).toBeGreaterThanOrEqual(low - room)
          expect(Number(value), name).toBeLessThanOrEqual(high + room)
        }
        scans.push(seen.map(([value]) => value))
      }
      const moving = device.points.filter((_, i) => scans[0]![i] !== scans[2]![i])
      const numbers = device.points.filter(({ type }) => type !== 'string')
      if (numbers.length > 1) expect(moving.length).toBeGreaterThan(0)
    },
  )
})
