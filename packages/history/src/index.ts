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
export { historyFaults, type Lake, type LakeOptions, type LakeSnapshot, openLake } from './lake/index.ts'
