import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { decodePayload } from './decode-payload.ts'
import { encodePayload } from './encode-payload.ts'
import { SparkplugType } from './payload.ts'

interface ForeignMetric {
  name: string
  type: string
  value: unknown
}
interface Foreign {
  encodePayload(payload: { timestamp: number; seq: number; metrics: ForeignMetric[] }): Uint8Array
  decodePayload(bytes: Uint8Array): {
    timestamp: { toNumber(): number } | number
    seq: unknown
    metrics: ForeignMetric[]
  }
}
/** Eclipse Tahu's JavaScript codec, which we did not write. It decodes Int64 as unsigned, so negative ones are left out there. */
const foreign = (createRequire(import.meta.url)('sparkplug-payload') as { get(namespace: string): Foreign }).get(
  'spBv1.0',
)

const all: [name: string, datatype: SparkplugType, value: number | bigint | boolean | string][] = [
  ['Int8', SparkplugType.Int8, -5],
  ['Int16', SparkplugType.Int16, -30_000],
  ['Int32', SparkplugType.Int32, -2_000_000_000],
  ['Int64', SparkplugType.Int64, 4_000_000_000_000n],
  ['UInt8', SparkplugType.UInt8, 250],
  ['UInt16', SparkplugType.UInt16, 65_000],
  ['UInt32', SparkplugType.UInt32, 4_000_000_000],
  ['UInt64', SparkplugType.UInt64, 9_000_000_000_000n],
  ['Float', SparkplugType.Float, 21.5],
  ['Double', SparkplugType.Double, 0.1],
  ['Boolean', SparkplugType.Boolean, true],
  ['String', SparkplugType.String, '锅炉'],
  ['Text', SparkplugType.Text, 'long text'],
]

test('what we write, Eclipse Tahu reads', () => {
  // Its JavaScript codec expects UInt32 in long_value; §6.4.16 says uint32, and so do we. We read both.
  const cases = all.filter(([name]) => name !== 'UInt32')
  const bytes = encodePayload({
    timestamp: 1_700_000_000_000,
    seq: 5,
    metrics: cases.map(([name, datatype, value]) => ({ name, datatype, value })),
  })
  const read = foreign.decodePayload(bytes).metrics
  expect(read.map(({ name, type, value }) => [name, type, String(value)])).toEqual(
    cases.map(([name, , value]) => [name, name, String(value)]),
  )
})

test('what Eclipse Tahu writes, we read', () => {
  const metrics = all.map(([name, , value]) => ({
    name,
    type: name,
    value: typeof value === 'bigint' ? Number(value) : value,
  }))
  const read = decodePayload(foreign.encodePayload({ timestamp: 1_700_000_000_000, seq: 5, metrics }))
  expect(read.timestamp).toBe(1_700_000_000_000)
  expect(read.metrics.map(({ name, datatype, value }) => [name, datatype, value])).toEqual(all)
})

test('what we extend, Eclipse Tahu skips', () => {
  const bytes = encodePayload({
    timestamp: 1,
    seq: 0,
    metrics: [{ name: 'a', datatype: SparkplugType.Int32, value: -1 }],
    millrace: { position: 5, micros: [250], status: [0x80000000] },
  })
  expect(foreign.decodePayload(bytes).metrics).toMatchObject([{ name: 'a', value: -1 }])
})
