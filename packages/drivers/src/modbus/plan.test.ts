import { valueAt } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { planBlocks } from '../kit/block-plan.ts'
import type { DataType, TagSpec } from '../kit/driver.ts'
import { TagRows } from '../kit/rows.ts'
import { decodeTag, holdsBits, planTag, readRequest } from './plan.ts'

const tag = (id: number, address: string, type: DataType = 'uint16'): TagSpec => ({
  id,
  address,
  type,
  access: 'r',
  periodMs: 1_000,
})
const plan = (tags: readonly TagSpec[]) => tags.map((spec) => planTag(spec, { unit: 1, wordOrder: 'ABCD' }))
const requests = (tags: readonly TagSpec[], maxRegisters = 125): string[] =>
  planBlocks(plan(tags), { maxUnits: (space) => (holdsBits(space) ? 2_000 : maxRegisters), maxGap: 16 }).map(
    (block) => {
      const { unit, pdu } = readRequest(block)
      return `${unit}:${Buffer.from(pdu).toString('hex')}`
    },
  )

describe('the plan of a device', () => {
  test('asks for each unit and area apart, in as few requests as allowed', () => {
    const tags = [
      tag(1, 'holding:0'),
      tag(2, 'holding:10', 'float64'),
      tag(3, 'input:0'),
      tag(4, '2:holding:5'),
      tag(5, 'coil:0', 'bool'),
      tag(6, 'coil:15', 'bool'),
      tag(7, 'discrete:3', 'bool'),
    ]
    expect(requests(tags)).toEqual(['1:0100000010', '1:0200030001', '1:030000000e', '1:0400000001', '2:0300050001'])
  })

  test('keeps to the limits of the device', () => {
    const tags = Array.from({ length: 10 }, (_, i) => tag(i, `holding:${i}`))
    expect(requests(tags, 4)).toEqual(['1:0300000004', '1:0300040004', '1:0300080002'])
  })

  test('100,000 registers of one device are 800 requests', () => {
    const tags = Array.from({ length: 50_000 }, (_, i) => [
      tag(i, `holding:${i}`),
      tag(50_000 + i, `input:${i}`),
    ]).flat()
    expect(requests(tags)).toHaveLength(800)
  })
})

describe('a reply', () => {
  test('gives each tag its value, each integer as int64 whatever its sign', () => {
    const members = plan([tag(7, 'holding:0', 'int16'), tag(8, 'holding:1', 'uint32'), tag(9, 'holding:3', 'int32')])
    const rows = new TagRows(members.map(({ spec }) => spec))
    const columns = rows.columns()
    const bytes = Buffer.from('030afffeffffffff80000000', 'hex')
    for (const [row, member] of members.entries())
      decodeTag(member, { bytes, offset: member.start, row }, rows, columns)
    const batch = rows.batch(columns)
    expect([0, 1, 2].map((i) => [batch.series[i], valueAt(batch, i)])).toEqual([
      [7, -2n],
      [8, 4_294_967_295n],
      [9, -2_147_483_648n],
    ])
  })
})
