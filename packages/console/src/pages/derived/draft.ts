import type { DerivedPoint, DerivedPointRequest } from '../../platform.ts'
import type { InputDraft } from '../alarms/condition-draft.ts'

/** A derived point as it is typed; an empty field is left out. */
export interface DerivedDraft {
  readonly zh: string
  readonly en: string
  readonly unit: string
  /** s */
  readonly gap: number | string
  readonly formula: string
  readonly inputs: readonly InputDraft[]
  /** Local, as a date-time field reads it. */
  readonly from: string
}

export const firstDraft = (): DerivedDraft => ({
  zh: '',
  en: '',
  unit: '',
  gap: '',
  formula: '',
  inputs: [{ key: 0, name: 'a', point: '' }],
  from: '',
})

export const draftOf = ({ name, type, unit, gap, formula, inputs }: DerivedPoint): DerivedDraft => ({
  ...name,
  unit: type === 'boolean' ? '' : (unit ?? ''),
  gap: gap ?? '',
  formula,
  inputs: inputs.map((input, key) => ({ key, name: input.name, point: input.point })),
  from: '',
})

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,59}$/

/** What is wrong with the names of inputs. */
export function mistakeOf({ inputs }: DerivedDraft): 'name' | 'twice' | undefined {
  if (inputs.some(({ name }) => !NAME.test(name.trim()))) return 'name'
  return new Set(inputs.map(({ name }) => name.trim())).size < inputs.length ? 'twice' : undefined
}

type Content = Pick<DerivedPointRequest, 'formula' | 'inputs' | 'unit' | 'gap'>

/** The formula as the platform takes it; undefined while something of it is missing. */
export function contentOf(draft: DerivedDraft): Content | undefined {
  const { formula, gap } = draft
  const inputs = draft.inputs.filter(({ point }) => point !== '')
  if (formula.trim() === '' || inputs.length === 0 || mistakeOf(draft)) return undefined
  return {
    formula: formula.trim(),
    inputs: inputs.map(({ name, point }) => ({ name: name.trim(), point })),
    ...(draft.unit.trim() && { unit: draft.unit.trim() }),
    ...(typeof gap === 'number' && gap > 0 && { gap }),
  }
}

/** All of it; one name stands for the other where that is missing. Undefined while something is missing. */
export function changeOf(draft: DerivedDraft): Omit<DerivedPointRequest, 'asset'> | undefined {
  const content = contentOf(draft)
  const [zh, en] = [draft.zh.trim(), draft.en.trim()]
  if (!content || (zh === '' && en === '')) return undefined
  return {
    ...content,
    name: { zh: zh || en, en: en || zh },
    ...(draft.from && { from: new Date(draft.from).toISOString() }),
  }
}
