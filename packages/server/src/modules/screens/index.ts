export { screenOf } from './document.ts'
export type { ScreenService } from './service.ts'
