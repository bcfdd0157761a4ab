import { Fault, Status, type Value } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DataType, TagSpec } from '../kit/driver.ts'
import {
  answered,
  decodeAnswer,
  decodeIAm,
  decodePacket,
  decodeReadMultiple,
  decodeReadProperty,
  encodePacket,
  encodeReadMultiple,
  encodeReadProperty,
  encodeWhoIs,
  encodeWriteProperty,
  Service,
} from './codec.ts'
import { Octets, Tag, Writer } from './encoding.ts'
import { errorStatus, statusOfFlags } from './status.ts'
import { readValues, writeValue } from './values.ts'

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'))
const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex')
const same = (hexadecimal: string): string => hexadecimal.replaceAll(/\s/g, '').toLowerCase()
const refused = (run: () => unknown): string => {
  try {
    run()
    return 'none'
  } catch (fault) {
    return fault instanceof Fault ? fault.code : String(fault)
  }
}

// ASHRAE 135 Annex F; the requests differ in the size they accept (1,476 bytes, 05).
describe('the examples of Annex F', () => {
  test('F.3.5, ReadProperty: the present value of analog-input 5 is 72.3', () => {
    const reference = { objectType: 0, instance: 5, property: 85 }
    expect(hex(encodeReadProperty(1, reference))).toBe(same('00 05 01 0C 0C 00000005 19 55'))
    const answer = bytes('30 01 0C 0C 00000005 19 55 3E 44 4290999A 3F')
    expect(answered(answer)).toBe(1)
    const outcome = decodeAnswer(answer, Service.readProperty, (octets) => decodeReadProperty(octets, reference))
    expect(outcome).toEqual({ is: 'done', result: [{ tag: Tag.real, value: Math.fround(72.3) }] })
  })

  test('F.3.7, ReadPropertyMultiple: present value and reliability of analog-input 16', () => {
    const references = [85, 103].map((property) => ({ objectType: 0, instance: 16, property }))
    expect(hex(encodeReadMultiple(0xf1, references))).toBe(same('00 05 F1 0E 0C 00000010 1E 09 55 09 67 1F'))
    const answer = bytes('30 F1 0E 0C 00000010 1E 29 55 4E 44 4290999A 4F 29 67 4E 91 00 4F 1F')
    const outcome = decodeAnswer(answer, Service.readPropertyMultiple, (octets) =>
      decodeReadMultiple(octets, references),
    )
    expect(outcome).toEqual({
      is: 'done',
      result: [
        { values: [{ tag: Tag.real, value: Math.fround(72.3) }] },
        { values: [{ tag: Tag.enumerated, value: 0 }] },
      ],
    })
  })

  test('F.3.9, WriteProperty: 180.0 to analog-value 1, and its acknowledgement', () => {
    const reference = { objectType: 2, instance: 1, property: 85 }
    const value = { tag: Tag.real, value: 180 }
    expect(hex(encodeWriteProperty(0x59, reference, value, undefined))).toBe(
      same('00 05 59 0F 0C 00800001 19 55 3E 44 43340000 3F'),
    )
    expect(hex(encodeWriteProperty(0x59, reference, value, 8))).toBe(
      same('00 05 59 0F 0C 00800001 19 55 3E 44 43340000 3F 49 08'),
    )
    expect(decodeAnswer(bytes('20 59 0F'), Service.writeProperty, (octets) => octets)).toEqual({
      is: 'done',
      result: undefined,
    })
  })

  test('F.4.9, I-Am of device 1 with 480 bytes, vendor 99', () => {
    expect(decodeIAm(bytes('10 00 C4 02000001 22 01E0 91 01 21 63'))).toEqual({ instance: 1, maxApdu: 480, vendor: 99 })
    expect(hex(encodeWhoIs())).toBe('1008')
  })
})

