import { type Fault, isoOf, Status } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { type Packet, parseSegment } from './codec.ts'
import { RecordTimes, readTime, readValue, statusOfFactor } from './record.ts'

const code = (run: () => unknown): string => {
  try {
    run()
  } catch (fault) {
    return (fault as Fault).code
  }
  return 'none'
}
const part = (number: number, cp: string, qn = '20260801000000001'): Packet =>
  parseSegment(`QN=${qn};ST=32;CN=2051;PW=1;MN=1;Flag=7;PNUM=3;PNO=${number};CP=&&${cp}&&`)

describe('the flag of a factor', () => {
  test.each([
    ['N', Status.Good],
    ['F', Status.BadOutOfService],
    ['M', Status.UncertainSensorNotAccurate],
    ['S', Status.GoodLocalOverride],
    ['D', Status.BadDeviceFailure],
    ['C', Status.UncertainSensorNotAccurate],
    ['T', Status.UncertainEngineeringUnitsExceeded],
    ['B', Status.BadNoCommunication],
    ['x', Status.UncertainSubNormal],
  ])('%s has its status', (flag, status) => {
    const fields = new Map([
      ['a34004-Rtd', '1'],
      ['a34004-Flag', flag],
      ['a34002-Rtd', '2'],
    ])
    expect(statusOfFactor(fields, 'a34004-Rtd')).toBe(status)
    expect(statusOfFactor(fields, 'a34004-Flag')).toBe(Status.Good)
    expect(statusOfFactor(fields, 'a34002-Rtd')).toBe(Status.Good)
  })
})

describe('the time of a record', () => {
  test('is that of the zone', () => {
    expect(isoOf(readTime('20260801123000', 480))).toBe('2026-08-01T04:30:00.000Z')
    expect(isoOf(readTime('20260801123000250', -90))).toBe('2026-08-01T14:00:00.250Z')
  })

  test.each(['20260631000000', '20260801240000', '202608011230', 'x', '2026-08-01'])('%s is none', (text) =>
    expect(code(() => readTime(text, 480))).toBe('hj212.packet_refused'),
  )

  test('of a part without one is that of the part before', () => {
    const times = new RecordTimes(480)
    const time = times.of(part(1, 'DataTime=20260801123000;a-Avg=1'))
    expect(times.of(part(2, 'b-Avg=1'))).toBe(time)
    expect(times.of(part(2, 'b-Avg=1'))).toBe(time)
    expect(times.of(part(3, 'c-Avg=1'))).toBe(time)
  })

  test('is not taken from another record, nor across a gap', () => {
    const begun = (): RecordTimes => {
      const times = new RecordTimes(480)
      times.of(part(1, 'DataTime=20260801123000;a-Avg=1'))
      return times
    }
    expect(code(() => begun().of(part(3, 'c-Avg=1')))).toBe('hj212.packet_refused')
    expect(code(() => begun().of(part(2, 'b-Avg=1', '20260801000000002')))).toBe('hj212.packet_refused')
    expect(code(() => new RecordTimes(480).of(part(2, 'b-Avg=1')))).toBe('hj212.packet_refused')
  })
})

test.each([
  ['12.50', 'float64', { value: 12.5 }],
  ['-0.5e3', 'float64', { value: -500 }],
  ['15', 'int32', { value: 15 }],
  ['12.50', 'string', { value: '12.50' }],
  ['', 'float64', { value: null, bad: Status.BadNoData }],
  ['1,5', 'float64', { value: null, bad: Status.BadDecodingError }],
  ['0x10', 'float64', { value: null, bad: Status.BadDecodingError }],
  ['Infinity', 'float64', { value: null, bad: Status.BadDecodingError }],
] as const)('the text "%s" as %s', (text, type, expected) => expect(readValue(text, type)).toEqual(expected))
