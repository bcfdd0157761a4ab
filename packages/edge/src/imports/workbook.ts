import { Fault } from '@millrace/core'
import { readXml, type XmlNode, xmlAttribute, xmlNodes, xmlText } from '@millrace/drivers'
import { malformedXml } from './malformed.ts'
import { dateStyles, isoOfSerial } from './sheet-dates.ts'
import type { Cell, Table, TableRow } from './table.ts'
import { Zip } from './zip.ts'
import './faults.ts'

/** Rows among which the names of the columns are looked for: above a table there may be titles. */
const MOST_TITLES = 20
const MOST_ROW = 1_048_576
const MOST_COLUMN = 16_384
const MOST_TAGS = 3_000_000
/** Rows that merged cells are spread over, all of them together. */
const MOST_MERGED = 1_000_000
const MOST_CELLS = 10_000_000
const EMPTY: Cell = { text: '' }
/** Excel keeps 15 digits of a number. */
const MOST_WHOLE = 1e15

interface Sheet {
  readonly name: string
  readonly hidden: boolean
  readonly part: string
}

export interface WorkbookChoice {
  readonly sheet?: string
  /** Which names the first row of a table must hold. */
  isHead(names: readonly string[]): boolean
}

/**
 * Reads a table of a workbook (ISO/IEC 29500-1 SpreadsheetML): the named sheet, else the first that is not hidden. Formulas
 * count with the value that was last stored, merged cells down their first column. Throws `edge_import.malformed`,
 * `edge_import.too_large`, `edge_import.sheet_unknown`.
 */
export function tableFromWorkbook(bytes: Uint8Array, file: string, { sheet: asked, isHead }: WorkbookChoice): Table {
  const zip = new Zip(bytes, file)
  const part = (name: string, root: RegExp): XmlNode => readPart(zip, file, name, root)
  const book = part('xl/workbook.xml', /^workbook$/)
  const sheets = sheetsOf(book, part('xl/_rels/workbook.xml.rels', /^Relationships$/))
  const known = sheets.map(({ name }) => name).join(', ')
  const sheet =
    asked === undefined
      ? sheets.find(({ hidden }) => !hidden)
      : sheets.find(({ name }) => name.toLowerCase() === asked.toLowerCase())
  if (!sheet)
    throw new Fault('edge_import.sheet_unknown', { file, known: known || 'none', seen: asked ?? 'only hidden' })
  const isDate = zip.has('xl/styles.xml') ? dateStyles(part('xl/styles.xml', /^styleSheet$/)) : (): boolean => false
  const since1904 = xmlNodes(book, 'workbookPr').some((node) => /^(1|true)$/.test(xmlAttribute(node, 'date1904') ?? ''))
  const texts = zip.has('xl/sharedStrings.xml') ? sharedTexts(part('xl/sharedStrings.xml', /^sst$/)) : []
  const rows = readRows(part(sheet.part, /^worksheet$/), { texts, isDate, since1904 })
  const others = sheets.filter((one) => one !== sheet && !one.hidden)
  const notes =
    asked === undefined && others.length > 0
      ? [`read sheet "${sheet.name}"; --sheet takes another: ${others.map(({ name }) => name).join(', ')}`]
      : []
  return asTable(rows, { file, sheet: sheet.name, isHead, notes })
}

function readPart(zip: Zip, file: string, name: string, root: RegExp): XmlNode {
  const bytes = zip.read(name)
  return malformedXml(file, () => readXml(bytes, `${name} of a workbook`, root, MOST_TAGS).node)
}

function sheetsOf(book: XmlNode, relations: XmlNode): Sheet[] {
  const targets = new Map(
    xmlNodes(relations, 'Relationship').map((node) => [xmlAttribute(node, 'Id'), xmlAttribute(node, 'Target') ?? '']),
  )
  return xmlNodes(book, 'sheets').flatMap((list) =>
    xmlNodes(list, 'sheet').map((node) => {
      const target = targets.get(xmlAttribute(node, 'id')) ?? ''
      return {
        name: xmlAttribute(node, 'name') ?? '',
        hidden: (xmlAttribute(node, 'state') ?? 'visible') !== 'visible',
        part: target.startsWith('/') ? target.slice(1) : `xl/${target}`,
      }
    }),
  )
}

/** Text with its runs put together; what is spoken (rPh) is left out. */
function richText(node: XmlNode): string {
  const runs = xmlNodes(node, 'r').flatMap((run) => xmlNodes(run, 't'))
  return [...xmlNodes(node, 't'), ...runs].map(xmlText).join('')
}

const sharedTexts = (node: XmlNode): string[] => xmlNodes(node, 'si').map(richText)

interface Reading {
  readonly texts: readonly string[]
  isDate(style: number): boolean
  readonly since1904: boolean
}

