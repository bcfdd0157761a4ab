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
  'conformance',
  'bus-noise',
  'model-escape',
  'app-escape',
  'model-rollback',
])('the drill %s passes, small', { timeout: 300_000 }, async (name) => {
  const told = await quick('drill', name)
  expect(told, JSON.stringify(told)).toMatchObject({ drill: name, pass: true })
})

test('the drill dead-neighbours tells its figures; a busy machine is late for reasons of its own', {
  timeout: 300_000,
}, async () => {
  const { drill, figures } = await quick('drill', 'dead-neighbours')
  expect(drill).toBe('dead-neighbours')
  expect(figures).toHaveProperty('late_cycles', expect.any(Number))
})
