import { expect, test } from 'vitest'
import { quick } from './quick.ts'

test.each([
  'attack',
  'uplink-cut',
  'kill',
  'enrol-revoke',
  'other-tenant',
  'opcua-restart',
  'audit-tamper',
  'codec-fuzz',
  'bus-noise',
  'dead-neighbours',
])('the drill %s passes, small', { timeout: 300_000 }, async (name) => {
  expect(await quick('drill', name)).toMatchObject({ drill: name, pass: true })
})
