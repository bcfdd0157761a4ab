import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isGood, type SampleBatch, silentLog, statusName, systemClock, type Value, valueAt } from '@millrace/core'
import { type DeviceEntry, type DeviceProfile, expandDevice, listProfiles, pointsOf } from '@millrace/core/profiles'
import { DriverPackages } from '@millrace/drivers'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { checkConfiguration } from '../config/config.ts'
import { edgeDrivers } from '../drivers.ts'
import { readProfile } from './library.ts'
import { simulateProfile, simulatorOf } from './simulate.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const part of open.splice(0).reverse()) await part.close()
})

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-profile-'))
  open.push({ close: () => rm(folder, { recursive: true, force: true }) })
  return folder
}

/** What a profile leaves to the device; -1 is what many devices say of a scale. */
const parametersOf = ({ parameters = {} }: DeviceProfile): Record<string, number> =>
  Object.fromEntries(Object.entries(parameters).map(([name, { default: usual }]) => [name, usual ?? -1]))

/** What waits for a device to change should not wait for its leisure. */
const haste: Readonly<Record<string, object>> = { mtconnect: { intervalMs: 10 } }

type Seen = readonly [value: Value, status: number]

/** Connects as an edge does; the result reads every point once. */
async function connect(device: DeviceEntry): Promise<() => Promise<readonly (Seen | undefined)[]>> {
  const seen: (Seen | undefined)[] = device.points.map(() => undefined)
  const keep = (batch: SampleBatch): void => {
    for (let i = 0; i < batch.length; i++) seen[batch.series[i]!] = [valueAt(batch, i), batch.status[i]!]
  }
  const driver = edgeDrivers
    .find(({ kind }) => kind === device.driver)!
    .create(
      { ...device.connection, ...haste[device.driver] },
      { samples: keep, lost: () => undefined },
      { clock: systemClock, log: silentLog, folder: await freshFolder() },
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
  return async () => {
    for (const group of groups) if (driver.poll) keep(await driver.poll(group, signal))
    return [...seen]
  }
}

const profiles = await Promise.all(
  (await listProfiles()).map(async ({ id, file }) => ({ id, profile: await readProfile(file, edgeDrivers) })),
)

describe('every profile as configuration', () => {
  test('an edge takes it as a device of its configuration', async () => {
    const devices = profiles.map(({ id, profile }) => {
      const { kind, where } = simulatorOf(profile)!
      const choice = { driver: kind, parameters: parametersOf(profile), connection: where(1) }
      return { ...expandDevice(profile, choice), name: id.replace('/', ' ') }
    })
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

describe('every profile of the library', () => {
  test.each(profiles)(
    '$id: a device in software is read whole, every point Good and within its range',
    async ({ profile }) => {
      const { device, entry } = simulateProfile(profile, { parameters: parametersOf(profile) })
      open.push(device)
      const { points, ...rest } = entry(await device.listen())
      const scan = await connect({ ...rest, points })
      const scans: Value[][] = []
      for (const second of [0, 7, 31]) {
        device.move(second)
        const values = await vi.waitFor(async () => {
          const seen = await scan()
          for (const [i, { name }] of points.entries()) {
            const [, status] = seen[i] ?? []
            expect(status !== undefined && isGood(status), `${name}: ${statusName(status ?? 0)}`).toBe(true)
          }
          const now = seen.map((one) => one![0])
          // What an agent pushes comes when it comes.
          if (second > 0 && points.some(({ type }) => type !== 'string')) expect(now).not.toEqual(scans.at(-1))
          return now
        })
        for (const [i, { name, type, low, high }] of points.entries()) {
          const { states } = pointsOf(profile)[i]!
          if (states)
            expect(Object.keys(states), name).toContain(String(type === 'string' ? values[i] : Number(values[i])))
          if (low === undefined || high === undefined) continue
          // A float of 32 bits holds seven digits.
          const room = (high - low) * 1e-6
          expect(Number(values[i]), name).toBeGreaterThanOrEqual(low - room)
          expect(Number(values[i]), name).toBeLessThanOrEqual(high + room)
        }
        scans.push(values)
      }
    },
  )
})
