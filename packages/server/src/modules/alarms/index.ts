export type { AlarmListener, AlarmNews } from './news.ts'
export type { AlarmService } from './service.ts'
