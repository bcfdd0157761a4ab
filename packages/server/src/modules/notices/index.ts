export type { Acknowledged, Hear, Notice, Notices } from './notice.ts'
export type { NoticeService } from './service.ts'
