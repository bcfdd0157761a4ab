export type {
  BucketQuery,
  Buckets,
  HistoryHealth,
  HistoryStore,
  JournalPosition,
  RawQuery,
  RemoveQuery,
} from './history.ts'
export { historyFaults, type Lake, type LakeOptions, openLake } from './lake/index.ts'
