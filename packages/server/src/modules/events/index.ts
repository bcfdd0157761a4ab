export { declarations, defineEvents, type EventDeclaration } from './declare.ts'
export type { PlatformEvent } from './schema.ts'
export type { EventService } from './service.ts'
export type { Tell, Told } from './tell.ts'
