import { describe, expect, test } from 'vitest'
import { edgeDrivers } from '../drivers.ts'
import { fromExcel } from './fake-import.ts'
import { sheetOf, workbookOf, zipOf } from './fake-workbook.ts'
import { importBytes } from './import.ts'

const head = ['name', 'address', 'type', 'unit', 'scale', 'low', 'high', 'en', 'zh']
const row = ['voltage', 'holding:0', 'uint16', 'V', '0.1', '0', '300', 'Voltage', '电压']

describe('points from Excel', () => {
  test('a sheet is read as a CSV of the same columns', async () => {
    const { devices, notes } = await fromExcel(workbookOf([{ name: 'Points', xml: sheetOf([head, row]) }]))
    expect(devices).toMatchObject([
      {
        name: 'points',
        driver: 'modbus-tcp',
        points: [
          {
            settings: {
              name: 'voltage',
              address: 'holding:0',
              type: 'uint16',
              unit: 'V',
              scale: { factor: 0.1 },
              high: 300,
            },
            zh: '电压',
          },
        ],
      },
    ])
    expect(notes).toEqual([])
  })

  test('shared and rich texts, numbers, formulas and truth come with the value that Excel stored', async () => {
    const texts = [
      '<t>name</t>',
      '<t>address</t>',
      '<t>type</t>',
      '<t>en</t>',
      '<t>zh</t>',
      '<t>counter</t>',
      '<t>scale</t>',
    ]
    const more = [
      '<r><t>ener</t></r><r><t>gy</t></r><rPh><t>x</t></rPh>',
      '<t xml:space="preserve"> uint32 </t>',
      '<t>R &amp; D</t>',
    ]
    const cells = [0, 1, 2, 3, 4, 5, 6].map((i) => `<c t="s"><v>${i}</v></c>`).join('')
    const xml = `<sheetData><row r="1">${cells}</row><row r="2"><c r="A2" t="s"><v>7</v></c><c r="B2"><v>40001</v></c><c r="C2" t="s"><v>8</v></c><c r="D2" t="s"><v>9</v></c><c r="E2" t="str"><f>UPPER("kwh")</f><v>KWH</v></c><c r="F2" t="b"><v>1</v></c><c r="G2"><f>1/10</f><v>0.10000000000000001</v></c></row></sheetData>`
    const { devices } = await fromExcel(workbookOf([{ name: 'S', xml }], [...texts, ...more]))
    expect(devices[0]!.points).toMatchObject([
      {
        settings: { name: 'energy', address: '40001', type: 'uint32', scale: { factor: 0.1 }, description: 'R & D' },
        zh: 'KWH',
        counter: true,
      },
    ])
  })

  test('titles above the names of the columns are passed over', async () => {
    const xml = sheetOf([['Register list'], [], ['Rev. C'], head, row])
    expect((await fromExcel(workbookOf([{ name: 'S', xml }]))).devices[0]!.points).toHaveLength(1)
  })

  test('every mistake is told with sheet, row and column', async () => {
    const wrong = sheetOf([head, row, ['b', 'holding:x', 'word', 'Volts', 'one', '', '', 'B', '乙']])
    await expect(fromExcel(workbookOf([{ name: 'Reg list', xml: wrong }]))).rejects.toThrow(
      /sheet "Reg list", row 3, column C: type "word"[\s\S]*row 3, column D: unit:[\s\S]*row 3, column E: scale "one" is no number/,
    )
  })

  test.each([
    ['<c r="B2" s="1"><v>45658</v></c>', 'address holds the date 2025-01-01'],
    ['<c r="B2" s="2"><v>45658.5</v></c>', 'address holds the date 2025-01-01T12:00:00'],
    ['<c r="B2" t="e"><v>#REF!</v></c>', 'address holds the error #REF!'],
    ['<c r="B2"><f>A1</f></c>', 'address holds a formula without a stored value'],
    ['<c r="B2"><v>1.2345678901234568E+17</v></c>', 'address holds a number of more than 15 digits'],
  ])('what Excel made of an address is not guessed at: %s', async (cell, reason) => {
    const names = ['name', 'address', 'type', 'en', 'zh']
    const titles = sheetOf([names]).replace('</sheetData>', '')
    const rest = sheetOf([['a', '', 'uint16', 'A', '甲']])
      .replaceAll(/([A-E])1/g, '$12')
      .replace('r="1"', 'r="2"')
    const xml = titles + rest.replace('<sheetData>', '').replace(/<c r="B2".*?<\/c>/, cell)
    await expect(fromExcel(workbookOf([{ name: 'S', xml }]))).rejects.toThrow(`row 2, column B: ${reason}`)
  })

  test('a value merged down holds for each of its rows', async () => {
    const rows = sheetOf([
      ['group', 'name', 'address', 'attribute', 'type'],
      ['fast', 'a', '1!400001', 'Read', 'INT16'],
      ['', 'b', '1!400002', 'Read', 'INT16'],
    ])
    const xml = `${rows}<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>`
    const { devices } = await fromExcel(workbookOf([{ name: 'S', xml }]))
    expect(devices[0]!.points.map(({ settings }) => settings.name)).toEqual(['fast/a', 'fast/b'])
  })

  test('hidden sheets are passed over and told of only when asked for', async () => {
    const book = workbookOf([
      { name: 'Lists', state: 'hidden', xml: sheetOf([head]) },
      { name: 'One', xml: sheetOf([head, row]) },
      { name: 'Two', xml: sheetOf([head, row, ['x', ...row.slice(1)]]) },
    ])
    const first = await fromExcel(book)
    expect(first.devices[0]!.points).toHaveLength(1)
    expect(first.notes).toEqual(['read sheet "One"; --sheet takes another: Two'])
    expect((await fromExcel(book, { sheet: 'two' })).devices[0]!.points).toHaveLength(2)
    await expect(fromExcel(book, { sheet: 'Three' })).rejects.toThrow(/one of the sheets Lists, One, Two/)
  })

  test('a value in a column without a name is told, an empty column is none', async () => {
    expect((await fromExcel(workbookOf([{ name: 'S', xml: sheetOf([[...head, ''], row]) }]))).devices).toHaveLength(1)
    await expect(
      fromExcel(
        workbookOf([
          {
            name: 'S',
            xml: sheetOf([
              [...head, ''],
              [...row, 'x'],
            ]),
          },
        ]),
      ),
    ).rejects.toThrow(/row 2: holds a value below no name/)
  })
})

