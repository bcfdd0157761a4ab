export { ArrowWriter } from './arrow.ts'
export type { ColumnData, ColumnSpec, ColumnWriter, Rows } from './columns.ts'
export { ParquetWriter } from './parquet.ts'
