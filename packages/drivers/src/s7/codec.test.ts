import { type Fault, Status } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  encodeRead,
  encodeSetup,
  encodeWrite,
  type Item,
  type ItemAnswer,
  ItemSize,
  itemStatus,
  jobStatus,
  readItems,
  readSetup,
  readWritten,
} from './codec.ts'
import { encodeConfirm, encodeConnect, encodeData, IsoDecoder, IsoFraming, readConfirm } from './iso.ts'
import { itemOf, planTag } from './plan.ts'
import {
  blockInfo,
  dataBlock,
  dataBlocks,
  encodeUserdata,
  listBlocks,
  OPERATING_MODE,
  readBlockLength,
  readBlocks,
  readMode,
  readStatusList,
  readUserdata,
  statusList,
} from './userdata.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const bytes = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')
const flat = (text: string): string => text.replaceAll(' ', '')
const code = (run: () => unknown): string => {
  try {
    run()
  } catch (fault) {
    return (fault as Fault).code
  }
  return 'none'
}
const item = (address: string, type: 'int16' | 'uint8' | 'uint32' | 'uint16'): Item =>
  itemOf(planTag({ id: 1, address, type, access: 'r', periodMs: 1 }, 'latin1'))

describe('ISO on TCP', () => {
  test('asks for a connection as RFC 905 §13.3 has it, in a TPKT of RFC 1006 §6', () => {
    expect(hex(encodeConnect(1, { local: 0x0100, remote: 0x0102 }))).toBe(
      flat('03 00 0016 11 e0 0000 0001 00 c0 01 0a c1 02 0100 c2 02 0102'),
    )
  })

  test('reads the confirmation by our own reference (RFC 905 §13.4), and the size of its TPDUs', () => {
    const seen: string[] = []
    const framing = new IsoFraming((id, frame) => seen.push(`${id}:${readConfirm(frame)}`))
    framing.push(encodeConfirm(encodeConnect(0x1234, { local: 1, remote: 2 }).subarray(4)))
    framing.push(bytes('03 00 000e 09 d0 0007 0001 00 c0 01 09'))
    framing.push(bytes('03 00 000b 06 d0 0008 0001 00'))
    expect(seen).toEqual(['4660:1024', '7:512', '8:1024'])
  })

  test.each([
    ['a disconnection (RFC 905 §13.5)', '03 00 000b 06 80 0001 0000 81', 's7.disconnected'],
    ['another version', '04 00 0007 02 f0 80', 'driver.frame_malformed'],
    ['a length of 6', '03 00 0006 02 f0', 'driver.frame_malformed'],
    ['a length beyond all PDUs', '03 00 2000', 'driver.frame_malformed'],
    ['a header longer than the TPDU', '03 00 0007 09 f0 80', 'driver.frame_malformed'],
    ['a TPDU nobody asked for', '03 00 000b 06 e0 0001 0000 00', 'driver.frame_malformed'],
    ['another protocol in it', '03 00 0011 02 f0 80 72 01 0000 0000 0000 0000', 'driver.frame_malformed'],
  ])('refuses %s', (_, frame, expected) => {
    expect(code(() => new IsoFraming(() => {}).push(bytes(frame)))).toBe(expected)
  })

  test('any PDU, in TPDUs of any size, cut anywhere, is put together (RFC 905 §13.7)', () => {
    const pdu = fc.uint8Array({ minLength: 1, maxLength: 900 })
    fc.assert(
      fc.property(
        fc.array(pdu, { maxLength: 4 }),
        fc.integer({ min: 20, max: 1_024 }),
        fc.nat(4_000),
        (pdus, most, at) => {
          const seen: string[] = []
          const decoder = new IsoDecoder({ data: (one) => seen.push(hex(one)), control: () => seen.push('control') })
          const stream = Buffer.concat(pdus.map((one) => encodeData(one, most)))
          decoder.push(stream.subarray(0, at))
          decoder.push(stream.subarray(at))
          expect(seen).toEqual(pdus.map(hex))
          expect(decoder.partial).toBe(false)
        },
      ),
    )
  })
})

