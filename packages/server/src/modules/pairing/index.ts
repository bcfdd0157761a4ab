export type { PairingService } from './service.ts'
