export type { BoundInput } from './schema.ts'
export type { BindingService } from './service.ts'
