import { Fault } from '@millrace/core'
import { CsvReader } from './csv.ts'
import './faults.ts'
import type { TableFile, TableReader } from './table.ts'

export {
  type Cell,
  START,
  type TableChunk,
  type TableColumn,
  type TableFile,
  type TableFormat,
  type TablePlace,
  type TableReader,
} from './table.ts'

/** Opens a file of others, in a process that may be lost. Throws `files.unreadable`. */
export async function openTable(file: TableFile): Promise<TableReader> {
  // Each brings an engine of its own, so only the one that is needed is loaded.
  if (file.format === 'csv') return CsvReader.open(file)
  if (file.format === 'parquet') return (await import('./parquet.ts')).ParquetReader.open(file)
  return (await import('./arrow.ts')).ArrowReader.open(file)
}

/** Throws `files.column_missing` at the first that the file does not have. */
export function checkColumns({ names }: TableReader, wanted: readonly string[]): void {
  const missing = wanted.find((name) => !names.includes(name))
  if (missing !== undefined)
    throw new Fault('files.column_missing', { wanted: missing, seen: names.slice(0, 30).join(', ').slice(0, 300) })
}
