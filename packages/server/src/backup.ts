export type { Hold, HoldStep } from './backup/hold.ts'
export { type Restored, type RestoreStep, restorePlatform } from './backup/restore.ts'
export { holdStopped } from './backup/stopped.ts'
