export type { Bound } from './adoption.ts'
export { type Bindable, misfit } from './binding.ts'
export type { ModelContent, Property } from './schema.ts'
export type { ThingService } from './service.ts'
