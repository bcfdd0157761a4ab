import { areCommensurable, checkUnit, convertUnit, Fault } from '@millrace/core'
import './faults.ts'
import { type Difference, type ModelContent, type Property, REFERENCE, type Resolved } from './schema.ts'

/** What a reference to a version leads to; undefined: there is none. */
export type Find = (key: string, version: string) => ModelContent | undefined

type Kind = 'properties' | 'actions' | 'events'
const kinds: readonly Kind[] = ['properties', 'actions', 'events']
type Parts = Record<string, Record<string, unknown>>

/** JSON Merge Patch (RFC 7396 §2) of objects of one depth or more; null takes away. */
function patched(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch
  const merged = new Map(isMap(target) ? Object.entries(target) : [])
  for (const [key, value] of Object.entries(patch))
    if (value === null) merged.delete(key)
    else merged.set(key, patched(merged.get(key), value))
  return Object.fromEntries(merged)
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * A model with all that it extends and refers to (Thing Description 1.1 §9.3.2). Throws `things.reference_unknown`,
 * `reference_circle`, `widened`, `property_malformed`, and what core throws about units.
 */
export function resolve(content: ModelContent, find: Find): Resolved {
  const resolved = open(content, { find, done: new Map(), way: [] })
  for (const [name, property] of Object.entries(resolved.properties)) mustBeWhole(name, property)
  const parts = new Set(kinds.flatMap((kind) => Object.keys(resolved[kind]).map((name) => `/${kind}/${name}`)))
  const lost = resolved.optional.find((part) => !parts.has(part))
  if (lost) throw new Fault('things.reference_unknown', { seen: lost })
  return resolved
}

interface Way {
  readonly find: Find
  /** What is resolved already: however often it is referred to, it is worked out once. */
  readonly done: Map<string, Resolved>
  /** References that led here. */
  readonly way: readonly string[]
}

function open(content: ModelContent, by: Way): Resolved {
  const base = content.extends === undefined ? undefined : follow(content.extends, by)
  const whole = { properties: {}, actions: {}, events: {}, optional: [...(base?.optional ?? [])] } as Resolved
  for (const kind of kinds) {
    const own = (content[kind] ?? {}) as Parts
    const parts: Parts = { ...((base?.[kind] ?? {}) as Parts) }
    for (const name of Object.keys(own)) {
      const inherited = Object.hasOwn(parts, name) ? parts[name] : undefined
      parts[name] = part(content, { kind, name, by, inherited })
      if (kind === 'properties' && inherited) mustBeNarrower(name, inherited as Property, parts[name] as Property)
    }
    Object.assign(whole[kind], parts)
  }
  whole.optional.push(...(content['tm:optional'] ?? []).filter((each) => !whole.optional.includes(each)))
  return whole
}

interface Where {
  readonly kind: Kind
  readonly name: string
  readonly by: Way
  readonly inherited?: unknown
  /** Names in the same model whose references led here. */
  readonly from?: readonly string[]
}

/** One definition with what it refers to and inherits below it. */
function part(content: ModelContent, { kind, name, by, inherited, from = [] }: Where): Record<string, unknown> {
  const all = (content[kind] ?? {}) as Parts
  const { 'tm:ref': reference, ...own } = all[name] ?? {}
  if (typeof reference !== 'string') return patched(inherited, own) as Record<string, unknown>
  const [document = '', pointer = ''] = reference.split('#')
  const [, of, target = ''] = /^\/(properties|actions|events)\/([A-Za-z0-9_-]+)$/.exec(pointer) ?? []
  if (of !== kind) throw new Fault('things.reference_unknown', { seen: reference })
  if (document === '' && (target === name || from.includes(target)))
    throw new Fault('things.reference_circle', { seen: reference })
  const there = document === '' ? all : (follow(document, by)[kind] as Parts)
  const found = Object.hasOwn(there, target) ? there[target] : undefined
  if (!found) throw new Fault('things.reference_unknown', { seen: reference })
  const origin = document === '' ? part(content, { kind, name: target, by, from: [...from, name] }) : found
  const whole = patched(patched(inherited, origin), own) as Record<string, unknown>
  if (kind === 'properties') mustBeNarrower(name, origin as Property, whole as Property)
  return whole
}

/** The version that a reference leads to, resolved. */
function follow(reference: string, { find, done, way }: Way): Resolved {
  const known = done.get(reference)
  if (known) return known
  const [, key = '', version = ''] = REFERENCE.exec(reference) ?? []
  if (way.includes(reference)) throw new Fault('things.reference_circle', { seen: reference })
  const content = find(key, version)
  if (!content) throw new Fault('things.reference_unknown', { seen: reference })
  const resolved = open(content, { find, done, way: [...way, reference] })
  done.set(reference, resolved)
  return resolved
}

/** Every value of the narrower one must be one of the other, in its unit. Throws `things.widened`. */
function mustBeNarrower(property: string, base: Property, own: Property): void {
  const wider = (expected: string, seen: unknown): Fault =>
    new Fault('things.widened', { property, expected, seen: String(seen ?? 'none') })
  if (base.type !== own.type && !(base.type === 'number' && own.type === 'integer') && base.type !== undefined)
    throw wider(base.type, own.type)
  if (base.unit && (!own.unit || !areCommensurable(base.unit, own.unit))) throw wider(base.unit, own.unit)
  const inBase = (value: number): number => (base.unit && own.unit ? convertUnit(value, own.unit, base.unit) : value)
  if (typeof base.minimum === 'number' && (typeof own.minimum !== 'number' || inBase(own.minimum) < base.minimum))
    throw wider(`from ${base.minimum}`, own.minimum)
  if (typeof base.maximum === 'number' && (typeof own.maximum !== 'number' || inBase(own.maximum) > base.maximum))
    throw wider(`to ${base.maximum}`, own.maximum)
  const choices = base.enum
  const other = choices && (own.enum ?? [undefined]).find((each) => each === undefined || !choices.includes(each))
  if (choices && (own.enum === undefined || own.enum === null || other !== undefined))
    throw wider(choices.join(', '), own.enum?.join(', '))
}

function mustBeWhole(property: string, { type, unit, minimum, maximum, enum: choices }: Property): void {
  const wrong = (expected: string, seen: string): Fault =>
    new Fault('things.property_malformed', { property, expected, seen })
  if (type === undefined) throw wrong('a type', 'none')
  const number = type === 'number' || type === 'integer'
  if (typeof unit === 'string') {
    if (!number) throw wrong('a unit at numbers alone', `${unit} with ${type}`)
    checkUnit(unit)
  }
  if (!number && (typeof minimum === 'number' || typeof maximum === 'number'))
    throw wrong('a range at numbers alone', type)
  if (typeof minimum === 'number' && typeof maximum === 'number' && minimum > maximum)
    throw wrong('a minimum that is at most the maximum', `${minimum} to ${maximum}`)
  const odd = choices?.find((each) => (typeof each === 'number') !== number)
  if (odd !== undefined) throw wrong(`choices of type ${type}`, String(odd))
}

/** Versions that a model names, by tm:extends or tm:ref. */
export function referencesOf(content: ModelContent): string[] {
  const refs = kinds.flatMap((kind) =>
    Object.values((content[kind] ?? {}) as Parts).flatMap((each) =>
      typeof each['tm:ref'] === 'string' ? [each['tm:ref'].split('#')[0] ?? ''] : [],
    ),
  )
  return [...new Set([...(content.extends === undefined ? [] : [content.extends]), ...refs])].filter(Boolean)
}

/** What differs between two versions, part by part. */
export function differencesOf(from: Resolved, to: Resolved): Difference[] {
  return kinds.flatMap((kind) => {
    const [before, after] = [from[kind] as Parts, to[kind] as Parts]
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap((name): Difference[] => {
      const at = `/${kind}/${name}`
      const [old, now] = [before, after].map((parts) => (Object.hasOwn(parts, name) ? parts[name] : undefined))
      if (!old) return [{ part: at, is: 'added', fields: [] }]
      if (!now) return [{ part: at, is: 'removed', fields: [] }]
      const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])]
        .filter((field) => JSON.stringify(old[field]) !== JSON.stringify(now[field]))
        .sort()
      if (from.optional.includes(at) !== to.optional.includes(at)) fields.push('tm:optional')
      return fields.length > 0 ? [{ part: at, is: 'changed', fields }] : []
    })
  })
}
