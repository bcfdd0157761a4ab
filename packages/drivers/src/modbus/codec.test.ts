import type { Fault } from '@millrace/core'
import { Status } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import {
  checkReply,
  encodeFrame,
  encodeMaskWrite,
  encodeRead,
  encodeWriteCoil,
  encodeWriteCoils,
  encodeWriteRegister,
  encodeWriteRegisters,
  exceptionStatus,
  FrameDecoder,
} from './codec.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const bytes = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')
const code = (run: () => unknown): string => {
  try {
    run()
  } catch (fault) {
    return (fault as Fault).code
  }
  return 'none'
}

describe('requests are the examples of the Modbus specification', () => {
  test.each([
    ['§6.1 read coils 20–38', encodeRead(1, 0x13, 0x13), '0100130013'],
    ['§6.3 read holding registers 108–110', encodeRead(3, 0x6b, 3), '03006b0003'],
    ['§6.5 write coil 173 on', encodeWriteCoil(0xac, true), '0500acff00'],
    ['§6.6 write register 2', encodeWriteRegister(1, Uint8Array.of(0, 3)), '0600010003'],
    [
      '§6.11 write 10 coils from 20',
      encodeWriteCoils(0x13, [true, false, true, true, false, false, true, true, true, false]),
      '0f0013000a02cd01',
    ],
    ['§6.12 write 2 registers from 2', encodeWriteRegisters(1, bytes('000a 0102')), '100001000204000a0102'],
    ['§6.16 mask write register 5', encodeMaskWrite(4, 0xf2, 0x25), '16000400f20025'],
  ])('%s', (_, pdu, expected) => expect(hex(pdu)).toBe(expected))

  test('a frame carries transaction, length and unit', () => {
    expect(hex(encodeFrame(0x1501, 0xff, encodeRead(3, 4, 1)))).toBe('150100000006ff0300040001')
  })
})

describe('a reply is held against its request', () => {
  const read = encodeRead(3, 0, 2)
  test('is accepted when function and byte count fit', () => expect(checkReply(read, bytes('0304 0001 0002'))).toBe(0))
  test('is an exception when the function says so', () => expect(checkReply(read, bytes('8302'))).toBe(2))
  test.each([
    ['another function', '0404 0001 0002'],
    ['a byte count that does not fit the request', '0306 0001 0002 0003'],
    ['fewer bytes than it says', '0304 0001'],
    ['more bytes than it says', '0304 0001 0002 00'],
    ['an exception without a code', '83'],
    ['exception 0', '8300'],
  ])('is refused with %s', (_, reply) =>
    expect(code(() => checkReply(read, bytes(reply)))).toBe('driver.reply_malformed'),
  )

  test('bits come in whole bytes', () => expect(checkReply(encodeRead(1, 0, 9), bytes('0102 ff01'))).toBe(0))
  test('a write must be echoed', () => {
    expect(checkReply(encodeWriteCoil(1, true), bytes('050001ff00'))).toBe(0)
    expect(checkReply(encodeWriteRegisters(1, bytes('000a0102')), bytes('1000010002'))).toBe(0)
    expect(checkReply(encodeMaskWrite(4, 0xf2, 0x25), bytes('16000400f20025'))).toBe(0)
    expect(code(() => checkReply(encodeWriteCoil(1, true), bytes('0500010000')))).toBe('driver.reply_malformed')
  })

  test.each([
    [1, Status.BadNotSupported],
    [2, Status.BadNodeIdUnknown],
    [3, Status.BadOutOfRange],
    [4, Status.BadDeviceFailure],
    [6, Status.BadResourceUnavailable],
    [10, Status.BadNoCommunication],
    [11, Status.BadNoCommunication],
    [77, Status.BadUnexpectedError],
  ])('exception %d has its OPC UA status', (exception, status) => expect(exceptionStatus(exception)).toBe(status))
})

describe('the frame decoder', () => {
  const frames = Buffer.concat([
    encodeFrame(1, 1, bytes('03020001')),
    encodeFrame(2, 9, bytes('8302')),
    encodeFrame(3, 1, bytes('03020003')),
  ])
  const expected = ['1/1/03020001', '2/9/8302', '3/1/03020003']
  const decode = (...chunks: Uint8Array[]): string[] => {
    const seen: string[] = []
    const decoder = new FrameDecoder((transaction, frame) =>
      seen.push(`${transaction}/${frame[0]}/${hex(frame.subarray(1))}`),
    )
    for (const chunk of chunks) decoder.push(chunk)
    expect(decoder.partial).toBe(false)
    return seen
  }

  test('finds three frames in one packet', () => expect(decode(frames)).toEqual(expected))
  test('finds them one byte a packet', () =>
    expect(decode(...[...frames].map((byte) => Uint8Array.of(byte)))).toEqual(expected))
  test('finds them wherever the packet is cut', () => {
    for (let cut = 0; cut <= frames.length; cut++)
      expect(decode(frames.subarray(0, cut), frames.subarray(cut))).toEqual(expected)
  })
  test.each([
    ['another protocol id', '0001 0001 0003 01 8302'],
    ['a length of 2', '0001 0000 0002 01 83'],
    ['a length of 255', '0001 0000 00ff 01 83'],
  ])('refuses %s', (_, chunk) => expect(code(() => decode(bytes(chunk)))).toBe('driver.frame_malformed'))
})
