import type { TestRow } from '../document.ts'

/** A row a line: `1.5 7.8`, `3 - bad`, `4 true`, `5 "text"`. */
export const rowsText = (rows: readonly TestRow[]): string =>
  rows
    .map(([at, value, quality]) =>
      [at, value === null ? '-' : JSON.stringify(value), ...(quality === undefined ? [] : [quality])].join(' '),
    )
    .join('\n')

const ROW = /^(-?[\d.]+(?:e-?\d+)?)[\s,]+("(?:[^"\\]|\\.)*"|[^\s,"]+)(?:[\s,]+(good|uncertain|bad|\d+))?$/i

function valueIn(text: string): TestRow[1] | undefined {
  if (text === '-' || text === 'null') return null
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

/** Undefined while a line cannot be read. */
export function readRows(text: string): TestRow[] | undefined {
  const rows: TestRow[] = []
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') continue
    const [, at, written = '', quality] = ROW.exec(line) ?? []
    const value = valueIn(written)
    if (at === undefined || value === undefined || !Number.isFinite(Number(at))) return undefined
    rows.push(quality === undefined ? [Number(at), value] : [Number(at), value, quality])
  }
  return rows
}