describe('jobs', () => {
  test('the setup asks for jobs and bytes', () => {
    expect(hex(encodeSetup(1, { jobs: 8, pduSize: 960 }))).toBe(flat('32 01 0000 0001 0008 0000 f0 00 0008 0008 03c0'))
    expect(readSetup(bytes('32 03 0000 0001 0008 0000 00 00 f0 00 0001 0003 00f0'))).toEqual({ jobs: 1, pduSize: 240 })
  })

  test('a read of a word of a block, a byte of flags, a timer and a counter', () => {
    const items = [item('DB1.DBW4', 'int16'), item('MB10', 'uint8'), item('T5', 'uint32'), item('C7', 'uint16')]
    expect(hex(encodeRead(0x0102, items))).toBe(
      flat(
        `32 01 0000 0102 0032 0000 04 04
        12 0a 10 02 0002 0001 84 000020
        12 0a 10 02 0001 0000 83 000050
        12 0a 10 1d 0001 0000 1d 000005
        12 0a 10 1c 0001 0000 1c 000007`.replaceAll('\n', ''),
      ),
    )
  })

  test('a write of bytes and of one bit', () => {
    const word = item('DB1.DBW4', 'int16')
    expect(hex(encodeWrite(3, word, bytes('cfc7')))).toBe(
      flat('32 01 0000 0003 000e 0006 05 01 12 0a 10 02 0002 0001 84 000020 00 04 0010 cfc7'),
    )
    const bit = { ...word, size: ItemSize.bit, count: 1, address: 4 * 8 + 3 }
    expect(hex(encodeWrite(4, bit, bytes('01')))).toBe(
      flat('32 01 0000 0004 000e 0005 05 01 12 0a 10 01 0001 0001 84 000023 00 03 0001 01'),
    )
    expect(hex(encodeWrite(5, item('C7', 'uint16'), bytes('0321')))).toBe(
      flat('32 01 0000 0005 000e 0006 05 01 12 0a 10 1c 0001 0000 1c 000007 00 09 0002 0321'),
    )
  })

  const items = [item('MB10', 'uint8'), item('DB1.DBW4', 'int16'), item('T5', 'uint32')]
  test('an answer tells each item by itself, with fill bytes between', () => {
    const all = readItems(
      bytes('32 03 0000 0001 0002 0012 00 00 04 03 ff04 0008 2a 00 ff04 0010 1234 ff09 0002 1123'),
      items,
    )
    expect(all).toMatchObject([{ code: 0xff }, { code: 0xff }, { code: 0xff }])
    expect((all as readonly ItemAnswer[]).map((one) => hex(one.bytes))).toEqual(['2a', '1234', '1123'])
    const some = readItems(
      bytes('32 03 0000 0001 0002 0010 00 00 04 03 ff04 0008 2a 00 0a00 0000 ff09 0002 1123'),
      items,
    )
    expect((some as readonly ItemAnswer[]).map((one) => one.code)).toEqual([0xff, 0x0a, 0xff])
    expect(readItems(bytes('32 02 0000 0001 0000 0000 85 00'), items)).toBe(0x8500)
  })

  test.each([
    ['another function', '32 03 0000 0001 0002 0000 00 00 05 03'],
    ['fewer items', '32 03 0000 0001 0002 0006 00 00 04 01 ff04 0008 2a 00'],
    [
      'an item of another length',
      '32 03 0000 0001 0002 0013 00 00 04 03 ff04 0010 2a00 ff04 0010 1234 ff09 0002 1123 00',
    ],
    ['an item that is not all there', '32 03 0000 0001 0002 000c 00 00 04 03 ff04 0008 2a 00 ff04 0010 12'],
    [
      'more than was asked for',
      '32 03 0000 0001 0002 0014 00 00 04 03 ff04 0008 2a 00 ff04 0010 1234 ff09 0002 1123 0000',
    ],
    ['a length other than the header says', '32 03 0000 0001 0002 0012 00 00 04 03 ff04 0008 2a 00'],
    ['a job instead of an answer', '32 01 0000 0001 0002 0000 04 03 00 00'],
  ])('an answer with %s is refused', (_, pdu) =>
    expect(code(() => readItems(bytes(pdu), items))).toBe('driver.reply_malformed'),
  )

  test('the answer to a write is its return code or the error of the job', () => {
    expect(readWritten(bytes('32 03 0000 0001 0002 0001 00 00 05 01 ff'))).toEqual({ code: 0xff })
    expect(readWritten(bytes('32 03 0000 0001 0002 0001 00 00 05 01 03'))).toEqual({ code: 3 })
    expect(readWritten(bytes('32 02 0000 0001 0000 0000 87 02'))).toEqual({ error: 0x8702 })
    expect(code(() => readWritten(bytes('32 03 0000 0001 0002 0003 00 00 05 01 ff ff ff')))).toBe(
      'driver.reply_malformed',
    )
  })

  test.each([
    [0x01, Status.BadDeviceFailure, Status.BadDeviceFailure],
    [0x03, Status.BadNotReadable, Status.BadNotWritable],
    [0x05, Status.BadOutOfRange, Status.BadOutOfRange],
    [0x06, Status.BadNotSupported, Status.BadNotSupported],
    [0x07, Status.BadTypeMismatch, Status.BadTypeMismatch],
    [0x0a, Status.BadNodeIdUnknown, Status.BadNodeIdUnknown],
    [0x77, Status.BadUnexpectedError, Status.BadUnexpectedError],
  ])('return code %d has its OPC UA status', (returned, read, write) => {
    expect([itemStatus(returned, 'read'), itemStatus(returned, 'write')]).toEqual([read, write])
  })

  test.each([
    [0x8104, Status.BadNotSupported],
    [0x8204, Status.BadNodeIdUnknown],
    [0x8304, Status.BadResourceUnavailable],
    [0x8404, Status.BadInvalidState],
    [0x8500, Status.BadUnexpectedError],
    [0x8702, Status.BadNotReadable],
    [0xd401, Status.BadUnexpectedError],
  ])('error %d of a job has its OPC UA status', (error, status) => expect(jobStatus(error)).toBe(status))
})

