import { join } from 'node:path'
import { Fault, sayFault } from '@millrace/core'
import { readIfThere, replaceDurably } from './state-file.ts'
import './faults.ts'

/** One point's number on this edge: it stands in stored records, so it keeps its meaning for as long as one is left. */
export interface CataloguedTag {
  readonly id: number
  readonly name: string
  /** Kind of its good values and what else decides how the host reads it: another type is another tag. */
  readonly type: string
  /** First position at which the configuration did not have it any more. */
  readonly retired?: number
}

export interface CataloguedDevice {
  readonly index: number
  readonly name: string
  readonly tags: readonly CataloguedTag[]
}

export interface WantedDevice {
  readonly name: string
  readonly tags: readonly { readonly name: string; readonly type: string }[]
}

/**
 * Gives every wanted device and point its number: the one it had before, else the lowest that is free. What is no longer
 * wanted keeps its number until the buffer holds nothing older (`floor`), so that stored values can still be sent.
 */
export function assign(
  before: readonly CataloguedDevice[],
  wanted: readonly WantedDevice[],
  positions: { readonly floor: number; readonly head: number },
): CataloguedDevice[] {
  const alive = before.map((device) => ({
    ...device,
    tags: device.tags.filter(({ retired }) => (retired ?? Infinity) > positions.floor),
  }))
  const wantedNames = new Set(wanted.map(({ name }) => name))
  const kept = alive.filter(({ name, tags }) => wantedNames.has(name) || tags.length > 0)
  const nextIndex = lowestFree(kept.map(({ index }) => index))
  const nextId = lowestFree(kept.flatMap(({ tags }) => tags.map(({ id }) => id)))
  const retire = (tag: CataloguedTag): CataloguedTag => ({ ...tag, retired: tag.retired ?? positions.head })
  const byName = new Map(kept.map((device) => [device.name, device]))
  const devices = wanted.map(({ name, tags }): CataloguedDevice => {
    const known = byName.get(name)
    const knownTags = new Map(known?.tags.map((tag) => [keyOf(tag), tag]))
    const now = tags.map((tag): CataloguedTag => {
      const same = knownTags.get(keyOf(tag))
      knownTags.delete(keyOf(tag))
      return { id: same?.id ?? nextId(), name: tag.name, type: tag.type }
    })
    return { index: known?.index ?? nextIndex(), name, tags: [...now, ...[...knownTags.values()].map(retire)] }
  })
  const gone = kept
    .filter(({ name }) => !wantedNames.has(name))
    .map((device) => ({ ...device, tags: device.tags.map(retire) }))
  return [...devices, ...gone]
}

const keyOf = ({ name, type }: { readonly name: string; readonly type: string }): string => `${type} ${name}`

function lowestFree(taken: readonly number[]): () => number {
  const used = new Set(taken)
  let next = 0
  return () => {
    while (used.has(next)) next++
    return next++
  }
}

/** The catalogue that the buffer's folder holds; empty if there is none. Throws `edge_buffer.state_malformed`. */
export function readCatalogue(folder: string): CataloguedDevice[] {
  const file = join(folder, 'catalogue.json')
  const text = readIfThere(file)?.toString()
  if (text === undefined) return []
  try {
    return parseCatalogue(JSON.parse(text))
  } catch (reason) {
    throw new Fault('edge_buffer.state_malformed', { file, seen: sayFault(reason) }, reason)
  }
}

/** Durable once it returns: a record must never stand on disk before the meaning of its numbers does. */
export function writeCatalogue(folder: string, devices: readonly CataloguedDevice[]): void {
  const rows = devices.map(({ index, name, tags }) => [
    index,
    name,
    tags.map((tag) =>
      tag.retired === undefined ? [tag.id, tag.name, tag.type] : [tag.id, tag.name, tag.type, tag.retired],
    ),
  ])
  replaceDurably(join(folder, 'catalogue.json'), JSON.stringify(rows))
}

function parseCatalogue(rows: unknown): CataloguedDevice[] {
  return list(rows).map((row) => {
    const [index, name, tags] = list(row)
    return {
      index: whole(index),
      name: text(name),
      tags: list(tags).map((tag) => {
        const [id, tagName, type, retired] = list(tag)
        return {
          id: whole(id),
          name: text(tagName),
          type: text(type),
          ...(retired === undefined ? {} : { retired: whole(retired) }),
        }
      }),
    }
  })
}

const malformed = (expected: string, seen: unknown): Fault =>
  new Fault('edge_buffer.record_malformed', { seen: `${JSON.stringify(seen)?.slice(0, 40)} instead of ${expected}` })

function list(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  throw malformed('a list', value)
}
function whole(value: unknown): number {
  if (Number.isSafeInteger(value) && Number(value) >= 0) return Number(value)
  throw malformed('a whole number', value)
}
function text(value: unknown): string {
  if (typeof value === 'string') return value
  throw malformed('a text', value)
}
