export type { ActingApp, BoundAsset } from './acting.ts'
export type { AppChange } from './changes.ts'
export type { AppPrincipals, AppWrite, Beside } from './principals.ts'
export type { AppService } from './service.ts'
