import type { BindingRequest, MechanismVersion } from '../../../platform.ts'
import { worded } from '../studio/draft.ts'

interface Words {
  readonly en: string
  readonly zh: string
}

export const targets = ['equipmentClass', 'thingModel', 'assets'] as const
export type TargetKind = (typeof targets)[number]

/** A binding as it is chosen; empty fields are left out. */
export interface BindDraft {
  readonly name: Words
  readonly kind: TargetKind
  readonly thingModel: string
  readonly equipmentClass: string
  readonly assets: readonly string[]
  /** By input: the name it is taken from. What is not here follows the suggestion. */
  readonly properties: Readonly<Record<string, string>>
  /** By input: a figure in place of a point. */
  readonly constants: Readonly<Record<string, number>>
  readonly parameters: Readonly<Record<string, number>>
  /** By output: what it is called; null: it becomes no point. */
  readonly outputs: Readonly<Record<string, Words | null>>
  readonly measured: Readonly<Record<string, string>>
  /** s */
  readonly every: number | string
  readonly gap: number | string
  /** Local, as a date-time field reads it. */
  readonly from: string
}

export const firstBind = ({ manifest }: MechanismVersion): BindDraft => ({
  name: manifest.title,
  kind: 'equipmentClass',
  thingModel: '',
  equipmentClass: '',
  assets: [],
  properties: {},
  constants: {},
  parameters: {},
  outputs: Object.fromEntries(manifest.outputs.map(({ name, en, zh }) => [name, { en, zh }])),
  measured: {},
  every: '',
  gap: '',
  from: '',
})

export const renamed = (words: Words, text: string): Words => worded(words, text)

const isPositive = (value: number | string): value is number => typeof value === 'number' && value > 0

function targetOf({ kind, thingModel, equipmentClass, assets }: BindDraft): BindingRequest['target'] | undefined {
  if (kind === 'thingModel') return thingModel === '' ? undefined : { thingModel }
  if (kind === 'equipmentClass') return equipmentClass === '' ? undefined : { equipmentClass }
  return assets.length === 0 ? undefined : { assets: [...assets] }
}

const filled = <Value>(values: Readonly<Record<string, Value>>): Record<string, Value> | undefined =>
  Object.keys(values).length > 0 ? { ...values } : undefined

/** As the platform takes it; undefined while no target is chosen. */
export function bindingOf(
  draft: BindDraft,
  { mechanism, version, manifest }: MechanismVersion,
  suggested: Readonly<Record<string, string>>,
): BindingRequest | undefined {
  const target = targetOf(draft)
  if (!target) return undefined
  const inputs: BindingRequest['inputs'] = {}
  for (const { name } of manifest.inputs) {
    const constant = draft.constants[name]
    const property = (draft.properties[name] ?? suggested[name] ?? '').trim()
    if (constant !== undefined) inputs[name] = { constant }
    else if (property !== '') inputs[name] = { property }
  }
  const measured = Object.entries(draft.measured).filter(([, property]) => property.trim() !== '')
  const outputs = Object.entries(draft.outputs).flatMap(([name, words]) => (words ? [[name, { name: words }]] : []))
  const parameters = filled(draft.parameters)
  return {
    mechanism,
    version,
    name: { en: draft.name.en.trim() || manifest.title.en, zh: draft.name.zh.trim() || manifest.title.zh },
    target,
    inputs,
    outputs: Object.fromEntries(outputs) as BindingRequest['outputs'],
    ...(parameters && { parameters }),
    ...(measured.length > 0 && {
      measured: Object.fromEntries(measured.map(([name, property]) => [name, { property: property.trim() }])),
    }),
    ...(isPositive(draft.every) && { every: draft.every }),
    ...(isPositive(draft.gap) && { gap: draft.gap }),
    ...(draft.from && { from: new Date(draft.from).toISOString() }),
  }
}
