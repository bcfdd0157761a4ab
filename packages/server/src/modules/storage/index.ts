export type { StorageService } from './service.ts'
