import { isoOf } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, type Side } from '../../testing-people.ts'
import type { DeviceDiagnosis } from './schema.ts'

let platform: TestPlatform
let north: Side
let pump: string
let press: string

const told: DeviceDiagnosis = {
  time: isoOf(1_795_000_000_000_000),
  link: { state: 'online', since: isoOf(1_795_000_000_000_000), attempt: 1, connections: 1 },
  counters: { reads: 1, writes: 0, timeouts: 0, errors: 0, bytesIn: 1, bytesOut: 1, lateReplies: 0, lateCycles: 0 },
  failures: [],
  cycles: [],
  tags: { total: 1, notGood: 0, named: [] },
  frames: [],
  marks: [],
}

const diagnosis = async (who: Ask, id = pump): Promise<[status: number, code: unknown]> => {
  const { status, body } = await who(`/devices/${id}/diagnosis`)
  return [status, body['code']]
}

beforeAll(async () => {
  platform = await startTestPlatform()
  north = await addOrganisation(platform, 'North')
  const register = async (device: string, place: string): Promise<string> => {
    const { directory } = platform.services.devices
    const source = { group: 'g', node: 'n', device }
    return (
      await directory.register(north.id, {
        source,
        assetPath: ['Works', place],
        points: [{ name: 'Speed', type: 'double' }],
      })
    ).device
  }
  pump = await register('pump', 'Pumps')
  press = await register('press', 'Presses')
  platform.machine.diagnosis = { is: 'told', diagnosis: told }
})
afterAll(() => platform.close())

describe('a diagnosis', () => {
  it('is what the edge told, held against its shape', async () => {
    const { status, body } = await north.ask(`/devices/${pump}/diagnosis`)
    expect(status).toBe(200)
    expect(body).toEqual(told)
    platform.machine.diagnosis = { is: 'told', diagnosis: { ...told, frames: [{ hex: 7 }] } }
    expect(await diagnosis(north.ask)).toEqual([502, 'devices.diagnosis_unreadable'])
    platform.machine.diagnosis = { is: 'told', diagnosis: told }
  })

  it('says why there is none', async () => {
    const whys = [
      ['unreachable', 503, 'devices.edge_away'],
      ['silent', 504, 'devices.edge_silent'],
      ['foreign', 409, 'devices.not_behind_edge'],
      ['retired', 409, 'devices.retired'],
    ] as const
    for (const [is, status, code] of whys) {
      platform.machine.diagnosis = { is }
      expect(await diagnosis(north.ask)).toEqual([status, code])
    }
    platform.machine.diagnosis = { is: 'told', diagnosis: told }
    expect(await diagnosis(north.ask, '00000000-0000-7000-8000-000000000000')).toEqual([404, 'devices.device_unknown'])
  })

  it('is for who may read the points: a part of the plant, and nobody of another organisation', async () => {
    const assets = (await north.ask('/assets')).body.items
    const pumps = assets.find(({ name }) => name === 'Pumps')!.id
    const fitter = await north.member('fitter', [{ role: 'viewer', below: pumps }])
    expect(await diagnosis(fitter)).toEqual([200, undefined])
    expect(await diagnosis(fitter, press)).toEqual([404, 'devices.device_unknown'])
    const south = await addOrganisation(platform, 'South')
    expect(await diagnosis(south.ask)).toEqual([404, 'devices.device_unknown'])
  })

  it('is kept from who sees the device but not all of its points', async () => {
    const { devices } = platform.services
    const assets = (await north.ask('/assets')).body.items
    const below = [assets.find(({ name }) => name === 'Presses')!.id] as never
    const whole = { tenant: north.id }
    await expect(devices.diagnosis(whole, { tenant: north.id, below }, pump)).rejects.toMatchObject({
      code: 'devices.points_hidden',
    })
    expect(await devices.diagnosis(whole, { tenant: north.id, below }, press)).toEqual(told)
  })
})
