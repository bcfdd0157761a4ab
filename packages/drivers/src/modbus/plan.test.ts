import { Status, valueAt } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import type { DataType, TagSpec } from '../kit/driver.ts'
import { type PlanSettings, planTags, readRequest } from './plan.ts'

const settings: PlanSettings = { unit: 1, wordOrder: 'ABCD', maxRegisters: 125, maxBits: 2_000, maxGap: 16 }
const tag = (id: number, address: string, type: DataType = 'uint16', more: Partial<TagSpec> = {}): TagSpec => ({
  id,
  address,
  type,
  access: 'r',
  periodMs: 1_000,
  ...more,
})
const requests = (tags: readonly TagSpec[], some: Partial<PlanSettings> = {}): string[] =>
  planTags(tags, { ...settings, ...some }).groups.flatMap((group) =>
    group.blocks.map((block) => {
      const { unit, pdu } = readRequest(block)
      return `${unit}:${Buffer.from(pdu).toString('hex')}`
    }),
  )

describe('the plan of a device', () => {
  test('asks for each period, unit and area apart, in as few requests as allowed', () => {
    const tags = [
      tag(1, 'holding:0'),
      tag(2, 'holding:10', 'float64'),
      tag(3, 'input:0'),
      tag(4, '2:holding:5'),
      tag(5, 'coil:0', 'bool'),
      tag(6, 'coil:15', 'bool'),
      tag(7, 'discrete:3', 'bool'),
      tag(8, 'holding:1', 'uint16', { periodMs: 5_000 }),
    ]
    expect(requests(tags)).toEqual([
      '1:0100000010',
      '1:0200030001',
      '1:030000000e',
      '1:0400000001',
      '2:0300050001',
      '1:0300010001',
    ])
  })

  test('keeps to the limits of the device', () => {
    const tags = Array.from({ length: 10 }, (_, i) => tag(i, `holding:${i}`))
    expect(requests(tags, { maxRegisters: 4 })).toEqual(['1:0300000004', '1:0300040004', '1:0300080002'])
    expect(requests([tag(1, 'holding:0'), tag(2, 'holding:4')], { maxGap: 2 })).toHaveLength(2)
  })

  test('names tags that cannot be read, and reads the others', () => {
    const { groups, verdicts } = planTags(
      [tag(1, 'holding:x'), tag(2, 'holding:1'), tag(3, 'input:1', 'uint16', { access: 'rw' })],
      settings,
    )
    expect(verdicts.map(({ status }) => status)).toEqual([Status.BadConfigurationError, Status.Good, Status.Good])
    expect(verdicts[0]!.message).toContain('position 9')
    expect(verdicts[2]!.message).toContain('cannot be written')
    expect(groups.flatMap((group) => group.tags)).toEqual([2, 3])
  })

  test('100,000 registers of one device are 800 requests', () => {
    const tags = Array.from({ length: 50_000 }, (_, i) => [
      tag(i, `holding:${i}`),
      tag(50_000 + i, `input:${i}`),
    ]).flat()
    expect(requests(tags)).toHaveLength(800)
  })
})

describe('a scan', () => {
  const scan = (tags: readonly TagSpec[], data: string) => {
    const group = planTags(tags, settings).groups[0]!
    const columns = group.columns()
    group.decode(
      group.blocks[0]!,
      Buffer.from(`03${(data.length / 2).toString(16).padStart(2, '0')}${data}`, 'hex'),
      5_000,
      columns,
    )
    return { group, columns, batch: group.batch(columns) }
  }

  test('becomes one batch, each integer as int64 whatever its sign', () => {
    const { batch } = scan(
      [tag(7, 'holding:0', 'int16'), tag(8, 'holding:1', 'uint32'), tag(9, 'holding:3', 'int32')],
      'fffeffffffff80000000',
    )
    expect([0, 1, 2].map((i) => [batch.series[i], valueAt(batch, i), batch.status[i], batch.time[i]])).toEqual([
      [7, -2n, Status.Good, 5_000],
      [8, 4_294_967_295n, Status.Good, 5_000],
      [9, -2_147_483_648n, Status.Good, 5_000],
    ])
  })

  test('that failed has no values, and the next good one is not touched by it', () => {
    const { group, columns, batch } = scan([tag(7, 'holding:0'), tag(8, 'holding:1')], '00010002')
    const bad = group.columns()
    group.fail(group.blocks[0]!, Status.BadTimeout, 6_000, bad)
    const failed = group.batch(bad)
    expect([0, 1].map((i) => [valueAt(failed, i), failed.status[i], failed.time[i]])).toEqual([
      [null, Status.BadTimeout, 6_000],
      [null, Status.BadTimeout, 6_000],
    ])
    expect([0, 1].map((i) => [valueAt(batch, i), batch.status[i]])).toEqual([
      [1n, Status.Good],
      [2n, Status.Good],
    ])
    expect(group.columns().status).toBe(columns.status)
  })
})
