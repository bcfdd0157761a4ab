export { ArrowWriter } from './arrow.ts'
export { type ReadTable, readArrow } from './arrow-reader.ts'
export type { ColumnData, ColumnSpec, ColumnWriter, Rows } from './columns.ts'
export { ParquetWriter } from './parquet.ts'
