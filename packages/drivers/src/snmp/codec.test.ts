import { Status, type Value } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DataType, TagSpec } from '../kit/driver.ts'
import { Asn, readStatus, readVarbind, shapeOf, writeRefusal, writeVarbind } from './codec.ts'
import { belongs } from './screen.ts'

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(/\s/g, ''), 'hex')
const text = (value: string): Buffer => Buffer.from(value)
const held = (type: number, value: unknown) => ({ oid: '1.3.6.1.4.1.1.0', type, value })

describe('the value of an object', () => {
  test.each<[string, number, unknown, DataType, Value, number]>([
    ['INTEGER', Asn.integer, -42, 'int32', -42, Status.Good],
    ['INTEGER beyond the tag', Asn.integer, 70_000, 'int16', null, Status.BadOutOfRange],
    ['INTEGER below the tag', Asn.integer, -1, 'uint16', null, Status.BadOutOfRange],
    ['TruthValue true', Asn.integer, 1, 'bool', true, Status.Good],
    ['TruthValue false', Asn.integer, 2, 'bool', false, Status.Good],
    ['zero as a bool', Asn.integer, 0, 'bool', false, Status.Good],
    ['no TruthValue', Asn.integer, 3, 'bool', null, Status.BadOutOfRange],
    ['INTEGER as text', Asn.integer, 3, 'string', null, Status.BadTypeMismatch],
    ['Counter32', Asn.counter32, 4_294_967_295, 'uint32', 4_294_967_295, Status.Good],
    ['Gauge32', Asn.gauge32, 7, 'float64', 7, Status.Good],
    ['TimeTicks', Asn.timeTicks, 123_456, 'uint32', 123_456, Status.Good],
    ['Counter64', Asn.counter64, bytes('7fffffffffffffff'), 'uint64', 2n ** 63n - 1n, Status.Good],
    ['Counter64 of nine bytes', Asn.counter64, bytes('00ffffffffffffffff'), 'uint64', 2n ** 64n - 1n, Status.Good],
    ['Counter64 of too many', Asn.counter64, bytes('01ffffffffffffffff'), 'uint64', null, Status.BadDecodingError],
    ['Counter64 of one byte', Asn.counter64, bytes('05'), 'uint64', 5n, Status.Good],
    ['text', Asn.octets, text('Kessel 7 °C'), 'string', 'Kessel 7 °C', Status.Good],
    ['text up to NUL', Asn.octets, text('pump\0\0'), 'string', 'pump', Status.Good],
    ['no text', Asn.octets, bytes('ff00'), 'string', null, Status.BadDecodingError],
    ['a number as text', Asn.octets, text(' 21.45 '), 'float64', 21.45, Status.Good],
    ['a whole number as text', Asn.octets, text('-12'), 'int16', -12n, Status.Good],
    ['a fraction for a whole tag', Asn.octets, text('1.5'), 'int16', null, Status.BadTypeMismatch],
    ['words for a number', Asn.octets, text('n/a'), 'float64', null, Status.BadTypeMismatch],
    ['OBJECT IDENTIFIER', Asn.oid, '1.3.6.1.4.1.8072', 'string', '1.3.6.1.4.1.8072', Status.Good],
    ['OBJECT IDENTIFIER as number', Asn.oid, '1.3', 'int32', null, Status.BadTypeMismatch],
    ['IpAddress', Asn.ipAddress, '10.0.0.7', 'string', '10.0.0.7', Status.Good],
    ['Opaque float', Asn.opaque, bytes('9f7804 41a40000'), 'float32', 20.5, Status.Good],
    ['Opaque double', Asn.opaque, bytes('9f7908 4034800000000000'), 'float64', 20.5, Status.Good],
    ['Opaque of another kind', Asn.opaque, bytes('9f7a01 00'), 'float64', null, Status.BadTypeMismatch],
    ['noSuchObject', Asn.noSuchObject, null, 'int32', null, Status.BadNodeIdUnknown],
    ['noSuchInstance', Asn.noSuchInstance, null, 'int32', null, Status.BadNodeIdUnknown],
    ['endOfMibView', Asn.endOfMibView, null, 'int32', null, Status.BadNodeIdUnknown],
    ['NULL', 5, null, 'int32', null, Status.BadTypeMismatch],
  ])('%s', (_says, asn, value, type, expected, status) => {
    expect(readVarbind(held(asn, value), { type, form: 'text' })).toEqual({ value: expected, status })
  })

  test('bytes in hex', () => {
    const reading = readVarbind(held(Asn.octets, bytes('001b21ff')), { type: 'string', form: 'hex' })
    expect(reading).toEqual({ value: '00:1b:21:ff', status: Status.Good })
  })

  test('shows itself to a browser in the form that holds it whole', () => {
    expect(shapeOf(held(Asn.octets, text('lo')))).toEqual({ type: 'string', form: 'text' })
    expect(shapeOf(held(Asn.octets, bytes('001b21')))).toEqual({ type: 'string', form: 'hex' })
    expect(shapeOf(held(Asn.opaque, bytes('9f780441a40000')))).toEqual({ type: 'float64', form: 'text' })
    expect(shapeOf(held(Asn.counter64, bytes('05')))).toEqual({ type: 'uint64', form: 'text' })
  })
})

