export type { Bring } from './runner.ts'
export type { ImportService } from './service.ts'
