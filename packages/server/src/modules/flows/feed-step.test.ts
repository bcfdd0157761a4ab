import { Status } from '@millrace/core'
import { expect, it } from 'vitest'
import type { PlatformEvent } from '../events/index.ts'
import { alarmFed, eventsFed } from './feed-step.ts'
import type { FeedRow } from './feed-store.ts'

const feed = (more: Partial<FeedRow> = {}): FeedRow => ({
  tenant: 't',
  run: 1,
  node: 'a',
  kind: 'alarm',
  wanted: '',
  position: 0,
  newest: 100,
  stands: [],
  given: 'false',
  pending: [],
  ...more,
})
const event = (type: string, subject: string, name = 'Hot'): PlatformEvent => ({
  specversion: '1.0',
  id: `${type} ${subject}`,
  source: 'urn:x',
  type: `alarm.${type}`,
  subject,
  time: '2026-11-24T08:00:00Z',
  datacontenttype: 'application/json',
  dataschema: 'x',
  sequence: '1',
  asset: 'p',
  data: { name: { en: name, zh: '热' } },
})
const [raised, cleared] = [
  (id: string, name?: string) => event('raised', id, name),
  (id: string) => event('cleared', id),
]
const all = { isSeen: true, now: 50 }

it('is true while any alarm stands that is meant, and says so where it changes, at times that rise', () => {
  const events = [raised('1'), raised('2'), cleared('1'), cleared('2'), raised('3')]
  const after = alarmFed(feed(), { ...all, events })
  expect(after.pending).toEqual([
    [101, true, Status.Good],
    [102, false, Status.Good],
    [103, true, Status.Good],
  ])
  expect([after.stands, after.given, after.newest]).toEqual([['3'], 'true', 103])
  expect(alarmFed(feed({ wanted: 'Cold' }), { ...all, events }).pending).toEqual([])
  for (const wanted of ['热', 'Hot', '3']) expect(alarmFed(feed({ wanted }), { ...all, events }).stands).toEqual(['3'])
})

it('says first how it stood, and is bad while it may not be seen', () => {
  expect(alarmFed(feed({ given: null, stands: ['1'] }), { ...all, events: [] }).pending).toEqual([[101, true, 0]])
  const hidden = alarmFed(feed(), { isSeen: false, now: 200, events: [raised('1')] })
  expect(hidden.pending).toEqual([[200, null, Status.BadNotReadable]])
  expect(alarmFed({ ...hidden, pending: [] }, { ...all, now: 300, events: [] }).pending).toEqual([[300, true, 0]])
})

it('gives every event a time of its own', () => {
  const { pending, newest } = eventsFed(feed({ kind: 'event' }), { events: [raised('1'), raised('2')], now: 500 })
  expect(pending.map(([time, value]) => [time, JSON.parse(String(value)).subject])).toEqual([
    [500, '1'],
    [501, '2'],
  ])
  expect(newest).toBe(501)
})
