import { createHash } from 'node:crypto'
import { areCommensurable } from '@millrace/core'
import type { ModelPackage } from '@millrace/runtime'
import type { Differences } from './schema.ts'

type Part = Differences['items'][number]['part']
type Item = Differences['items'][number]

/** Of a text that is shown. */
const MOST_TEXT = 2_000

/** Equal values are equal texts: keys come in order. */
function told(value: unknown): string {
  if (typeof value === 'string') return value
  const text = JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )
  return text
}

const shown = (value: unknown): string => {
  const text = told(value).replaceAll('"', '')
  return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text
}

/** What is in one list and not in the other, or is otherwise in it. */
function compared(part: Part, before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): Item[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name): Item[] => {
    const [was, is] = [before.get(name), after.get(name)]
    if (was === undefined) return [{ part, name, is: 'added', after: shown(is) }]
    if (is === undefined) return [{ part, name, is: 'removed', before: shown(was) }]
    return told(was) === told(is) ? [] : [{ part, name, is: 'changed', before: shown(was), after: shown(is) }]
  })
}

const named = (list: readonly { readonly name: string }[] = []): Map<string, unknown> =>
  new Map(list.map(({ name, ...rest }) => [name, rest]))

function runtimeOf({ manifest: { runtime, limits, stateful } }: ModelPackage): Map<string, unknown> {
  const { kind, ...spec } = runtime
  const parts = new Map<string, unknown>([['kind', kind]])
  for (const [key, value] of Object.entries(spec))
    if (key === 'steps' && Array.isArray(value))
      for (const { name, ...step } of value as { name: string }[]) parts.set(`steps/${name}`, step)
    else if (key === 'outputs')
      for (const [name, of] of Object.entries(value as object)) parts.set(`outputs/${name}`, of)
    else parts.set(key, value)
  for (const [key, value] of Object.entries(limits ?? {})) parts.set(`limits/${key}`, value)
  if (stateful) parts.set('stateful', true)
  return parts
}

const aboutOf = ({ manifest }: ModelPackage): Map<string, unknown> => {
  const { title, description, owner, licence, taxonomy } = manifest
  return new Map(Object.entries({ title, description, owner, licence, taxonomy }))
}

/** Files by what is in them; model.yaml is told part by part. */
const filesOf = ({ files }: ModelPackage): Map<string, unknown> =>
  new Map(
    [...files]
      .filter(([path]) => path !== 'model.yaml')
      .map(([path, bytes]) => [
        path,
        `sha256:${createHash('sha256').update(bytes).digest('hex')}, ${bytes.length} bytes`,
      ]),
  )

/** Why what is bound to the one cannot run the other as it is. */
function breaksOf({ manifest: one }: ModelPackage, { manifest: other }: ModelPackage): string[] {
  const breaks: string[] = []
  const say = (text: string): void => void breaks.push(text)
  for (const { name, type, unit } of one.inputs) {
    const now = other.inputs.find((input) => input.name === name)
    if (!now) say(`the input ${name} is gone`)
    else if (now.type !== type) say(`the input ${name} is a ${now.type}, no ${type}`)
    else if (!fits(unit, now.unit)) say(`the input ${name} is in ${now.unit ?? '1'}, no longer in ${unit ?? '1'}`)
  }
  for (const { name, default: stand } of other.inputs)
    if (stand === undefined && !one.inputs.some((input) => input.name === name))
      say(`the input ${name} is new and has no default`)
  for (const { name, default: stand } of one.inputs) {
    const now = other.inputs.find((input) => input.name === name)
    if (stand !== undefined && now && now.default === undefined) say(`the input ${name} has no default any more`)
  }
  for (const { name, type, unit } of one.outputs) {
    const now = other.outputs.find((output) => output.name === name)
    if (!now) say(`the output ${name} is gone`)
    else if (now.type !== type) say(`the output ${name} is a ${now.type}, no ${type}`)
    else if ((now.unit ?? '1') !== (unit ?? '1'))
      say(`the output ${name} is in ${now.unit ?? '1'}, no longer in ${unit ?? '1'}`)
  }
  for (const { name, unit } of one.parameters ?? []) {
    const now = other.parameters?.find((parameter) => parameter.name === name)
    if (!now) say(`the parameter ${name} is gone`)
    else if ((now.unit ?? '1') !== (unit ?? '1'))
      say(`the parameter ${name} is in ${now.unit ?? '1'}, no longer in ${unit ?? '1'}`)
  }
  if (Boolean(one.stateful) !== Boolean(other.stateful))
    say(other.stateful ? 'it remembers what came before, and did not' : 'it no longer remembers what came before')
  return breaks
}

/** A point is converted to the unit of its input: another unit of the same kind is no matter. */
const fits = (one = '1', other = '1'): boolean => one === other || areCommensurable(one, other)

/** What one version has that another has not. */
export function differencesOf(one: ModelPackage, other: ModelPackage): Differences {
  const [a, b] = [one.manifest, other.manifest]
  const items = [
    ...(['inputs', 'outputs', 'parameters', 'cases'] as const).flatMap((part) =>
      compared(part, named(a[part]), named(b[part])),
    ),
    ...compared(
      'validity',
      new Map((a.validity ?? []).map(({ holds, ...words }) => [holds, words])),
      new Map((b.validity ?? []).map(({ holds, ...words }) => [holds, words])),
    ),
    ...compared(
      'sources',
      new Map(a.sources.map(({ id, ...rest }) => [id, rest])),
      new Map(b.sources.map(({ id, ...rest }) => [id, rest])),
    ),
    ...compared('runtime', runtimeOf(one), runtimeOf(other)),
    ...compared('about', aboutOf(one), aboutOf(other)),
    ...compared('files', filesOf(one), filesOf(other)),
  ]
  const breaks = breaksOf(one, other)
  return { from: a.version, to: b.version, items, compatible: breaks.length === 0, breaks }
}
