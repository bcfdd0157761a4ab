export type { ProgramService } from './service.ts'
export { isAppKey, isProgramToken, newKey, readKey, type Secret } from './token.ts'
