import { Status, type Value } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CipType, cipTypes, decodeValue, encodeValue, splitTagData, stringBytes, type Wanted } from './values.ts'

const bytes = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')
const read = (data: string, wanted: Wanted) => decodeValue(splitTagData(bytes(data)), wanted)
const good = (value: Value) => ({ value, status: Status.Good })
const bad = (status: number) => ({ value: null, status })
const string = (length: string, text: string, room = 84): string =>
  `a002 ce0f ${length} ${Buffer.from(text).toString('hex')}${'00'.repeat(room - Buffer.from(text).length)}`

describe('values of Read Tag answers', () => {
  test.each([
    ['c100 01', 'bool', true],
    ['c100 ff', 'bool', true],
    ['c100 00', 'bool', false],
    ['c200 ff', 'int8', -1],
    ['c300 feff', 'int16', -2],
    ['c400 0e000000', 'int32', 14],
    ['c500 ffffffffffffffff', 'int64', -1n],
    ['c600 ff', 'uint8', 255],
    ['c700 feff', 'uint16', 65_534],
    ['c800 ffffffff', 'uint32', 4_294_967_295],
    ['c900 ffffffffffffffff', 'uint64', 18_446_744_073_709_551_615n],
    ['ca00 0000803f', 'float32', 1],
    ['cb00 000000000000f03f', 'float64', 1],
    ['d300 01000080', 'uint32', 0x8000_0001],
  ] as const)('%s is a %s', (data, type, value) => expect(read(data, { type })).toEqual(good(value)))

  test('bits are of the whole number that was answered', () => {
    expect(read('c400 00000080', { type: 'bool', bit: 31 })).toEqual(good(true))
    expect(read('c400 00000080', { type: 'bool', bit: 30 })).toEqual(good(false))
    expect(read('c200 80', { type: 'bool', bit: 7 })).toEqual(good(true))
    expect(read('c200 80', { type: 'bool', bit: 8 })).toEqual(bad(Status.BadTypeMismatch))
    expect(read('ca00 00000080', { type: 'bool', bit: 3 })).toEqual(bad(Status.BadTypeMismatch))
    expect(read('c100 01', { type: 'bool', bit: 0 })).toEqual(bad(Status.BadTypeMismatch))
  })

  test('another type than wanted is no value', () => {
    expect(read('c400 00000000', { type: 'uint32' })).toEqual(bad(Status.BadTypeMismatch))
    expect(read('c400 00000000', { type: 'float32' })).toEqual(bad(Status.BadTypeMismatch))
    expect(read('a002 cd9e 01000000', { type: 'int32' })).toEqual(bad(Status.BadTypeMismatch))
    expect(read('c400 00000000', { type: 'string' })).toEqual(bad(Status.BadTypeMismatch))
    expect(read(`a002 cd9e ${'00'.repeat(88)}`, { type: 'string' })).toEqual(bad(Status.BadTypeMismatch))
  })

  test('a number of another length is no value', () => {
    expect(read('c400 000000', { type: 'int32' })).toEqual(bad(Status.BadDecodingError))
    expect(read('c400 0000000000', { type: 'int32' })).toEqual(bad(Status.BadDecodingError))
  })

  test('strings are as long as they say', () => {
    expect(read(string('08000000', 'Kessel 7 and more'), { type: 'string' })).toEqual(good('Kessel 7'))
    expect(read(string('00000000', ''), { type: 'string' })).toEqual(good(''))
    expect(read('d000 0300 6f696c', { type: 'string' })).toEqual(good('oil'))
    expect(read('da00 03 6f696c', { type: 'string' })).toEqual(good('oil'))
    expect(read(`a002 3412 02000000 ${'61'.repeat(20)}`, { type: 'string', characters: 20 })).toEqual(good('aa'))
  })

  test('strings that cannot be are no value', () => {
    expect(read(string('53000000', 'x'), { type: 'string' })).toEqual(bad(Status.BadDecodingError))
    expect(read(string('ffffffff', 'x'), { type: 'string' })).toEqual(bad(Status.BadDecodingError))
    expect(read('da00 04 6f696c', { type: 'string' })).toEqual(bad(Status.BadDecodingError))
    expect(read(`a002 ce0f 01000000 ff${'00'.repeat(83)}`, { type: 'string' })).toEqual(bad(Status.BadDecodingError))
    expect(read(`a002 3412 02000000 ${'61'.repeat(24)}`, { type: 'string', characters: 20 })).toEqual(
      bad(Status.BadTypeMismatch),
    )
  })
})

describe('values for Write Tag', () => {
  const type = (name: CipType) => ({ code: cipTypes[name].code, bytes: Uint8Array.of(cipTypes[name].code, 0) })
  test('come back as they were, of every type', () => {
    const values: readonly [CipType, fc.Arbitrary<Value>][] = [
      ['BOOL', fc.boolean()],
      ['SINT', fc.integer({ min: -128, max: 127 })],
      ['INT', fc.integer({ min: -32_768, max: 32_767 })],
      ['DINT', fc.integer()],
      ['LINT', fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })],
      ['USINT', fc.nat(255)],
      ['UINT', fc.nat(65_535)],
      ['UDINT', fc.nat(2 ** 32 - 1)],
      ['ULINT', fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })],
      ['REAL', fc.float({ noNaN: true })],
      ['LREAL', fc.double({ noNaN: true })],
      ['LWORD', fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })],
    ]
    for (const [name, some] of values) {
      const wanted = { type: cipTypes[name].type }
      fc.assert(
        fc.property(some, (value) => {
          const data = encodeValue(value, type(name), wanted)
          expect(decodeValue({ type: type(name), data: data as Uint8Array }, wanted)).toEqual(good(value))
        }),
      )
    }
  })

  test('strings fill their structure and no more', () => {
    const own = { code: 0x02a0, handle: 0x0fce, bytes: bytes('a002ce0f') }
    const data = encodeValue('pump°', own, { type: 'string' }) as Uint8Array
    expect(data.length).toBe(stringBytes())
    expect(Buffer.from(data.subarray(0, 10)).toString('hex')).toBe('0600000070756d70c2b0')
    expect(encodeValue('x'.repeat(83), own, { type: 'string' })).toBe(Status.BadOutOfRange)
    expect(encodeValue('x'.repeat(21), own, { type: 'string', characters: 20 })).toBe(Status.BadOutOfRange)
    expect(encodeValue('x'.repeat(256), { code: 0xda, bytes: bytes('da00') }, { type: 'string' })).toBe(
      Status.BadOutOfRange,
    )
  })

  test('what does not fit the type is refused', () => {
    expect(encodeValue(128, type('SINT'), { type: 'int8' })).toBe(Status.BadOutOfRange)
    expect(encodeValue(1.5, type('DINT'), { type: 'int32' })).toBe(Status.BadTypeMismatch)
    expect(encodeValue('1', type('DINT'), { type: 'int32' })).toBe(Status.BadTypeMismatch)
    expect(encodeValue(1, type('BOOL'), { type: 'bool' })).toBe(Status.BadTypeMismatch)
  })
})
