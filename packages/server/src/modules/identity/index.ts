export type { Device, Person, Principal } from './schema.ts'
export type { IdentityService } from './service.ts'