describe('a workbook that is none', () => {
  const read = (bytes: Uint8Array) =>
    importBytes(bytes, 'points.xlsx', { drivers: edgeDrivers, choice: { driver: 'modbus-tcp' } })

  test('text, half a file and a damaged part are refused', async () => {
    await expect(read(Buffer.from('name;address'))).rejects.toThrow(/no ZIP archive/)
    const whole = workbookOf([{ name: 'S', xml: sheetOf([head, row]) }])
    await expect(read(whole.subarray(0, whole.length - 60))).rejects.toThrow(/no ZIP archive|parts in the directory/)
    const damaged = Buffer.from(whole)
    damaged[60] = damaged[60]! ^ 0xff
    await expect(read(damaged)).rejects.toThrow(/xl\/workbook.xml, saw|damaged bytes/)
    await expect(read(zipOf({ 'a.txt': 'a' }))).rejects.toThrow(/the part xl\/workbook.xml/)
  })

  test('a bomb is not unfolded, whatever it says of its size', async () => {
    const bomb = Buffer.alloc(200 * 1024 * 1024)
    await expect(read(zipOf({ 'xl/workbook.xml': bomb }))).rejects.toThrow(/at most 134217728 bytes unfolded/)
    await expect(read(zipOf({ 'xl/workbook.xml': bomb }, { 'xl/workbook.xml': 100 }))).rejects.toThrow(/unfolded/)
  })

  test('entities and document types are not expanded', async () => {
    const evil = `<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook><sheets/></workbook>`
    await expect(
      read(zipOf({ 'xl/workbook.xml': evil, 'xl/_rels/workbook.xml.rels': '<Relationships/>' })),
    ).rejects.toThrow(/no document type/)
  })
})