// ASHRAE 135 §20.2, the examples of each encoding.
describe('values', () => {
  test.each<[string, number, Value]>([
    ['00', Tag.null, null],
    ['10', Tag.boolean, false],
    ['11', Tag.boolean, true],
    ['21 48', Tag.unsigned, 72],
    ['31 48', Tag.signed, 72],
    ['31 B8', Tag.signed, -72],
    ['32 FF38', Tag.signed, -200],
    ['44 42900000', Tag.real, 72],
    ['55 08 4052000000000000', Tag.double, 72],
    ['63 1234FF', Tag.octets, '1234ff'],
    ['75 19 00 546869732069732061204241436E657420737472696E6721', Tag.characters, 'This is a BACnet string!'],
    ['75 08 00 4672616EC3A761', Tag.characters, 'França'],
    ['75 07 04 00480065 006C', Tag.characters, 'Hel'],
    ['74 05 4672E9', Tag.characters, 'Fré'],
    ['82 03 A8', Tag.bits, '10101'],
    ['91 00', Tag.enumerated, 0],
    ['A4 5B011804', Tag.date, '1991-01-24'],
    ['B4 11232D11', Tag.time, '17:35:45.17'],
    ['C4 00C0000F', Tag.object, 'binary-input:15'],
  ])('%s is tag %i, %j', (encoded, tag, value) => {
    expect(new Octets(bytes(encoded)).value()).toEqual({ tag, value })
  })

  test.each(['F5', '45 05 0000000000', '43 000000', '20', '29 00', '95', '72 06 41', '72 00 FF', '82 09 00', 'D1 00'])(
    '%s is refused',
    (encoded) => {
      expect(refused(() => new Octets(bytes(encoded)).values(3))).toBe('driver.reply_malformed')
    },
  )

  test('of every kind come back as they were written', () => {
    const value = fc.oneof(
      fc.record({ tag: fc.constant(Tag.unsigned), value: fc.integer({ min: 0, max: 0xffff_ffff }) }),
      fc.record({ tag: fc.constant(Tag.enumerated), value: fc.integer({ min: 0, max: 0xffff }) }),
      fc.record({ tag: fc.constant(Tag.signed), value: fc.integer() }),
      fc.record({ tag: fc.constant(Tag.real), value: fc.float({ noNaN: true }) }),
      fc.record({ tag: fc.constant(Tag.double), value: fc.double({ noNaN: true }) }),
      fc.record({ tag: fc.constant(Tag.boolean), value: fc.boolean() }),
      fc.record({ tag: fc.constant(Tag.characters), value: fc.string({ unit: 'grapheme', maxLength: 400 }) }),
      fc.record({ tag: fc.constant(Tag.bits), value: fc.stringMatching(/^[01]{0,20}$/) }),
    )
    fc.assert(
      fc.property(value, (written) => {
        const octets = new Octets(new Writer().value(written).bytes)
        expect(octets.value()).toEqual(written)
        expect(octets.left).toBe(0)
      }),
    )
  })
})

describe('an answer', () => {
  const reference = { objectType: 0, instance: 5, property: 85 }
  const read = (answer: string) =>
    decodeAnswer(bytes(answer), Service.readProperty, (octets) => decodeReadProperty(octets, reference))

  test.each([
    ['another service', '30 01 0E 0C 00000005 19 55 3E 44 4290999A 3F'],
    ['another object', '30 01 0C 0C 00000006 19 55 3E 44 4290999A 3F'],
    ['another property', '30 01 0C 0C 00000005 19 67 3E 44 4290999A 3F'],
    ['an element', '30 01 0C 0C 00000005 19 55 29 01 3E 44 4290999A 3F'],
    ['a segment', '38 01 00 01 0C 0C 00000005 19 55 3E 44 4290999A 3F'],
    ['bytes after the end', '30 01 0C 0C 00000005 19 55 3E 44 4290999A 3F 00'],
    ['no value', '20 01 0C'],
  ])('with %s is refused', (_says, answer) => {
    expect(refused(() => read(answer))).toBe('driver.reply_malformed')
  })

  test('that is cut is refused', () => {
    const whole = bytes('30 01 0C 0C 00000005 19 55 3E 44 4290999A 3F')
    for (let length = 1; length < whole.length; length++)
      expect(refused(() => read(hex(whole.subarray(0, length))))).toBe('driver.reply_malformed')
  })

  test('may be an error, a reject or an abort', () => {
    expect(read('50 01 0C 91 01 91 1F')).toEqual({ is: 'error', class: 1, code: 31 })
    expect(read('60 01 09')).toEqual({ is: 'reject', reason: 9 })
    expect(read('71 01 04')).toEqual({ is: 'abort', reason: 4 })
  })

  test('holds errors beside values, and structures that are skipped', () => {
    const references = [85, 87, 103].map((property) => ({ objectType: 1, instance: 2, property }))
    const answer = bytes(
      '30 01 0E 0C 00400002 1E 29 55 4E 44 41200000 4F 29 57 4E 0E 21 05 1E 11 1F 0F 00 4F 29 67 5E 91 02 91 20 5F 1F',
    )
    expect(
      decodeAnswer(answer, Service.readPropertyMultiple, (octets) => decodeReadMultiple(octets, references)),
    ).toEqual({
      is: 'done',
      result: [
        { values: [{ tag: Tag.real, value: 10 }] },
        {
          values: [
            { tag: Tag.structure, value: null },
            { tag: Tag.null, value: null },
          ],
        },
        { class: 2, code: 32 },
      ],
    })
  })
})

