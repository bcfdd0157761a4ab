export type { Announce } from './keeper.ts'
export type { AlarmHappened, AlarmListener, AlarmNews } from './news.ts'
export type { AlarmService } from './service.ts'