describe('a value to be set', () => {
  const spec = (type: DataType): TagSpec => ({ id: 1, address: '1.3.6.1.4.1.1.0', type, access: 'rw', periodMs: 100 })
  const write = (raw: Value, asn: number, type: DataType, form: 'text' | 'hex' = 'text') =>
    writeVarbind(raw, '1.3.6.1.4.1.1.0', asn, spec(type), form)

  test('takes the type that the object has', () => {
    expect(write(-5n, Asn.integer, 'int16')).toMatchObject({ type: Asn.integer, value: -5 })
    expect(write(true, Asn.integer, 'bool')).toMatchObject({ type: Asn.integer, value: 1 })
    expect(write(false, Asn.integer, 'bool')).toMatchObject({ type: Asn.integer, value: 2 })
    expect(write(4_294_967_295, Asn.gauge32, 'uint32')).toMatchObject({ type: Asn.gauge32, value: 4_294_967_295 })
    expect(write('hall 3', Asn.octets, 'string')).toMatchObject({ value: text('hall 3') })
    expect(write('00:1b:FF', Asn.octets, 'string', 'hex')).toMatchObject({ value: bytes('001bff') })
    expect(write('', Asn.octets, 'string')).toMatchObject({ value: '' })
    expect(write(21.5, Asn.octets, 'float64')).toMatchObject({ value: text('21.5') })
    expect(write('1.3.6.1', Asn.oid, 'string')).toMatchObject({ value: '1.3.6.1' })
    expect(write('10.0.0.7', Asn.ipAddress, 'string')).toMatchObject({ value: '10.0.0.7' })
  })

  test.each<[Value, number, DataType, number]>([
    [70_000, Asn.integer, 'int16', Status.BadOutOfRange],
    [3_000_000_000, Asn.integer, 'uint32', Status.BadOutOfRange],
    [1.5, Asn.integer, 'float64', Status.BadTypeMismatch],
    ['x', Asn.integer, 'string', Status.BadTypeMismatch],
    [-1, Asn.gauge32, 'int32', Status.BadOutOfRange],
    [true, Asn.gauge32, 'bool', Status.BadTypeMismatch],
    ['10.0.0', Asn.ipAddress, 'string', Status.BadTypeMismatch],
    ['1', Asn.oid, 'string', Status.BadTypeMismatch],
    [1, Asn.counter32, 'uint32', Status.BadNotWritable],
    [1, Asn.counter64, 'uint64', Status.BadNotWritable],
    [1, Asn.opaque, 'float64', Status.BadNotSupported],
  ])('%j into type %i of a tag %s is refused', (raw, asn, type, status) => {
    expect(write(raw, asn, type)).toMatchObject({ status, message: expect.any(String) })
  })

  test('comes back as it was, whatever the number', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), (value) => {
        const varbind = write(value, Asn.integer, 'int32')
        expect('type' in varbind && readVarbind(varbind, { type: 'int32', form: 'text' }).value).toBe(value)
      }),
    )
  })
})

test('every error of RFC 3416 §3 has a status for reads and for writes', () => {
  for (let error = 2; error <= 18; error++) {
    expect(readStatus(error) >>> 30).toBe(2)
    expect(writeRefusal(error).status >>> 30).toBe(2)
  }
  expect(readStatus(5)).toBe(Status.BadDeviceFailure)
  expect(writeRefusal(17)).toEqual({
    status: Status.BadNotWritable,
    message: 'The agent refused the value: notWritable.',
  })
  expect(readStatus(99)).toBe(Status.BadUnexpectedError)
})

describe('a message is shown to a session', () => {
  // RFC 3416 §3 in BER: version 2c, community "public", GetResponse 1, sysUpTime.0 = 5.
  const v2 = bytes('3027 020101 0406 7075626c6963 a21a 020101 020100 020100 300f 300d 06082b06010201010300 430105')
  // RFC 3412 §6: header with the flags given, plain security parameters, an empty scoped PDU of the tag given.
  const v3 = (flags: string, pdu: string): Buffer =>
    bytes(
      `303a 020103 300e 020101 020300ffe3 0401${flags} 020103 0410 300e 0400 020101 020101 0400 0400 0400 3013 0400 0400 ${pdu}0d 020101 020100 020100 3002 3000`,
    )

  test('of the same version', () => {
    expect(belongs(v2, { version: 1, flags: 0 })).toBe(true)
    expect(belongs(v2, { version: 3, flags: 3 })).toBe(false)
    expect(belongs(v3('00', 'a2'), { version: 1, flags: 0 })).toBe(false)
  })

  test('if it is protected as the request was, or a Report', () => {
    expect(belongs(v3('00', 'a2'), { version: 3, flags: 0 })).toBe(true)
    expect(belongs(v3('00', 'a2'), { version: 3, flags: 3 })).toBe(false)
    expect(belongs(v3('01', 'a2'), { version: 3, flags: 3 })).toBe(false)
    expect(belongs(v3('03', '04'), { version: 3, flags: 3 })).toBe(true)
    expect(belongs(v3('00', 'a8'), { version: 3, flags: 3 })).toBe(true)
  })

  test('unless it is cut or goes on after its end', () => {
    for (let length = 0; length < v2.length; length++)
      expect(belongs(v2.subarray(0, length), { version: 1, flags: 0 })).toBe(false)
    expect(belongs(Buffer.concat([v2, v2]), { version: 1, flags: 0 })).toBe(false)
  })
})
