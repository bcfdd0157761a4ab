import { isBad } from '@millrace/core'
import type { Moment } from '../engine/moment.ts'
import type { Making } from '../kind.ts'

const SLOT = /\{([A-Za-z][A-Za-z0-9_-]*)(?::(\d))?\}/g

/** Names in braces in a template, each once. */
export const namesOfTemplate = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(SLOT)].map(([, name]) => name as string)),
]

/** Fills `{port}`, or `{port:2}` with two digits behind the point; a bad value is a dash. */
export function template(text: string, making: Making): (moment: Moment) => string {
  const parts: ((moment: Moment) => string)[] = []
  let from = 0
  for (const found of text.matchAll(SLOT)) {
    const [whole, name = '', digits] = found
    if (!making.wired(name)) continue
    const before = text.slice(from, found.index)
    from = found.index + whole.length
    const slot = making.slot(name)
    const { type } = making.type(name)
    parts.push((moment) => before + sayInput(moment, slot, type, digits))
  }
  const rest = text.slice(from)
  return (moment) => parts.map((part) => part(moment)).join('') + rest
}

function sayInput(moment: Moment, slot: number, type: string, digits: string | undefined): string {
  if (isBad(moment.status[slot]!)) return '–'
  if (type === 'text') return moment.text(slot)
  const value = moment.value[slot]!
  if (type === 'boolean') return value === 1 ? 'true' : 'false'
  return digits === undefined ? String(value) : value.toFixed(Number(digits))
}
