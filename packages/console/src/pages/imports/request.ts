import type { ImportMapping, ImportRequest } from '../../platform.ts'

export const formats = ['csv', 'parquet', 'arrow'] as const
export type Format = (typeof formats)[number]
export const timeFormats = ['iso', 's', 'ms', 'us', 'ns'] as const
export type TimeFormat = (typeof timeFormats)[number]

/** How somebody says that the file is laid out. */
export interface Draft {
  readonly format: Format
  readonly encoding: 'utf-8' | 'gb18030'
  /** `own`: as the platform exports it. */
  readonly layout: 'own' | 'long' | 'wide'
  readonly time: string
  readonly timeFormat: TimeFormat
  /** Of times without a zone. */
  readonly offset: string
  readonly point: string
  readonly value: string
  readonly unit: string
  readonly status: string
  readonly dryRun: boolean
}

/** This browser's offset from UTC, which is most likely that of the file: `+08:00`. */
export function offsetHere(minutes = -new Date().getTimezoneOffset()): string {
  const part = (count: number) => String(Math.trunc(Math.abs(count))).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${part(minutes / 60)}:${part(minutes % 60)}`
}

export const firstDraft: Draft = {
  format: 'csv',
  encoding: 'utf-8',
  layout: 'own',
  time: '',
  timeFormat: 'iso',
  offset: offsetHere(),
  point: '',
  value: '',
  unit: '',
  status: '',
  dryRun: true,
}

const endings: Readonly<Record<string, Format>> = {
  parquet: 'parquet',
  arrow: 'arrow',
  arrows: 'arrow',
  feather: 'arrow',
}
export const formatOf = (name: string): Format => endings[name.replace(/^.*\./, '').toLowerCase()] ?? 'csv'

/** The names in the first line of a text file. */
export function headOf(text: string): string[] {
  const line = /^\uFEFF?((?:"(?:[^"]|"")*"|[^"\r\n])*)/.exec(text)?.[1] ?? ''
  const bare = line.replace(/"(?:[^"]|"")*"/g, '')
  const counted = [',', ';', '\t'].map((mark) => ({ mark, count: bare.split(mark).length }))
  const { mark } = counted.reduce((most, one) => (one.count > most.count ? one : most))
  const cells = line.match(new RegExp(`(?:"(?:[^"]|"")*"|[^"\\${mark}])+`, 'g')) ?? []
  return cells.map((cell) => cell.replace(/^"(.*)"$/s, '$1').replaceAll('""', '"')).filter((name) => name !== '')
}

function mappingOf(draft: Draft, head: readonly string[]): ImportMapping | undefined {
  if (draft.layout === 'own') return undefined
  const time = {
    column: draft.time,
    format: draft.timeFormat,
    ...(draft.timeFormat === 'iso' && draft.offset && { offset: draft.offset }),
  }
  if (draft.layout === 'wide') {
    const columns = head.filter((name) => name !== draft.time).map((column) => ({ column, point: column }))
    return { layout: 'wide', time, columns }
  }
  return {
    layout: 'long',
    time,
    point: { column: draft.point },
    values: [draft.value],
    ...(draft.unit && { unit: { column: draft.unit } }),
    ...(draft.status && { status: draft.status }),
  }
}

const beginning = 'console'
/** By which the file is known again when its sending was cut off. */
export const fingerprintOf = (file: File): string => `${beginning} ${file.size} ${file.lastModified}`
export const isFromHere = (fingerprint: string | undefined): boolean => fingerprint?.startsWith(beginning) ?? false

export function requestOf(file: File, draft: Draft, head: readonly string[]): ImportRequest {
  const mapping = mappingOf(draft, head)
  return {
    name: file.name.slice(0, 200),
    format: draft.format,
    ...(draft.format === 'csv' && { encoding: draft.encoding }),
    size: file.size,
    fingerprint: fingerprintOf(file),
    dryRun: draft.dryRun,
    ...(mapping && { mapping }),
  }
}
