import { describe, expect, test } from 'vitest'
import { edgeDrivers } from '../drivers.ts'
import { checkProfile } from './check.ts'
import { profileFromSunSpec } from './from-sunspec.ts'
import { pointsFromCsv } from './from-table.ts'
import { writeProfile } from './write.ts'

const modbus = edgeDrivers.find(({ kind }) => kind === 'modbus-tcp')!
const read = (text: string) => pointsFromCsv(text, 'points.csv', modbus)

describe('points from CSV', () => {
  test('cells are read as the columns say, quoted ones with separators and quotes', async () => {
    const points = await read(
      '\uFEFFname,address,type,unit,scale,low,high,en,zh\r\n' +
        'voltage,40001,uint16,V,0.1,0,300,"Voltage, ""L1""",电压\r\n\r\nserial,holding:10/8,string,,,,,Serial,序列号\r\n',
    )
    expect(points).toEqual([
      {
        name: 'voltage',
        address: '40001',
        type: 'uint16',
        unit: 'V',
        factor: 0.1,
        low: 0,
        high: 300,
        en: 'Voltage, "L1"',
        zh: '电压',
      },
      { name: 'serial', address: 'holding:10/8', type: 'string', en: 'Serial', zh: '序列号' },
    ])
  })

  test('every mistake is told with its line', async () => {
    const text = `name;address;type;unit;scale;en;zh
a;holding:x;uint16;V;1;A;甲
b;holding:1;word;V;1;B;乙
c;holding:2;uint16;Volts;one;C;丙
a;holding:3;uint16;;;;丁
d;holding:4;uint16`
    const failure = await read(text).catch((reason: unknown) => String(reason))
    for (const words of [
      'line 2: address:',
      'line 3: type "word" is none of',
      'line 4: unit:',
      'line 4: scale "one" is no number',
      'line 5: has no en',
      'line 6: has 3 cells and the first line 7',
    ])
      expect(failure).toContain(words)
  })

  test('a table without the columns, without points or with an open quote is refused', async () => {
    await expect(read('name,address\n')).rejects.toThrow(/lacks the columns type, en, zh/)
    await expect(read('name,address,type,en,zh,colour\n')).rejects.toThrow(/"colour" is none of the columns/)
    await expect(read('name,address,type,en,zh\n')).rejects.toThrow(/holds no point/)
    await expect(read('name,address,type,en,zh\n"a,1,2\n')).rejects.toThrow(/line 2: opens a quote/)
    await expect(read('name,address,type,en,zh\na,40001,bool,A,甲\na,40002,bool,A,甲\n')).rejects.toThrow(
      /line 3: name "a"/,
    )
  })
})

const model = {
  id: 9,
  group: {
    name: 'x',
    points: [
      { name: 'ID', type: 'uint16', size: 1 },
      { name: 'L', type: 'uint16', size: 1 },
      { name: 'A', type: 'uint16', size: 1, sf: 'A_SF', units: 'A', label: 'Amps' },
      { name: 'A_SF', type: 'sunssf', size: 1 },
      { name: 'WH', type: 'acc32', size: 2, units: 'Wh', label: 'Energy' },
      { name: 'St', type: 'enum16', size: 1, label: 'State', symbols: [{ name: 'ggSHUTTING_DOWN', value: 6 }] },
      {
        name: 'Evt1',
        type: 'bitfield32',
        size: 2,
        label: 'Event',
        symbols: [
          { name: 'OVER_TEMP', value: 7 },
          { name: 'OEM01', value: 16 },
        ],
      },
      { name: 'Md', type: 'string', size: 16, label: 'Model' },
    ],
  },
}
const choice = {
  model: 'Model 9',
  kind: 'pv-inverter',
  title: { en: 'Nine', zh: '九' },
  start: 40070,
  zh: { Amps: '电流' },
  source: { id: 'document', kind: 'document', title: 'models', publisher: 'SunSpec Alliance' },
} as const

describe('a profile from a SunSpec model', () => {
  const { profile, untranslated } = profileFromSunSpec(JSON.stringify(model), choice)

  test('offsets, scale registers, counters, states and event bits come over', () => {
    expect(profile.tables[0]!.points).toMatchObject([
      { name: 'A', address: 'holding:{start+2}', unit: 'A', exponent: 'A_SF', low: 0, zh: '电流' },
      { name: 'WH', address: 'holding:{start+4}', type: 'uint32', unit: 'W.h', counter: true },
      { name: 'St', states: { 6: { en: 'Shutting down' } } },
      { name: 'Evt1', type: 'uint32' },
      { name: 'Md', address: 'holding:{start+9}/32', type: 'string' },
    ])
    expect(profile.parameters).toMatchObject({ start: { default: 40070 }, A_SF: { address: 'holding:{start+3}' } })
    expect(profile.alarms).toMatchObject([{ name: 'Over temp', point: 'Evt1', when: { bit: 7 } }])
    expect(untranslated).toContain('Energy')
  })

  test('what is written is a profile that the check passes', async () => {
    expect((await checkProfile(writeProfile(profile), edgeDrivers)).findings).toEqual([])
  })

  test('what is no model is refused', () => {
    expect(() => profileFromSunSpec('{', choice)).toThrow(/SunSpec model/)
    expect(() => profileFromSunSpec('{"id":1}', choice)).toThrow(/no id or no group/)
    const odd = { id: 1, group: { points: [{ name: 'x', type: 'pixel', size: 1 }] } }
    expect(() => profileFromSunSpec(JSON.stringify(odd), choice)).toThrow(/type pixel/)
  })
})