describe('what the CPU tells of itself', () => {
  test('is asked for a part at a time', () => {
    expect(hex(encodeUserdata(1, listBlocks, dataBlocks()))).toBe(
      flat('32 07 0000 0001 0008 0006 00 01 12 04 11 43 02 00 ff 09 0002 3041'),
    )
    expect(hex(encodeUserdata(2, listBlocks, dataBlocks(), 7))).toBe(
      flat('32 07 0000 0002 000c 0004 00 01 12 08 12 43 02 07 00 00 0000 0a 00 0000'),
    )
    expect(hex(encodeUserdata(3, blockInfo, dataBlock(12)))).toBe(
      flat('32 07 0000 0003 0008 000c 00 01 12 04 11 43 03 00 ff 09 0008 3041 3030303132 41'),
    )
    expect(hex(encodeUserdata(4, readStatusList, statusList(OPERATING_MODE, 0)))).toBe(
      flat('32 07 0000 0004 0008 0008 00 01 12 04 11 44 01 00 ff 09 0004 0424 0000'),
    )
  })

  test('is read, or refused', () => {
    const blocks = bytes('32 07 0000 0001 000c 000c 00 01 12 08 12 83 02 05 00 01 0000 ff 09 0008 0001 0000 0107 0000')
    const told = readUserdata(blocks, listBlocks)
    expect(told).toMatchObject({ error: 0, sequence: 5, last: false })
    expect(readBlocks(told.bytes)).toEqual([1, 263])
    const refused = bytes('32 07 0000 0001 000c 0004 00 01 12 08 12 83 02 00 00 00 d401 0a 00 0000')
    expect(readUserdata(refused, listBlocks).error).toBe(0xd401)
    expect(readMode(bytes('0424 0000 0004 0001 5144 ff 08'))).toBe('RUN')
    expect(readBlockLength(Buffer.concat([Buffer.alloc(40), bytes('0190')]))).toBe(400)
    expect(code(() => readUserdata(blocks, readStatusList))).toBe('driver.reply_malformed')
  })
})
