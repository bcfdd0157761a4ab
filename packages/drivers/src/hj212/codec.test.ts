import type { Fault } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerTo, crc16, encodePacket, PacketDecoder, parseSegment } from './codec.ts'

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
const decode = (...chunks: (string | Uint8Array)[]): { segments: string[]; refused: string[] } => {
  const seen = { segments: [] as string[], refused: [] as string[] }
  const decoder = new PacketDecoder(
    { segment: (segment) => seen.segments.push(segment), refused: (why) => seen.refused.push(why) },
    1_024,
  )
  for (const chunk of chunks) decoder.push(Buffer.from(chunk as string, 'latin1'))
  return seen
}
const code = (run: () => unknown): string => {
  try {
    run()
  } catch (fault) {
    return (fault as Fault).code
  }
  return 'none'
}

// HJ 212-2017 §6.3.1, the example of the packet's structure.
const example =
  '##0101QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&1C80\r\n'
// Packets of devices as public test suites hold them: one of 2017 (tests of the parser hj212-format, App.java), and one of
// 2005 with a CRC in lower case (HJT212FormatValidatorTest, beside the example of the standard).
const real = [
  '##0354QN=20230803171130538;ST=31;CN=2011;PW=123456;MN=88888880000001234567;Flag=5;CP=&&DataTime=20230803165500;w01001-Rtd=0.000,w01001-Flag=N;w21003-Rtd=0.000,w21003-Flag=N;w01018-Rtd=0.000,w01018-Flag=N;e01002-Rtd=0.000,e01002-Flag=N;w01010-Rtd=0.000,w01010-Flag=N;e01001-Rtd=0.000,e01001-Flag=N;w01003-Rtd=0.000,w01003-Flag=N;w21011-Rtd=0.000,w21011-Flag=N&&A141\r\n',
  '##0178ST=32;CN=2011;PW=123456;MN=0873HHMZWSLH02;CP=&&DataTime=20160103133030;060-Rtd=3.0943,060-Flag=N;011-Rtd=18.0412,011-Flag=N;001-Rtd=8.2137,001-Flag=N;B01-Rtd=10.9890,B01-Flag=N&&a9c1\r\n',
]

describe('packets are the published ones', () => {
  test('the example of the standard', () => {
    const segment = example.slice(6, -6)
    expect(crc16(Buffer.from(segment))).toBe(0x1c80)
    expect(text(encodePacket(segment))).toBe(example)
    expect(decode(example)).toEqual({ segments: [segment], refused: [] })
    expect(parseSegment(segment)).toEqual({
      qn: '20160801085857223',
      st: '32',
      cn: '1062',
      pw: '100000',
      mn: '010000A8900016F000169DC0',
      flag: 5,
      part: undefined,
      fields: new Map([['RtdInterval', '30']]),
    })
  })

  test.each(real)('%s', (packet) => {
    const { segments, refused } = decode(packet)
    expect(refused).toEqual([])
    expect(parseSegment(segments[0]!).fields.get('DataTime')).toMatch(/^20\d{12}$/)
  })

  test('the answer to data repeats number, password and MN, and asks for none', () => {
    const packet = parseSegment(example.slice(6, -6))
    const [answer] = decode(answerTo(packet, '9014')).segments
    expect(answer).toBe('QN=20160801085857223;ST=91;CN=9014;PW=100000;MN=010000A8900016F000169DC0;Flag=4;CP=&&&&')
    const part = parseSegment('ST=32;CN=2051;PW=1;MN=1;Flag=11;PNUM=3;PNO=2;CP=&&&&')
    expect(decode(answerTo(part, '9014')).segments[0]).toBe('ST=91;CN=9014;PW=1;MN=1;Flag=10;PNUM=3;PNO=2;CP=&&&&')
  })
})

describe('the packet decoder', () => {
  test('finds packets wherever the stream is cut', () => {
    const two = example + real[0]!
    for (let cut = 0; cut <= two.length; cut++) {
      expect(decode(two.slice(0, cut), two.slice(cut)).segments).toHaveLength(2)
    }
  })

  test.each([
    ['a wrong CRC', example.replace('1C80', '1C81')],
    ['a length that is too small', example.replace('##0101', '##0100')],
    ['a length that is too large', example.replace('##0101', '##0102')],
    ['a length beyond the limit', example.replace('##0101', '##1025')],
    ['a length that is none', example.replace('##0101', '##01x1')],
    ['noise before it', `noise${'#'.repeat(1)}`],
  ])('refuses %s, and finds the packet behind it', (_, broken) => {
    const { segments, refused } = decode(broken, example)
    expect(segments).toEqual([example.slice(6, -6)])
    expect(refused.length).toBeGreaterThan(0)
  })

  test('gives back what was encoded', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~]{0,200}$/), (segment) => {
        expect(decode(encodePacket(segment)).segments).toEqual([segment])
      }),
    )
  })
})

describe('a data segment', () => {
  test.each([
    ['no CP', 'ST=32;CN=2011;PW=1;MN=1;Flag=4'],
    ['an open CP', 'ST=32;CN=2011;PW=1;MN=1;CP=&&a=1'],
    ['a CP of three signs', 'ST=32;CN=2011;PW=1;MN=1;CP=&&&'],
    ['no MN', 'ST=32;CN=2011;PW=1;CP=&&&&'],
    ['no PW', 'ST=32;CN=2011;MN=1;CP=&&&&'],
    ['a CN of letters', 'ST=32;CN=abcd;PW=1;MN=1;CP=&&&&'],
    ['a part without numbers', 'ST=32;CN=2011;PW=1;MN=1;Flag=6;CP=&&&&'],
    ['a part beyond the count', 'ST=32;CN=2011;PW=1;MN=1;Flag=6;PNUM=2;PNO=3;CP=&&&&'],
    ['a field without a value', 'ST=32;CN=2011;PW=1;MN=1;CP=&&a34004-Rtd&&'],
    ['a field twice', 'ST=32;CN=2011;PW=1;MN=1;CP=&&a-Rtd=1;a-Rtd=2&&'],
  ])('is refused with %s', (_, segment) => expect(code(() => parseSegment(segment))).toBe('hj212.packet_refused'))

  test('may end its parameters with a semicolon, as that of 2025 does', () => {
    const { fields } = parseSegment(
      'ST=32;CN=2011;PW=1;MN=1;Flag=9;CP=&&DataTime=20260801000000;a34004-Rtd=1,a34004-Flag=N;&&',
    )
    expect([...fields.keys()]).toEqual(['DataTime', 'a34004-Rtd', 'a34004-Flag'])
  })
})
