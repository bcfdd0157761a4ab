import type { ComponentService } from '../../platform.ts'

export type ServiceField = NonNullable<ComponentService['takes']>[number]

/** What a service takes and gives, as ports of parts of flows are told. */
export const formFields = ({ takes = [], gives = [] }: Pick<ComponentService, 'takes' | 'gives'>) => [
  ...takes.map((field) => ({ ...field, side: 'in' as const })),
  ...gives.map((field) => ({ ...field, side: 'out' as const })),
]

/** What is written for a field, as the service takes it; undefined where it is none. */
export function inputOf({ type }: ServiceField, text: string): unknown {
  if (text.trim() === '') return undefined
  switch (type) {
    case 'number': {
      const value = Number(text)
      return Number.isFinite(value) ? value : undefined
    }
    case 'boolean':
      return text === 'true'
    case 'time': {
      const at = Date.parse(text)
      return Number.isNaN(at) ? undefined : new Date(at).toISOString()
    }
    case 'json':
      return jsonOf(text)
    case 'text':
      return text
  }
}

/** Undefined where it is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
