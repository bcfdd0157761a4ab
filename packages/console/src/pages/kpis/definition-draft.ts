import type { KpiDefinition } from '../../platform.ts'
import { type WindowKind, windowKinds } from './search.ts'

type Content = KpiDefinition['content']

export interface InputDraft {
  readonly name: string
  readonly kind: 'point' | 'constant'
  readonly type: 'number' | 'boolean' | 'text'
  readonly unit: string
  /** s */
  readonly gap: number | string
}

/** A definition as it is typed; an empty field is left out. */
export interface DefinitionDraft {
  readonly key: string
  readonly zh: string
  readonly en: string
  readonly unit: string
  readonly formula: string
  readonly inputs: readonly InputDraft[]
  readonly windows: readonly WindowKind[]
  readonly from: number | string
  readonly to: number | string
  readonly better: Content['better']
  readonly source: string
}

export const firstDraft = (): DefinitionDraft => ({
  key: '',
  zh: '',
  en: '',
  unit: '%',
  formula: '',
  inputs: [],
  windows: ['shift', 'day', 'week', 'month'],
  from: '',
  to: '',
  better: 'higher',
  source: '',
})

export const draftOf = ({ key, content }: KpiDefinition): DefinitionDraft => ({
  key,
  zh: content.name.zh,
  en: content.name.en,
  unit: content.unit,
  formula: content.formula,
  inputs: Object.entries(content.inputs ?? {}).map(([name, { kind = 'point', type, unit = '', gap = '' }]) => ({
    name,
    kind,
    type,
    unit,
    gap,
  })),
  windows: windowKinds.filter((kind) => content.windows.includes(kind)),
  from: content.plausible?.from ?? '',
  to: content.plausible?.to ?? '',
  better: content.better,
  source: content.source ?? '',
})

/** What is typed as the platform takes it. */
export function contentOf(draft: DefinitionDraft): Content {
  const { from, to, source } = draft
  const inputs = draft.inputs
    .filter(({ name }) => name.trim() !== '')
    .map(({ name, kind, type, unit, gap }): [string, NonNullable<Content['inputs']>[string]] => [
      name.trim(),
      {
        kind,
        type,
        ...(unit.trim() && { unit: unit.trim() }),
        ...(typeof gap === 'number' && gap > 0 && { gap }),
      },
    ])
  const plausible = {
    ...(typeof from === 'number' && { from }),
    ...(typeof to === 'number' && { to }),
  }
  return {
    id: draft.key.trim(),
    name: { zh: draft.zh.trim() || draft.en.trim(), en: draft.en.trim() || draft.zh.trim() },
    unit: draft.unit.trim(),
    formula: draft.formula.trim(),
    ...(inputs.length > 0 && { inputs: Object.fromEntries(inputs) }),
    windows: [...draft.windows],
    ...(Object.keys(plausible).length > 0 && { plausible }),
    better: draft.better,
    ...(source.trim() && { source: source.trim() }),
  }
}

/** Enough is typed to be checked by the platform. */
export const isWhole = ({ key, zh, en, unit, formula, windows }: DefinitionDraft): boolean =>
  key.trim() !== '' &&
  (zh.trim() !== '' || en.trim() !== '') &&
  unit.trim() !== '' &&
  formula.trim() !== '' &&
  windows.length > 0
