import type { Method, Operation } from './document.ts'

/** One call, as it goes out. */
export interface Request {
  readonly method: Method
  /** From the first slash on, with its query. */
  readonly target: string
  readonly contentType?: string
  readonly body?: string | Blob
}

/** What stands in the fields, by name. */
export type Filled = Readonly<Record<string, string>>

export const OCTETS = 'application/octet-stream'
export const FORM = 'application/x-www-form-urlencoded'

/** The form its body goes out in. */
export function bodyTypeOf({ requestBody }: Operation): string | undefined {
  const types = Object.keys(requestBody?.content ?? {})
  return types.find((type) => type === 'application/json') ?? types[0]
}

/** Names of parameters that a call cannot go without and that are empty. */
export const missing = (operation: Operation, filled: Filled): string[] =>
  operation.parameters.filter(({ name, required }) => required && !filled[name]?.trim()).map(({ name }) => name)

export function requestOf(operation: Operation, filled: Filled, body: string, file?: File | null): Request {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (slot, name: string) =>
    filled[name]?.trim() ? encodeURIComponent(filled[name].trim()) : slot,
  )
  const query = new URLSearchParams()
  for (const { name, in: place } of operation.parameters) {
    const value = filled[name]?.trim()
    if (place === 'query' && value) query.set(name, value)
  }
  const target = query.size > 0 ? `${path}?${query}` : path
  const contentType = bodyTypeOf(operation)
  if (!contentType) return { method: operation.method, target }
  if (contentType === OCTETS) return { method: operation.method, target, contentType, ...(file && { body: file }) }
  if (contentType === FORM) return { method: operation.method, target, contentType, body: formText(body) }
  return { method: operation.method, target, contentType, body }
}

function formText(body: string): string {
  const fields = parsed(body)
  if (typeof fields !== 'object' || fields === null) return ''
  return String(new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== '') as [string, string][]))
}

/** Undefined for what is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
