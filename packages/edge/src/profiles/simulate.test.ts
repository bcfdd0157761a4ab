import type { DeviceProfile } from '@millrace/core/profiles'
import { expect, test } from 'vitest'
import { simulateProfile, simulatorOf } from './simulate.ts'

const profile = (drivers: readonly string[], address: string): DeviceProfile => ({
  maker: 'Acme',
  model: 'M1',
  kind: 'energy-meter',
  title: { en: 'Meter', zh: '电表' },
  drivers,
  connection: { unit: 3 },
  sources: [],
  tables: [
    {
      name: 'all',
      verified: 'memory',
      points: [{ name: 'voltage', address, type: 'uint16', en: 'Voltage', zh: '电压' }],
    },
  ],
  licence: 'Apache-2.0',
  author: 'Somebody',
  version: '0.1.0',
  status: 'draft',
})

test('a device is simulated as the driver that is wanted reads it, else on the network', () => {
  const both = profile(['modbus-rtu', 'modbus-tcp'], 'holding:0')
  expect(simulatorOf(both)?.kind).toBe('modbus-tcp')
  expect(simulatorOf(both, 'modbus-rtu')?.kind).toBe('modbus-rtu')
  expect(simulatorOf(profile(['modbus-rtu'], 'holding:0'))?.kind).toBe('modbus-rtu')
})

test('the entry has the defaults of the profile and where the device is', () => {
  const { entry } = simulateProfile(profile(['modbus-rtu'], 'holding:0'))
  const connection = { unit: 3, tunnel: { host: '127.0.0.1', port: 5_020 } }
  expect(entry(5_020)).toMatchObject({ driver: 'modbus-rtu', connection })
})

test('a device that no simulator of ours can be is refused', () => {
  expect(() => simulateProfile(profile(['acme-bus'], 'x'))).toThrow('saw acme-bus')
})
