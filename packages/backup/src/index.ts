export { chooseSnapshot, type Entry, entriesOf, readSnapshot } from './catalogue.ts'
export { backupFaults } from './faults.ts'
export { fetchBytes, fetchFile } from './fetch.ts'
export { holdTarget } from './hold.ts'
export { openTarget } from './open.ts'
export { eachOf, type Progress, Tally, type Tell } from './progress.ts'
export { type Pruned, prune } from './prune.ts'
export type {
  Held,
  HeldFile,
  Metadata,
  PlatformState,
  SealedSnapshot,
  Snapshot,
  SnapshotFile,
  TableDump,
} from './snapshot.ts'
export type { Target, TidyTarget } from './target.ts'
export { type Verdict, verifyTarget } from './verify.ts'
export { type Written, writeSnapshot } from './write.ts'
