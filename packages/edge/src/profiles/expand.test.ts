import { type DeviceProfile, expandDevice, expandPoints } from '@millrace/core/profiles'
import { describe, expect, test } from 'vitest'
import { edgeDrivers } from '../drivers.ts'
import { findProfile } from './library.ts'

const profile: DeviceProfile = {
  maker: 'Acme',
  model: 'M/1',
  kind: 'energy-meter',
  title: { en: 'Meter', zh: '电表' },
  drivers: ['modbus-tcp', 'modbus-rtu'],
  connection: { unit: 1, wordOrder: 'CDAB' },
  parameters: {
    start: { says: { en: 'first register', zh: '首个寄存器' }, default: 100 },
    SF: { says: { en: 'scale', zh: '比例' }, address: 'holding:{start+9}' },
  },
  sources: [{ id: 'm', kind: 'document', title: 'M1', publisher: 'Acme' }],
  tables: [
    {
      name: 'all',
      verified: 'document',
      points: [
        {
          name: 'p',
          address: 'holding:{start+2}',
          type: 'int16',
          unit: 'W',
          factor: 10,
          exponent: 'SF',
          low: 0,
          high: 9,
          en: 'Power',
          zh: '功率',
        },
        {
          name: 's',
          address: 'holding:{start}',
          type: 'uint16',
          states: { 0: { en: 'Off', zh: '关' }, 1: { en: 'On', zh: '开' } },
          en: 'State',
          zh: '状态',
        },
      ],
    },
  ],
  licence: 'Apache-2.0',
  author: 'x',
  version: '1.0.0',
  status: 'draft',
}

describe('a profile as points of an edge', () => {
  test('parameters fill addresses and scales; states are told in the description', () => {
    expect(expandPoints(profile, { parameters: { SF: -2 } })).toEqual([
      {
        name: 'p',
        address: 'holding:102',
        type: 'int16',
        unit: 'W',
        scale: { factor: 0.1 },
        low: 0,
        high: 9,
        description: 'Power',
      },
      { name: 's', address: 'holding:100', type: 'uint16', description: 'State: 0 = Off, 1 = On' },
    ])
    const [, state] = expandPoints(profile, { parameters: { SF: 0, start: 7 }, language: 'zh' })
    expect(state).toMatchObject({ address: 'holding:7', description: '状态：0 = 关，1 = 开' })
  })

  test('with a prefix and a unit, several stations fit into one device', () => {
    const [point] = expandPoints(profile, { parameters: { SF: 0 }, prefix: 'meter 3/', unit: 3 })
    expect(point).toMatchObject({ name: 'meter 3/p', address: '3:holding:102' })
  })

  test('a parameter that only the device knows is asked for, and where the device tells it', () => {
    expect(() => expandPoints(profile)).toThrow(/SF \(scale\).*holding:109/)
    expect(() => expandPoints(profile, { parameters: { SF: 0, XF: 1 } })).toThrow(/start, SF.*XF/)
  })

  test('a device takes the defaults of the profile and a name that an edge allows', () => {
    const device = expandDevice(profile, { parameters: { SF: 0 }, connection: { host: 'h', unit: 7 } })
    expect(device).toMatchObject({
      name: 'M 1',
      driver: 'modbus-tcp',
      connection: { host: 'h', unit: 7, wordOrder: 'CDAB' },
    })
    expect(() => expandDevice(profile, { driver: 'opcua' })).toThrow(/modbus-tcp, modbus-rtu/)
  })

  test('a profile is found by maker and model, whatever the case', async () => {
    expect((await findProfile('Eastron/SDM630', edgeDrivers)).model).toBe('SDM630-Modbus')
    await expect(findProfile('eastron/none', edgeDrivers)).rejects.toThrow(/eastron\/none/)
  })
})
