/** One cell as text; `odd` says why what stands there is nothing that a column of ours can hold. */
export interface Cell {
  readonly text: string
  readonly odd?: string
}

export interface TableRow {
  /** From 1, as the program that shows the file counts. */
  readonly line: number
  readonly cells: readonly Cell[]
}

/** Rows below the names of their columns. */
export interface Table {
  /** In small letters. */
  readonly names: readonly string[]
  readonly head: number
  readonly rows: readonly TableRow[]
  /** Mistakes of the file itself. */
  readonly findings: readonly { readonly line: number; readonly reason: string }[]
  /** What whoever brings it in should know, such as sheets left out. */
  readonly notes: readonly string[]
  /** `line 3`, or `sheet "Points", row 3, column C`. */
  place(line: number, column?: string): string
}

/** The text of a cell, trimmed; empty if the table has no such column. */
export function cellOf(table: Table, row: TableRow, column: string): Cell {
  const cell = row.cells[table.names.indexOf(column)]
  return cell ? { ...cell, text: cell.text.trim() } : { text: '' }
}

/** Reads CSV (RFC 4180, comma or semicolon, first line the names of the columns). */
export function tableFromCsv(text: string): Table {
  const findings: { line: number; reason: string }[] = []
  const [head, ...rows] = readRows(text, (line, reason) => void findings.push({ line, reason }))
  const names = head?.cells.map(({ text: name }) => name.trim().toLowerCase()) ?? []
  for (const { line, cells } of rows)
    if (cells.length !== names.length)
      findings.push({ line, reason: `has ${cells.length} cells and the first line ${names.length}` })
  return { names, head: 1, rows, findings, notes: [], place: (line) => `line ${line}` }
}

/** Cells of each line that holds any; a quoted cell may hold the separator, quotes and line ends. */
function readRows(text: string, say: (line: number, reason: string) => void): TableRow[] {
  const source = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  const separator = /^[^\n]*;/.test(source) && !/^[^\n]*,/.test(source) ? ';' : ','
  const rows: TableRow[] = []
  let cells: Cell[] = []
  let [cell, line, begun] = ['', 1, 1]
  let quoted = false
  const end = (): void => {
    cells.push({ text: cell })
    cell = ''
    if (cells.some((one) => one.text.trim() !== '')) rows.push({ line: begun, cells })
    cells = []
  }
  for (let at = 0; at < source.length; at++) {
    const sign = source[at]!
    if (sign === '\n') line++
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (source[at + 1] === '"') cell += source[++at]!
      else quoted = false
    } else if (sign === '"' && cell.trim() === '') {
      quoted = true
      cell = ''
    } else if (sign === separator) {
      cells.push({ text: cell })
      cell = ''
    } else if (sign === '\n') {
      end()
      begun = line
    } else cell += sign
  }
  if (quoted) say(begun, 'opens a quote that is never closed')
  end()
  return rows
}
