export { type Authority, openAuthority } from './authority.ts'
export type { MachineService } from './service.ts'
