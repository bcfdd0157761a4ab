export type { BackupService, HoldPlatform } from './service.ts'
