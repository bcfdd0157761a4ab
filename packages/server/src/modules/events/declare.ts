import { Fault } from '@millrace/core'
import { type Static, type TProperties, type TSchema, Type } from 'typebox'
import type { Action } from '../access/index.ts'
import type { AuditEntry, Json } from '../audit/index.ts'
import './faults.ts'

export interface Words {
  readonly en: string
  readonly zh: string
}

/** Where an entry of the audit is an event as well: nothing is said twice. */
export interface OfAudit {
  readonly action: string
  /** Of several outcomes this one; default `done`. */
  readonly outcome?: AuditEntry['outcome']
  /** What the target of the entry is; other events are of the whole organisation. */
  readonly at?: 'asset' | 'point'
  /** Where the entry has it under other names; else what has the name of a property of `data` is taken. */
  readonly data?: (entry: AuditEntry) => Readonly<Record<string, Json>>
  /** Entries that are none. */
  readonly only?: (entry: AuditEntry) => boolean
  /** Another asset than the target: where the target is one that ends. */
  readonly asset?: (entry: AuditEntry) => string | undefined
}

interface Declared {
  /** Of the data; rises when something is left out or means another thing. Default 1. */
  readonly version?: number
  /** Without it nobody sees these events. */
  readonly permission: Action
  readonly title: Words
  readonly says: Words
  /** Properties of the data. With `of` the name of the target and who did it come beside them. */
  readonly data: TProperties
  readonly example: Readonly<Record<string, unknown>>
  readonly of?: OfAudit
  /** It may be told with an asset. Default: what `of` says. */
  readonly perAsset?: boolean
}

export interface EventDeclaration {
  readonly type: string
  readonly module: string
  readonly version: number
  readonly permission: Action
  readonly perAsset: boolean
  readonly title: Words
  readonly says: Words
  readonly schema: TSchema
  readonly example: Readonly<Record<string, unknown>>
  readonly of: OfAudit | undefined
}

const By = Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() }, { description: 'Who did it' })
const common = {
  name: Type.Optional(Type.String({ description: 'Of what it happened to, as it was called then' })),
  by: By,
}
const somebody = { kind: 'person', id: '0199f1c2-7d52-7000-8000-000000000001', name: 'li.wei' }

const declared = new Map<string, EventDeclaration>()
const byAction = new Map<string, EventDeclaration[]>()

/** Declares what a module tells. A type that is declared twice throws `events.declared_twice`: the server does not start. */
export function defineEvents(module: string, events: Readonly<Record<string, Declared>>): void {
  for (const [type, { version = 1, of, data, example, perAsset = of?.at !== undefined, ...rest }] of Object.entries(
    events,
  )) {
    if (declared.has(type)) throw new Fault('events.declared_twice', { type })
    const declaration: EventDeclaration = {
      ...rest,
      type,
      module,
      version,
      perAsset,
      of,
      schema: Type.Object(of ? { ...common, ...data } : data, {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
      }),
      example: of ? { name: 'Compressor 3', by: somebody, ...example } : example,
    }
    declared.set(type, declaration)
    if (of) byAction.set(of.action, [...(byAction.get(of.action) ?? []), declaration])
  }
}

export const declarationOf = (type: string): EventDeclaration | undefined => declared.get(type)

/** By type. */
export const declarations = (): EventDeclaration[] => [...declared.values()].sort((a, b) => (a.type < b.type ? -1 : 1))

/** What an entry of the audit is, besides. */
export const declarationsOf = ({ action, outcome = 'done' }: AuditEntry): readonly EventDeclaration[] =>
  (byAction.get(action) ?? []).filter(({ of }) => (of?.outcome ?? 'done') === outcome)

/** Data of an event that an entry of the audit is. */
export function dataOf({ schema, of }: EventDeclaration, entry: AuditEntry): Record<string, Json> {
  const { kind, id, name } = entry.actor
  const { properties } = schema as unknown as { properties: Record<string, unknown> }
  const given = of?.data?.(entry) ?? entry.detail ?? {}
  return {
    ...(entry.target?.name === undefined ? {} : { name: entry.target.name }),
    by: { kind, id, name },
    ...Object.fromEntries(
      Object.entries(given).filter(
        ([key, value]) => Object.hasOwn(properties, key) && key !== 'by' && key !== 'name' && value !== undefined,
      ),
    ),
  }
}

export type ByWhom = Static<typeof By>
