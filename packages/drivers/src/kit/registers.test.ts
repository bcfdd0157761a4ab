import { Status } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DataType } from './driver.ts'
import { encodeValue, readInt64, readNumber, readString, type WordOrder } from './registers.ts'

const orders: WordOrder[] = ['ABCD', 'CDAB', 'BADC', 'DCBA']
const wire = (value: number | bigint | string, type: DataType, order: WordOrder, bytes?: number): string => {
  const encoded = encodeValue(value, { type, order, ...(bytes === undefined ? {} : { bytes }) })
  return typeof encoded === 'number' ? `status ${encoded.toString(16)}` : Buffer.from(encoded).toString('hex')
}

describe('word order', () => {
  test.each([
    ['ABCD', '0a0b0c0d', '0102030405060708', '0a0b'],
    ['CDAB', '0c0d0a0b', '0708050603040102', '0a0b'],
    ['BADC', '0b0a0d0c', '0201040306050807', '0b0a'],
    ['DCBA', '0d0c0b0a', '0807060504030201', '0b0a'],
  ] as const)('%s puts the bytes where its letters say', (order, two, four, one) => {
    expect(wire(0x0a0b0c0d, 'uint32', order)).toBe(two)
    expect(wire(0x0102030405060708n, 'uint64', order)).toBe(four)
    expect(wire(0x0a0b, 'uint16', order)).toBe(one)
  })

  test('every number comes back from the wire, in every order', () => {
    const ranges: Partial<Record<DataType, fc.Arbitrary<number>>> = {
      int8: fc.integer({ min: -128, max: 127 }),
      uint8: fc.nat(255),
      int16: fc.integer({ min: -32_768, max: 32_767 }),
      uint16: fc.nat(65_535),
      int32: fc.integer(),
      uint32: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      float32: fc.float({ noNaN: true }),
      float64: fc.double({ noNaN: true }),
    }
    for (const [type, numbers] of Object.entries(ranges) as [DataType, fc.Arbitrary<number>][]) {
      fc.assert(
        fc.property(numbers, fc.constantFrom(...orders), (value, order) => {
          const bytes = encodeValue(value, { type, order }) as Uint8Array
          expect(readNumber(bytes, 0, type, order)).toBe(value)
        }),
      )
    }
  })

  test('every 64-bit integer comes back from the wire', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.constantFrom(...orders), (value, order) => {
        expect(readInt64(encodeValue(value, { type: 'int64', order }) as Uint8Array, 0, 'int64', order)).toBe(value)
      }),
    )
  })
})

describe('a string', () => {
  test('ends at the first NUL and loses spaces at its end', () => {
    expect(readString(Buffer.from('pump 7  \0xx'), 0, 11, 'ABCD')).toBe('pump 7')
  })
  test('may come with swapped bytes', () => {
    expect(wire('pump', 'string', 'BADC', 6)).toBe(Buffer.from('uppm\0\0').toString('hex'))
    expect(readString(Buffer.from('uppm\0\0'), 0, 6, 'DCBA')).toBe('pump')
  })
  test('of an odd length leaves the last byte of its last register', () => {
    expect(wire('abc', 'string', 'ABCD', 3)).toBe('61626300')
    expect(readString(Buffer.from('abcd'), 0, 3, 'ABCD')).toBe('abc')
  })
  test('that is no UTF-8 is none', () => expect(readString(Uint8Array.of(0xff, 0xfe), 0, 2, 'ABCD')).toBeUndefined())
})

describe('a value that does not fit is refused', () => {
  test.each([
    [-1, 'uint16', Status.BadOutOfRange],
    [65_536, 'uint16', Status.BadOutOfRange],
    [1.5, 'int16', Status.BadTypeMismatch],
    [2n ** 64n, 'uint64', Status.BadOutOfRange],
    [1e39, 'float32', Status.BadOutOfRange],
    [Number.NaN, 'int32', Status.BadTypeMismatch],
    ['x', 'int32', Status.BadTypeMismatch],
    [true, 'float32', Status.BadTypeMismatch],
    [1, 'bool', Status.BadTypeMismatch],
    [1, 'string', Status.BadTypeMismatch],
    [null, 'float64', Status.BadTypeMismatch],
  ] as const)('%s as %s', (value, type, status) => {
    expect(encodeValue(value, { type, order: 'ABCD', bytes: 4 })).toBe(status)
  })
  test('a text longer than its registers', () => {
    expect(encodeValue('abcde', { type: 'string', order: 'ABCD', bytes: 4 })).toBe(Status.BadOutOfRange)
  })
})
