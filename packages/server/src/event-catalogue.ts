import './modules/index.ts'
import { declarations } from './modules/events/index.ts'

export type { EventDeclaration } from './modules/events/index.ts'

/** Every type of event that the modules declare, by name: nothing is opened. */
export const eventDeclarations = declarations
