import { isDeepStrictEqual } from 'node:util'
import type { EquipmentClass } from './class.ts'

/** What differs between two versions of a class, by the lists of which machines are made. */
export interface ClassDifference {
  readonly list: 'parameters' | 'points' | 'derived' | 'kpis' | 'alarms'
  readonly name: string
  readonly is: 'added' | 'removed' | 'changed'
  /** Of what changed. */
  readonly fields: readonly string[]
}

const lists = ['parameters', 'points', 'derived', 'kpis', 'alarms'] as const
type Named = { readonly name: string }

export function classDifferences(before: EquipmentClass, after: EquipmentClass): ClassDifference[] {
  return lists.flatMap((list) => {
    const old = new Map(((before[list] ?? []) as readonly Named[]).map((one) => [one.name, one]))
    const now = new Map(((after[list] ?? []) as readonly Named[]).map((one) => [one.name, one]))
    return [...new Set([...old.keys(), ...now.keys()])].flatMap((name): ClassDifference[] => {
      const [was, is] = [old.get(name), now.get(name)]
      if (!was) return [{ list, name, is: 'added', fields: [] }]
      if (!is) return [{ list, name, is: 'removed', fields: [] }]
      const fields = changedFields(was, is)
      return fields.length === 0 ? [] : [{ list, name, is: 'changed', fields }]
    })
  })
}

function changedFields(was: object, is: object): string[] {
  const [old, now] = [new Map(Object.entries(was)), new Map(Object.entries(is))]
  return [...new Set([...old.keys(), ...now.keys()])].filter(
    (field) => !isDeepStrictEqual(old.get(field), now.get(field)),
  )
}
