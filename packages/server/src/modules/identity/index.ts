export type { Device, Person, Principal, Session } from './schema.ts'
export type { IdentityService } from './service.ts'
