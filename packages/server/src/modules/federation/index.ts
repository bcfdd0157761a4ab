export type { FederationService, Vouched } from './service.ts'
