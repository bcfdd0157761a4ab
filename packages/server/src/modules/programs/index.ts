export type { ProgramService } from './service.ts'
export { isProgramToken } from './token.ts'
