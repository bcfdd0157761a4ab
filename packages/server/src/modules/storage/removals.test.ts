import { expect, it } from 'vitest'
import type { AuditRecord } from '../audit/index.ts'
import { removalsOf } from './removals.ts'

const record = (seq: number, action: string, more: Partial<AuditRecord> = {}): AuditRecord => ({
  seq,
  at: `2026-11-26T0${seq}:00:00Z`,
  actor: { kind: 'person', id: 'a', name: 'ann' },
  action,
  outcome: 'done',
  prev: '',
  hash: '',
  ...more,
})
const asked = (seq: number, removal: string) =>
  record(seq, 'history.removal_asked', {
    target: { kind: 'asset', id: 'x', name: 'Boiler' },
    detail: { removal, reason: 'Trial', points: 2, series: 3 },
  })

it('a removal is under way, done, failed, or cut off by an end of the platform', () => {
  const removals = removalsOf(
    [
      asked(1, 'done'),
      record(2, 'history.removed', { detail: { removal: 'done', samples: 7 } }),
      asked(3, 'failed'),
      record(4, 'history.removed', { outcome: 'failed', detail: { removal: 'failed' } }),
      asked(5, 'running'),
      asked(6, 'lost'),
    ],
    new Set(['running']),
  )
  expect(removals.map(({ id, state, samples, endedAt }) => ({ id, state, samples, endedAt }))).toEqual([
    { id: 'lost', state: 'unknown', samples: undefined, endedAt: undefined },
    { id: 'running', state: 'running', samples: undefined, endedAt: undefined },
    { id: 'failed', state: 'failed', samples: undefined, endedAt: '2026-11-26T04:00:00Z' },
    { id: 'done', state: 'done', samples: 7, endedAt: '2026-11-26T02:00:00Z' },
  ])
  expect(removals[3]).toMatchObject({ kind: 'asked', name: 'Boiler', points: 2, reason: 'Trial', by: 'ann' })
})

it('what a rule deleted is told as a removal of its own', () => {
  const detail = { days: 90, before: '2026-08-28T00:00:00Z', samples: 12, series: 4 }
  expect(removalsOf([record(1, 'history.expired', { detail })], new Set())).toEqual([
    {
      id: '1',
      state: 'done',
      kind: 'rule',
      points: 4,
      to: '2026-08-28T00:00:00Z',
      days: 90,
      samples: 12,
      by: 'ann',
      askedAt: '2026-11-26T01:00:00Z',
      endedAt: '2026-11-26T01:00:00Z',
    },
  ])
})
