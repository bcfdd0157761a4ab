import { describe, expect, it } from 'vitest'
import { allDrivers } from './all.ts'
import { allFuzzers } from './fuzzers.ts'

const explainOf = (kind: string) => allDrivers.find((factory) => factory.kind === kind)!.explain!
const told = (kind: string, direction: 'in' | 'out', hex: string) =>
  explainOf(kind)(direction, Buffer.from(hex.replaceAll(' ', ''), 'hex'))

describe('a frame is told in the terms of its protocol', () => {
  it('Modbus TCP: the example of Application Protocol V1.1b3 §6.3, read of registers 107 to 109', () => {
    expect(told('modbus-tcp', 'out', '00 01 00 00 00 06 11 03 00 6B 00 03').summary).toBe(
      'unit 17 read holding registers 107 to 109',
    )
    const answer = told('modbus-tcp', 'in', '00 01 00 00 00 09 11 03 06 02 2B 00 00 00 64')
    expect(answer.summary).toBe('unit 17 answers read holding registers: 3 registers')
    expect(answer.fields).toContainEqual({ field: 'register 0', value: '555 (0x022b)', from: 9, to: 11 })
    expect(told('modbus-tcp', 'in', '00 01 00 00 00 03 11 83 02').summary).toBe(
      'unit 17 refused to read holding registers: 2 illegal data address',
    )
  })

  it('Modbus TCP: two answers at once are two, half a one is said to be cut off', () => {
    const one = '00 01 00 00 00 05 01 03 02 00 07'
    expect(told('modbus-tcp', 'in', `${one} ${one}`).summary).toBe(
      'unit 1 answers read holding registers: 1 registers; unit 1 answers read holding registers: 1 registers',
    )
    expect(told('modbus-tcp', 'in', '00 01 00 00').summary).toContain('(cut off)')
  })

  it('Modbus RTU and ASCII: the checksum is held against the bytes', () => {
    const right = told('modbus-rtu', 'out', '01 03 00 00 00 0A C5 CD')
    expect(right.summary).toBe('unit 1 read holding registers 0 to 9')
    expect(right.fields.at(-1)).toMatchObject({ field: 'CRC', value: 'right' })
    expect(told('modbus-rtu', 'out', '01 03 00 00 00 0A C5 CE').fields.at(-1)!.value).toMatch(/^wrong/)
    const ascii = explainOf('modbus-ascii')('out', Buffer.from(':01030000000AF2\r\n'))
    expect(ascii.summary).toBe('unit 1 read holding registers 0 to 9')
    expect(ascii.fields[0]).toMatchObject({ field: 'unit', from: 1, to: 3 })
    expect(ascii.fields.at(-1)).toMatchObject({ field: 'LRC', value: 'right' })
  })

  it('S7: a read of four bytes of a data block and its answer', () => {
    const ask = '03 00 00 1F 02 F0 80 32 01 00 00 00 05 00 0E 00 00 04 01 12 0A 10 02 00 04 00 01 84 00 00 50'
    expect(told('s7', 'out', ask).summary).toBe('#5 read DB1 byte 10 × 4')
    const answer = '03 00 00 1D 02 F0 80 32 03 00 00 00 05 00 02 00 08 00 00 04 01 FF 04 00 20 01 02 03 04'
    expect(told('s7', 'in', answer).summary).toBe('#5 read answered: 1 items')
    const refused = '03 00 00 19 02 F0 80 32 03 00 00 00 05 00 02 00 04 00 00 04 01 05 00 00 00'
    expect(told('s7', 'in', refused).summary).toBe('#5 read answered: the address is out of range')
  })

  it('MELSEC: SH-080008 §8.2, read of M100 on as words, in binary and in ASCII', () => {
    const binary = '50 00 00 FF FF 03 00 0C 00 10 00 01 04 00 00 64 00 00 90 02 00'
    expect(told('melsec', 'out', binary).summary).toBe('read M100 × 2 words')
    const text = '500000FF03FF000018001004010000M*0001000002'
    expect(explainOf('melsec')('out', Buffer.from(text)).summary).toBe('read M100 × 2 words')
    expect(told('melsec', 'in', 'D0 00 00 FF FF 03 00 06 00 00 00 34 12 02 00').summary).toBe('done')
  })

  it('FINS: W342 §5-3-2, read of ten words from D100', () => {
    expect(told('fins', 'out', '80 00 02 00 0A 00 00 0B 00 2A 01 01 82 00 64 00 00 0A').summary).toBe(
      '#42 memory area read D100 × 10',
    )
    expect(told('fins', 'in', 'C0 00 02 00 0B 00 00 0A 00 2A 01 01 11 03').summary).toMatch(/^#42 memory area read: /)
  })

  it('DL/T 645: a read of the total energy, and the password of a write is hidden', () => {
    expect(told('dlt645', 'out', 'FE FE FE FE 68 12 90 78 56 34 12 68 11 04 33 33 34 33 68 16').summary).toBe(
      '123456789012: read 00010000',
    )
    const write = '68 12 90 78 56 34 12 68 14 0E 34 34 33 37 35 99 88 77 AA AA AA AA 44 55 00 16'
    const fields = told('dlt645', 'out', write).fields
    expect(fields).toContainEqual({ field: 'password', value: '•••', from: 14, to: 18, secret: true })
    expect(fields).toContainEqual({ field: 'operator', value: '•••', from: 18, to: 22, secret: true })
  })

  it('IEC 104: a spontaneous short float of station 1, and a start', () => {
    expect(told('iec104', 'in', '68 12 02 00 00 00 0D 01 03 00 01 00 10 27 00 00 00 C8 41 00').summary).toBe(
      'I1: M_ME_NC_1 spontaneous, station 1: 10000 = 25',
    )
    expect(told('iec104', 'out', '68 04 07 00 00 00').summary).toBe('U: start act')
  })

  it('SNMP: the community is hidden, also in the bytes; a message that cannot be read is hidden as a whole', () => {
    const get =
      '30 26 02 01 01 04 06 70 75 62 6C 69 63 A0 19 02 01 01 02 01 00 02 01 00 30 0E 30 0C 06 08 2B 06 01 02 01 01 01 00 05 00'
    const { summary, fields } = told('snmp', 'out', get)
    expect(summary).toMatch(/^#1 get .*1\.0$|^#1 get sysDescr\.0$/)
    expect(fields).toContainEqual({ field: 'community', value: '•••', from: 7, to: 13, secret: true })
    const broken = told('snmp', 'in', '04 06 70 75 62 6C 69 63')
    expect(broken.fields).toEqual([{ field: 'unreadable', value: '•••', from: 0, to: 8, secret: true }])
  })

  it('BACnet: a read of the present value of an analog input, and its answer', () => {
    const ask = '81 0A 00 11 01 04 00 05 01 0C 0C 00 00 00 05 19 55'
    expect(told('bacnet', 'out', ask).summary).toMatch(/^#1 read property .*5 present-value$/)
    const answer = '81 0A 00 17 01 00 30 01 0C 0C 00 00 00 05 19 55 3E 44 42 90 99 9A 3F'
    expect(told('bacnet', 'in', answer).summary).toContain('72.30')
  })

  it('EtherNet/IP: a read of a tag by name, and a refusal', () => {
    const header = (length: string) => `6F 00 ${length} 00 01 00 00 00 00 00 00 00 05 00 00 00 00 00 00 00 00 00 00 00`
    const ask = `${header('1C')} 00 00 00 00 00 00 02 00 00 00 00 00 B2 00 0C 00 4C 04 91 05 53 70 65 65 64 00 01 00`
    expect(told('ethernet-ip', 'out', ask).summary).toBe('read tag Speed')
    const refused = `${header('14')} 00 00 00 00 00 00 02 00 00 00 00 00 B2 00 04 00 CC 00 05 00`
    expect(told('ethernet-ip', 'in', refused).summary).toContain('path destination unknown')
  })

  it('HJ 212: a report of real-time values; its password is hidden whatever it holds', () => {
    const text =
      'QN=20260101120000001;ST=32;CN=2011;PW=12=&,6;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20260101120000;w01018-Rtd=36.5&&'
    const { summary, fields } = explainOf('hj212')('in', Buffer.from(text))
    expect(summary).toBe('010000A8900016F000169DC0: real-time data, 1 values')
    const secret = fields.find((field) => field.secret)!
    expect(text.slice(secret.from, secret.to)).toBe('12=&,6')
    expect(JSON.stringify(fields)).not.toContain('12=&,6')
  })
})

describe('whatever came over a line', () => {
  it('is explained without a throw, with ranges that lie within it', () => {
    const seeds = allFuzzers.flatMap(({ seeds }) => [...seeds])
    let state = 7
    const random = (most: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
      return (state >> 8) % most
    }
    for (const { kind, explain } of allDrivers) {
      if (!explain) continue
      for (let i = 0; i < 3_000; i++) {
        const bytes = Uint8Array.from(seeds[random(seeds.length)]!.subarray(0, 512))
        for (let change = random(4); change > 0 && bytes.length > 0; change--) bytes[random(bytes.length)] = random(256)
        const cut = bytes.subarray(0, random(bytes.length + 1))
        const { fields } = explain(i % 2 === 0 ? 'in' : 'out', cut)
        const wrong = fields.find(({ from, to }) => from < 0 || to < from || to > cut.length)
        expect(wrong, `${kind} ${Buffer.from(cut).toString('hex')}`).toBeUndefined()
      }
    }
  })
})
