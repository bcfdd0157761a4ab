/** RFC 4180 §2: quoted where needed. Text that a spreadsheet would run as a formula is shown as text, and can be told back. */
const field = (value: string | number): string => {
  if (typeof value === 'number') return String(value)
  const safe = /^'*[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const csvLine = (values: readonly (string | number)[]): string => `${values.map(field).join(',')}\r\n`

/** What {@link csvLine} put before a formula is taken away again. */
const told = (cell: string): string => (/^''*[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)

/** A line of a sheet: where it begins in the file, and its cells. */
export interface CsvLine {
  readonly line: number
  readonly cells: readonly string[]
}

/** Lines of RFC 4180, parted by commas, or by semicolons where the first line has more of them, as spreadsheets of some countries write it. */
export function readCsv(text: string): CsvLine[] {
  const head = text.slice(0, text.search(/[\r\n]|$/))
  const parting = (head.match(/;/g)?.length ?? 0) > (head.match(/,/g)?.length ?? 0) ? ';' : ','
  const lines: CsvLine[] = []
  let cells: string[] = []
  let at = 0
  let line = 1
  let begun = 1
  const end = (): void => {
    if (cells.some((cell) => cell !== '')) lines.push({ line: begun, cells })
    cells = []
  }
  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      const from = ++at
      for (;;) {
        const quote = text.indexOf('"', at)
        if (quote < 0) {
          at = text.length
          cell = text.slice(from).replaceAll('""', '"')
          break
        }
        at = quote + 1
        if (text[at] === '"') at++
        else {
          cell = text.slice(from, quote).replaceAll('""', '"')
          break
        }
      }
      line += cell.split('\n').length - 1
    }
    const plain = at
    while (at < text.length && text[at] !== parting && text[at] !== '\n' && text[at] !== '\r') at++
    cells.push(told(cell + text.slice(plain, at)))
    if (text[at] === parting) {
      at++
      // A line may end with an empty cell.
      if (at === text.length || text[at] === '\n' || text[at] === '\r') cells.push('')
      else continue
    }
    if (text[at] === '\r') at++
    if (text[at] === '\n') at++
    end()
    begun = ++line
  }
  end()
  return lines
}
