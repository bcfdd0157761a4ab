import type { ModelType } from './manifest.ts'

/** What a value of a type is in JavaScript. */
export const jsTypes: Readonly<Record<ModelType, string>> = { number: 'number', boolean: 'boolean', text: 'string' }
