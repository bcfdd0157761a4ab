import { ManualClock } from '@millrace/core'
import { expect, test } from 'vitest'
import { admitTime, Refusals, refusalReasons } from './admit.ts'
import { FakeDevices, fakeTenant } from './fakes.ts'

const DAY = 86_400_000_000
const now = Date.UTC(2026, 10, 23) * 1000

test.each([
  [now, undefined],
  [now + DAY, undefined],
  [now + DAY + 1, 'future_time'],
  [Date.UTC(1990, 0, 1) * 1000, undefined],
  [Date.UTC(1989, 11, 31) * 1000, 'time_out_of_range'],
  [0, 'time_out_of_range'],
  [-1, 'time_out_of_range'],
  [Number.NaN, 'time_out_of_range'],
  [2 ** 53, 'time_out_of_range'],
  [now + 0.5, 'time_out_of_range'],
])('a source time of %d µs: %s', (time, reason) => {
  expect(admitTime(time, now)).toBe(reason)
})

test('every reason is counted from the start, so that a metric never appears out of nothing', () => {
  const refusals = new Refusals({
    devices: new FakeDevices(),
    watch: { rogue: () => undefined },
    clock: new ManualClock(),
  })
  expect([...refusals.counts()]).toEqual(refusalReasons.map((reason) => [reason, 0]))
  refusals.close()
})

test('a source hears of its newest refusal once a second, and how many more there were; who goes astray is raised', async () => {
  const clock = new ManualClock()
  const devices = new FakeDevices()
  const raised: unknown[][] = []
  const refusals = new Refusals({ devices, watch: { rogue: (...told) => raised.push(told) }, clock })
  const who = { tenant: fakeTenant, source: { device: 'meter' } }
  for (let i = 0; i < 1000; i++) refusals.count({ reason: 'depth', detail: `message ${i}` }, who)
  refusals.count({ reason: 'bad_credentials', detail: 'nobody to tell' })
  await clock.advance(3000)
  expect(devices.reports.map(({ report }) => report.lastError)).toEqual(['depth: message 999 (and 999 more)'])
  expect([refusals.counts().get('depth'), refusals.counts().get('bad_credentials')]).toEqual([1000, 1])
  expect(raised).toEqual([])
  const astray = { reason: 'not_authorised_topic', detail: 'meter may not publish to v1/pump/telemetry.' } as const
  refusals.count(astray, who)
  refusals.count(astray)
  expect(raised).toEqual([[fakeTenant, who.source, astray]])
  refusals.close()
})
