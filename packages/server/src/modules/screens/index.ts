export type { ScreenService } from './service.ts'