describe('a packet', () => {
  // Annex J.2.11: 81, original unicast, length; §6.2: version 1, expecting a reply.
  test('carries an APDU to a device of this network', () => {
    expect(hex(encodePacket(bytes('10 08'), false))).toBe('810a000801001008')
    expect(hex(encodePacket(bytes('00 05'), true))).toBe('810a000801040005')
  })

  test.each([
    ['unicast', '81 0A 0008 01 00 1008', '1008'],
    ['broadcast to all networks', '81 0B 000C 01 20 FFFF 00 FF 1008', '1008'],
    ['forwarded', '81 04 000E C0A80001 BAC0 01 00 1008', '1008'],
    ['from a device behind a router', '81 0A 000C 01 08 0001 01 05 1008', undefined],
    ['of a router', '81 0A 0007 01 80 00', undefined],
    ['a result of the link', '81 00 0006 0000', undefined],
  ])('%s', (_says, packet, apdu) => {
    const read = decodePacket(bytes(packet))
    expect(read && hex(read)).toBe(apdu)
  })

  test.each(['', '82 0A 0008 01 00 1008', '81 0A 0009 01 00 1008', '81 0A 0006 01 00', '81 0A 0008 02 00 1008'])(
    'that is %j is refused',
    (packet) => {
      expect(refused(() => decodePacket(bytes(packet)))).toBe('driver.frame_malformed')
    },
  )
})

describe('the status of a value', () => {
  const flags = (value: string) => ({ values: [{ tag: Tag.bits, value }] })
  const reliability = (value: number) => ({ values: [{ tag: Tag.enumerated, value }] })
  test.each<[string, number | undefined, number]>([
    ['0000', 0, Status.Good],
    ['1000', 0, Status.Good],
    ['0010', 0, Status.GoodLocalOverride],
    ['0001', 0, Status.BadOutOfService],
    ['0100', undefined, Status.BadDeviceFailure],
    ['0100', 1, Status.BadSensorFailure],
    ['0100', 2, Status.UncertainEngineeringUnitsExceeded],
    ['0101', 12, Status.BadNoCommunication],
    ['0011', 0, Status.BadOutOfService],
  ])('flags %s with reliability %j', (bits, reason, status) => {
    expect(statusOfFlags(flags(bits), reason === undefined ? { class: 2, code: 32 } : reliability(reason))).toBe(status)
  })

  test('without flags is good; errors have their own', () => {
    expect(statusOfFlags({ class: 2, code: 32 }, { class: 2, code: 32 })).toBe(Status.Good)
    expect(errorStatus(31)).toBe(Status.BadNodeIdUnknown)
    expect(errorStatus(999)).toBe(Status.BadUnexpectedError)
  })
})

describe('a property as a tag', () => {
  const one = (tag: number, value: Value) => [{ tag, value }]
  test.each<[readonly { tag: number; value: Value }[], DataType, Value, number]>([
    [one(Tag.real, 21.5), 'float32', 21.5, Status.Good],
    [one(Tag.unsigned, 70_000), 'uint16', null, Status.BadOutOfRange],
    [one(Tag.enumerated, 1), 'bool', true, Status.Good],
    [one(Tag.enumerated, 0), 'bool', false, Status.Good],
    [one(Tag.enumerated, 2), 'bool', null, Status.BadTypeMismatch],
    [one(Tag.enumerated, 62), 'uint16', 62, Status.Good],
    [one(Tag.boolean, true), 'bool', true, Status.Good],
    [one(Tag.boolean, true), 'uint8', null, Status.BadTypeMismatch],
    [one(Tag.characters, 'x'), 'string', 'x', Status.Good],
    [one(Tag.characters, 'x'), 'int16', null, Status.BadTypeMismatch],
    [one(Tag.real, 1), 'string', null, Status.BadTypeMismatch],
    [one(Tag.null, null), 'float32', null, Status.BadNoData],
    [[], 'float32', null, Status.BadTypeMismatch],
    [[...one(Tag.real, 1), ...one(Tag.real, 2)], 'float32', null, Status.BadTypeMismatch],
    [one(Tag.structure, null), 'float32', null, Status.BadTypeMismatch],
  ])('%j as %s', (values, type, value, status) => {
    expect(readValues(values, { type })).toEqual({ value, status })
  })

  test.each<[Value, number, DataType, object]>([
    [21.5, Tag.real, 'float32', { tag: Tag.real, value: 21.5 }],
    [7n, Tag.unsigned, 'uint16', { tag: Tag.unsigned, value: 7 }],
    [-7, Tag.unsigned, 'int16', { status: Status.BadOutOfRange }],
    [true, Tag.enumerated, 'bool', { tag: Tag.enumerated, value: 1 }],
    [true, Tag.real, 'bool', { status: Status.BadTypeMismatch }],
    ['x', Tag.characters, 'string', { tag: Tag.characters, value: 'x' }],
    [1e39, Tag.real, 'float64', { status: Status.BadOutOfRange }],
    [null, Tag.real, 'float32', { tag: Tag.null, value: null }],
    ['1111', Tag.bits, 'string', { status: Status.BadNotSupported }],
  ])('%s into tag %i of a %s', (raw, tag, type, expected) => {
    const spec: TagSpec = { id: 1, address: 'av:1', type, access: 'rw', periodMs: 100 }
    expect(writeValue(raw, tag, spec)).toMatchObject(expected)
  })
})
