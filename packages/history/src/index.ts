export type {
  AtQuery,
  Histogram,
  HistogramQuery,
  HistoryAnalysis,
  M4,
  M4Query,
  StateDurations,
  StateQuery,
  ValuesAt,
  Weighted,
  WeightedQuery,
} from './analysis.ts'
export { startClosed } from './closed-process.ts'
export {
  ArrowReading,
  ArrowWriter,
  type ColumnData,
  type ColumnSpec,
  type ColumnWriter,
  ParquetWriter,
  type ReadTable,
  type Rows,
  readArrow,
} from './columns/index.ts'
export {
  type Cell,
  checkColumns,
  openTable,
  START,
  type TableChunk,
  type TableColumn,
  type TableFile,
  type TableFormat,
  type TablePlace,
} from './files/index.ts'
export {
  type GroupAggregate,
  type GroupQuery,
  type Groups,
  groupAggregates,
  groupSeries,
  type Member,
  type SeriesAggregate,
  seriesAggregates,
  type Top,
  type TopQuery,
  topSeries,
} from './groups.ts'
export type {
  BucketQuery,
  Buckets,
  HistoryHealth,
  HistoryStore,
  JournalPosition,
  RawQuery,
  RemoveQuery,
  StoredFigures,
} from './history.ts'
export { historyFaults, type Lake, type LakeOptions, type LakeSnapshot, openLake, tenantFolder } from './lake/index.ts'
export { type PageQuery, pagesOf } from './pages.ts'
export { type RawPage, type RawPageQuery, rawPage } from './raw-page.ts'
export {
  type AnsweredColumn,
  ASSET_COLUMNS,
  POINT_COLUMNS,
  Sql,
  type SqlAnswer,
  type SqlFormat,
  type SqlLimits,
  type SqlPlant,
} from './sql/index.ts'
export { widthFor } from './width.ts'
