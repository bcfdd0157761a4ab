import type { Value } from '@millrace/core'
import type { DataType, TagSpec } from '@millrace/drivers'

/** What `server.py` holds in each word order, four registers apart: ABCD from 0, CDAB from 100, BADC from 200, DCBA from 300. */
export const numbers: readonly [DataType, Value][] = [
  ['int16', -12_345n],
  ['uint16', 54_321n],
  ['int32', -1_234_567_890n],
  ['uint32', 4_023_456_789n],
  ['int64', -1_234_567_890_123_456_789n],
  ['uint64', 9_123_456_789_012_345_678n],
  ['float32', -1234.56787109375],
  ['float64', -2.718281828459e-200],
]

export const orders = ['ABCD', 'CDAB', 'BADC', 'DCBA'] as const

export const tag = (id: number, address: string, type: DataType, more: Partial<TagSpec> = {}): TagSpec => ({
  id,
  address,
  type,
  access: 'r',
  periodMs: 100,
  ...more,
})