/** Cells by row and column, both from 0. */
function readRows(sheet: XmlNode, reading: Reading): Map<number, Map<number, Cell>> {
  const rows = new Map<number, Map<number, Cell>>()
  let last = 0
  for (const row of xmlNodes(sheet, 'sheetData').flatMap((data) => xmlNodes(data, 'row'))) {
    const line = Number(xmlAttribute(row, 'r') ?? last + 1)
    if (!Number.isInteger(line) || line < 1 || line > MOST_ROW) continue
    last = line
    const cells = new Map<number, Cell>()
    let column = -1
    for (const node of xmlNodes(row, 'c')) {
      const letters = /^[A-Z]{1,3}/.exec(xmlAttribute(node, 'r') ?? '')?.[0]
      column = letters === undefined ? column + 1 : numberOf(letters)
      if (column >= MOST_COLUMN) break
      const cell = readCell(node, reading)
      if (cell.text.trim() !== '' || cell.odd !== undefined) cells.set(column, cell)
    }
    rows.set(line - 1, cells)
  }
  let left = MOST_MERGED
  for (const node of xmlNodes(sheet, 'mergeCells').flatMap((list) => xmlNodes(list, 'mergeCell')))
    left -= spread(xmlAttribute(node, 'ref') ?? '', rows, left)
  return rows
}

function readCell(node: XmlNode, { texts, isDate, since1904 }: Reading): Cell {
  const kind = xmlAttribute(node, 't') ?? 'n'
  if (kind === 'inlineStr') return { text: xmlNodes(node, 'is').map(richText).join('') }
  const value = xmlNodes(node, 'v')[0]
  const raw = value ? xmlText(value) : ''
  if (raw === '' && xmlNodes(node, 'f').length > 0)
    return { text: '', odd: 'holds a formula without a stored value: open it in Excel and save it' }
  if (kind === 's') return { text: texts[Number(raw)] ?? '' }
  if (kind === 'b') return { text: raw === '1' ? 'true' : 'false' }
  if (kind === 'e') return { text: raw, odd: `holds the error ${raw}` }
  if (kind === 'd') return asDate(raw)
  if (kind !== 'n' || raw === '') return { text: raw }
  const number = Number(raw)
  if (!Number.isFinite(number)) return { text: raw, odd: `holds "${raw.slice(0, 40)}" as a number` }
  if (isDate(Number(xmlAttribute(node, 's') ?? 0))) return asDate(isoOfSerial(number, since1904))
  if (Math.abs(number) >= MOST_WHOLE)
    return { text: raw, odd: 'holds a number of more than 15 digits, which Excel rounds: write it as text' }
  return { text: String(Number(number.toPrecision(15))) }
}

const asDate = (text: string): Cell => ({
  text,
  odd: `holds the date ${text}, which Excel may have made of something else: write it as text`,
})

/** A value merged over several rows holds for each of them; tells how many rows, at most `most`, that were. */
function spread(range: string, rows: ReadonlyMap<number, Map<number, Cell>>, most: number): number {
  const [, letters, from, , to] = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(range) ?? []
  if (letters === undefined) return 1
  const column = numberOf(letters)
  const cell = rows.get(Number(from) - 1)?.get(column)
  if (!cell) return 1
  const end = Math.min(Number(to), Number(from) + most)
  // A row without a cell of its own is empty, whatever is merged over it.
  for (let line = Number(from); line < end; line++) if (rows.get(line)?.size) rows.get(line)!.set(column, cell)
  return Math.max(1, end - Number(from))
}

interface Sight {
  readonly file: string
  readonly sheet: string
  readonly notes: readonly string[]
  isHead(names: readonly string[]): boolean
}

function asTable(rows: ReadonlyMap<number, ReadonlyMap<number, Cell>>, { file, sheet, notes, isHead }: Sight): Table {
  const lines = [...rows].filter(([, cells]) => cells.size > 0).sort(([a], [b]) => a - b)
  const namesOf = (cells: ReadonlyMap<number, Cell>): string[] =>
    Array.from({ length: Math.max(...cells.keys()) + 1 }, (_, i) => (cells.get(i)?.text ?? '').trim().toLowerCase())
  const found = lines.slice(0, MOST_TITLES).findIndex(([, cells]) => isHead(namesOf(cells)))
  const at = Math.max(0, found)
  const [head, heads] = lines[at] ?? [0, new Map<number, Cell>()]
  const names = heads.size > 0 ? namesOf(heads) : []
  if (names.length * lines.length > MOST_CELLS)
    throw new Fault('edge_import.too_large', {
      file,
      limit: `${MOST_CELLS} cells`,
      seen: `${names.length} columns of ${lines.length} rows`,
    })
  // What stands beside the named columns counts as one column without a name.
  const width = names.length
  if (lines.some(([line, cells]) => line > head && [...cells.keys()].some((column) => column >= width))) names.push('')
  const strayIn = (cells: ReadonlyMap<number, Cell>): Cell =>
    [...cells].find(([column]) => column >= width)?.[1] ?? EMPTY
  const body: TableRow[] = lines.slice(at + 1).map(([line, cells]) => ({
    line: line + 1,
    cells: names.map((_, i) => (i < width ? (cells.get(i) ?? EMPTY) : strayIn(cells))),
  }))
  const place = (line: number, column?: string): string => {
    const index = column === undefined ? -1 : names.indexOf(column)
    return `sheet "${sheet}", row ${line}${index < 0 ? '' : `, column ${lettersOf(index)}`}`
  }
  return { names, head: head + 1, rows: body, findings: [], notes, place }
}

/** `A` is 0. */
function numberOf(letters: string): number {
  let number = 0
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64
  return number - 1
}

function lettersOf(index: number): string {
  let letters = ''
  for (let left = index + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters
  return letters
}
