import { Status, type Value, valueAt } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import type { DataType, TagSpec } from './driver.ts'
import { TagRows } from './rows.ts'

const spec = (type: DataType, more: Partial<TagSpec> = {}): TagSpec => ({
  id: 1,
  address: '',
  type,
  access: 'r',
  periodMs: 1_000,
  ...more,
})

describe('rows of a scan', () => {
  test('that failed have no values, and the next good scan is not touched by them', () => {
    const rows = new TagRows([spec('uint16'), { ...spec('uint16'), id: 2 }])
    const good = rows.columns()
    rows.number(0, 1, good)
    rows.number(1, 2, good)
    const bad = rows.columns()
    rows.none(0, Status.BadTimeout, 6_000, bad)
    const failed = rows.batch(bad)
    expect([valueAt(failed, 0), failed.status[0], failed.time[0]]).toEqual([null, Status.BadTimeout, 6_000])
    const batch = rows.batch(good)
    expect([0, 1].map((i) => [valueAt(batch, i), batch.status[i]])).toEqual([
      [1n, Status.Good],
      [2n, Status.Good],
    ])
    expect(rows.columns().status).toBe(good.status)
  })

  test.each<[DataType, Partial<TagSpec>, Value, Value, number]>([
    ['int32', {}, 7, 7n, Status.Good],
    ['int32', {}, 7.5, null, Status.BadTypeMismatch],
    ['int32', {}, '7', null, Status.BadTypeMismatch],
    ['uint64', {}, 2n ** 63n, null, Status.BadOutOfRange],
    ['uint64', { scale: { factor: 2, offset: 0 } }, 2n ** 63n, 2 ** 64, Status.Good],
    ['float32', {}, 7n, 7, Status.Good],
    ['float64', {}, Number.NaN, null, Status.BadOutOfRange],
    ['bool', {}, 2, true, Status.Good],
    ['bool', {}, false, false, Status.Good],
    ['string', {}, 'text', 'text', Status.Good],
    ['string', {}, 7, null, Status.BadTypeMismatch],
    ['float64', {}, null, null, Status.BadNoData],
    ['int16', { scale: { factor: 0.1, offset: 1 } }, 816, 82.6, Status.Good],
  ])('a value for %s %j: %s becomes %s', (type, more, raw, value, status) => {
    const rows = new TagRows([spec(type, more)])
    const columns = rows.columns()
    rows.value(0, raw, columns)
    const batch = rows.batch(columns)
    expect([valueAt(batch, 0), batch.status[0]]).toEqual([value, status])
  })
})
