import { Fault, MICROS_PER_MS, microsOf } from '@millrace/core'
import './faults.ts'
import type { Plain, Quality, Sample } from './series.ts'

/** A file of `recordings/`: what the points of one asset were. */
export interface Recording {
  /** ms since 1970 UTC: of the first row, and after the last by as much as between the two before it. */
  readonly begin: number
  readonly end: number
  /** By property. */
  readonly points: ReadonlyMap<string, readonly Sample[]>
}

const qualities: Readonly<Record<string, Quality>> = { '': 0, good: 0, uncertain: 1, bad: 2, 0: 0, 1: 1, 2: 2 }

/**
 * Reads `time,<property>,…[,quality]`: times in ISO 8601, rising; an empty cell is no sample; `quality` (good unless told, uncertain,
 * bad) is of its row. Throws `offline.recording_malformed`.
 */
export function readRecording(text: string, file: string): Recording {
  const refuse = (line: number, expected: string, seen: string): Fault =>
    new Fault('offline.recording_malformed', { file, line, expected, seen: seen.slice(0, 100) })
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const heads = cellsOf(lines[0] ?? '')
  if (heads[0] !== 'time' || heads.length < 2) throw refuse(1, 'columns time and one of each property', lines[0] ?? '')
  const points = new Map<string, Sample[]>()
  for (const head of heads.slice(1)) {
    if (points.has(head)) throw refuse(1, 'every column once', head)
    if (head !== 'quality') points.set(head, [])
  }
  const atQuality = heads.indexOf('quality')
  const times: number[] = []
  for (const [i, line] of lines.entries()) {
    if (i === 0 || line.trim() === '' || line.startsWith('#')) continue
    const cells = cellsOf(line)
    if (cells.length !== heads.length) throw refuse(i + 1, `${heads.length} cells`, `${cells.length}`)
    const micros = microsOf(cells[0]!)
    if (micros === undefined) throw refuse(i + 1, 'a time, such as 2026-11-01T06:00:00Z', cells[0]!)
    const time = Math.floor(micros / MICROS_PER_MS)
    if (time <= (times.at(-1) ?? Number.NEGATIVE_INFINITY)) throw refuse(i + 1, 'times that rise', cells[0]!)
    times.push(time)
    const quality = qualities[atQuality < 0 ? '' : cells[atQuality]!.toLowerCase()]
    if (quality === undefined) throw refuse(i + 1, 'good, uncertain or bad', cells[atQuality]!)
    for (const [k, cell] of cells.entries())
      if (k > 0 && k !== atQuality && cell !== '') points.get(heads[k]!)!.push({ time, value: plainOf(cell), quality })
  }
  const [begin, last] = [times[0], times.at(-1)]
  if (begin === undefined || last === undefined) throw refuse(2, 'a row', 'none')
  return { begin, end: last + (last - (times.at(-2) ?? last - 1_000)), points }
}

function plainOf(cell: string): Plain {
  if (cell === 'true') return true
  if (cell === 'false') return false
  const number = Number(cell)
  return Number.isFinite(number) ? number : cell
}

/** RFC 4180 within a line: quotes around a cell, doubled within. */
function cellsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(',').map((cell) => cell.trim())
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) =>
    quoted === undefined ? bare!.trim() : quoted.replaceAll('""', '"'),
  )
}
