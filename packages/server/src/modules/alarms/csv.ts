import type { Row } from './change-schema.ts'

/** The columns that come first; others follow in the order they are met. */
const first = ['id', 'path', 'priority', 'version', 'asset', 'name.en', 'name.zh']

/** A text that a spreadsheet would run as a formula is told with an apostrophe before it (OWASP, CSV injection). */
const safe = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

const cell = (value: Row[string] | undefined): string => {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'string' ? safe(value) : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export async function allOf(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = []
  for await (const row of rows) all.push(row)
  return all
}

/** Rows as RFC 4180, with every field that any row has: so all rows are read before the first line is told. */
export async function* csvLines(rows: AsyncIterable<Row>): AsyncGenerator<string> {
  const all = await allOf(rows)
  const columns = [...new Set([...first, ...all.flatMap((row) => Object.keys(row))])]
  yield `\ufeff${columns.map(cell).join(',')}\r\n`
  for (const row of all) yield `${columns.map((column) => cell(row[column])).join(',')}\r\n`
}
