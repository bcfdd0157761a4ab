import { isGood, Status, type Value, valueAt } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DataType } from '../kit/driver.ts'
import { TagRows } from '../kit/rows.ts'
import { planTag, type S7Tag } from './plan.ts'
import { roomBytes } from './text.ts'
import { decodeTag, encodeTag } from './value.ts'

const tagOf = (address: string, type: DataType, charset: 'latin1' | 'utf-8' = 'latin1'): S7Tag =>
  planTag({ id: 1, address, type, access: 'rw', periodMs: 1 }, charset)

function decode(tag: S7Tag, bytes: Uint8Array, offset = 0): [Value, number] {
  const rows = new TagRows([tag.spec])
  const columns = rows.columns()
  decodeTag(tag, { bytes, offset, row: 0 }, rows, columns)
  const batch = rows.batch(columns)
  return [valueAt(batch, 0), batch.status[0]!]
}

/** As the device holds it after a write: a text has its room before it. */
function there(tag: S7Tag, value: Value): [Value, number] {
  const bytes = encodeTag(tag, value)
  if (typeof bytes === 'number') return [null, bytes]
  const room = tag.text ? roomBytes(tag.text.form) : 0
  const memory = Buffer.alloc(600)
  if (room > 0) memory.writeUIntBE(tag.text!.characters, 5, room)
  const counted = tag.area === 'T' || tag.area === 'C'
  memory.set(bytes, counted ? 10 : 5 + room)
  return decode(tag, memory, 5)
}

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')

describe('values as a CPU holds them', () => {
  test.each([
    ['T5', 'uint32', '0123', 1_230n],
    ['T5', 'uint32', '1123', 12_300n],
    ['T5', 'uint32', '2123', 123_000n],
    ['T5', 'uint32', '3999', 9_990_000n],
    ['C7', 'uint16', '0456', 456n],
    ['DB1.DBB0/DT', 'string', '90 01 02 03 04 05 67 83', '1990-01-02T03:04:05.678'],
    ['DB1.DBB0/DT', 'string', '89 12 31 23 59 59 99 97', '2089-12-31T23:59:59.999'],
    ['DB1.DBB0/4', 'string', '04 02 4142 0000', 'AB'],
    ['DB1.DBB0/C4', 'string', '41 b0 43 20', 'A°C'],
  ] as const)('%s of type %s is read from %s', (address, type, bytes, value) => {
    expect(decode(tagOf(address, type), hex(bytes))).toEqual([value, Status.Good])
  })

  test.each([
    ['a counter with a digit of 10', 'C7', 'uint16', '0a00'],
    ['a text longer than its room', 'DB1.DBB0/4', 'string', '02 03 41424300'],
    ['a text longer than was read', 'DB1.DBB0/4', 'string', '14 05 41424344'],
    ['a date with a month of 13', 'DB1.DBB0/DT', 'string', '2613270430123456'],
    ['a date with letters', 'DB1.DBB0/DT', 'string', '261127043012345a'.replace('2611', 'a611')],
    ['a second of a thousand million nanoseconds', 'DB1.DBB0/DTL', 'string', '07ea 0b 1b 06 04 1e 0c 3b9aca00'],
    ['half a character', 'DB1.DBB0/W4', 'string', '0004 0001 d83d 000000000000'],
  ] as const)('%s is no value', (_, address, type, bytes) => {
    expect(decode(tagOf(address, type), hex(bytes))).toEqual([null, Status.BadDecodingError])
  })

  test('what is written is what is read, for every type', () => {
    const kinds: readonly [string, DataType, fc.Arbitrary<Value>][] = [
      ['DB1.DBB5', 'int8', fc.bigInt(-128n, 127n)],
      ['DB1.DBB5', 'uint8', fc.bigInt(0n, 255n)],
      ['DB1.DBW5', 'int16', fc.bigInt(-32_768n, 32_767n)],
      ['DB1.DBW5', 'uint16', fc.bigInt(0n, 65_535n)],
      ['DB1.DBD5', 'int32', fc.bigInt(-(2n ** 31n), 2n ** 31n - 1n)],
      ['DB1.DBD5', 'uint32', fc.bigInt(0n, 2n ** 32n - 1n)],
      ['DB1.DBB5', 'int64', fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n)],
      ['DB1.DBB5', 'uint64', fc.bigInt(0n, 2n ** 63n - 1n)],
      ['DB1.DBD5', 'float32', fc.float({ noNaN: true })],
      ['DB1.DBD5', 'float64', fc.double({ noNaN: true })],
      ['C5', 'uint16', fc.bigInt(0n, 999n)],
      ['T5', 'uint32', fc.integer({ min: 0, max: 999 }).map((count) => BigInt(count) * 100n)],
      [
        'DB1.DBB5/200',
        'string',
        fc.string({ maxLength: 200, unit: fc.integer({ min: 1, max: 255 }).map((c) => String.fromCharCode(c)) }),
      ],
      ['DB1.DBB5/W200', 'string', fc.string({ maxLength: 100, unit: 'grapheme' })],
      [
        'DB1.DBB5/DTL',
        'string',
        fc
          .date({ min: new Date('1970-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
          .map((date) => `${date.toISOString().slice(0, 23)}000000`),
      ],
      [
        'DB1.DBB5/DT',
        'string',
        fc
          .date({ min: new Date('1990-01-01'), max: new Date('2089-12-31'), noInvalidDate: true })
          .map((date) => date.toISOString().slice(0, 23)),
      ],
    ]
    for (const [address, type, values] of kinds) {
      const tag = tagOf(address, type)
      fc.assert(
        fc.property(values, (value) => {
          const [back, status] = there(tag, value)
          expect(isGood(status)).toBe(true)
          expect(back).toEqual(value)
        }),
      )
    }
  })

  test('UTF-8 in a STRING counts bytes, and Latin-1 takes no more than it has', () => {
    expect(there(tagOf('DB1.DBB5/6', 'string', 'utf-8'), '七号')).toEqual(['七号', Status.Good])
    expect(there(tagOf('DB1.DBB5/5', 'string', 'utf-8'), '七号')).toEqual([null, Status.BadOutOfRange])
    expect(there(tagOf('DB1.DBB5/20', 'string'), '七号')).toEqual([null, Status.BadOutOfRange])
    expect(decode(tagOf('DB1.DBB5/4', 'string', 'utf-8'), hex('04 02 c3 28 0000'))).toEqual([
      null,
      Status.BadDecodingError,
    ])
  })

  test.each([
    ['T5', 'uint32', 12_345],
    ['T5', 'uint32', 9_990_001],
    ['T5', 'int32', -10],
    ['C5', 'uint16', 1_000],
    ['DB1.DBB5/DT', 'string', '2090-01-01T00:00:00'],
    ['DB1.DBB5/DTL', 'string', '1969-01-01T00:00:00'],
  ] as const)('%s does not take %s %s', (address, type, value) => {
    expect(encodeTag(tagOf(address, type), value)).toBe(Status.BadOutOfRange)
  })
})
