import { Fault, sayFault } from '@millrace/core'
import './faults.ts'

export type JsonObject = Readonly<Record<string, unknown>>

/** Throws `edge_import.malformed`. */
export function readJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (reason) {
    throw new Fault('edge_import.malformed', { file, expected: 'JSON', seen: sayFault(reason) }, reason)
  }
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {})

/** The objects of a list; what is none counts as an empty one, so that positions stay. */
export const objectsOf = (value: unknown): readonly JsonObject[] => (Array.isArray(value) ? value.map(objectOf) : [])

export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''

/** A number, also one that was written as a text; undefined for anything else. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}
