export type { BoundAsset, BoundInput } from './schema.ts'
export type { BindingService } from './service.ts'
