import { useTranslation } from 'react-i18next'
import { placedName } from '../../parts/point-name.ts'
import { unitText } from '../../parts/unit-text.ts'
import type { AlarmChange } from '../../platform.ts'
import { useAlarmWords } from './use-alarm-words.ts'

type Point = NonNullable<AlarmChange['points']>[number]

/** What each field of a definition is called, in `alarms.field`. */
const names = {
  asset: 'asset',
  'name.en': 'nameEn',
  'name.zh': 'nameZh',
  is: 'condition',
  point: 'point',
  side: 'side',
  limit: 'limit',
  deadband: 'deadband',
  unit: 'unit',
  window: 'window',
  after: 'after',
  values: 'values',
  'reference.point': 'referencePoint',
  'reference.value': 'reference',
  expression: 'expression',
  inputs: 'inputs',
  onDelay: 'onDelay',
  offDelay: 'offDelay',
  consequence: 'consequence',
  respondWithin: 'respondWithinMinutes',
  cause: 'cause',
  effect: 'effect',
  action: 'action',
  class: 'class',
  latching: 'latching',
  acknowledgement: 'acknowledgement',
  reAlarm: 'reAlarm',
  'again.after': 'againAfter',
  'again.while': 'againWhile',
  rationalised: 'rationalised',
} as const

/** In the unit of the condition or of its point. */
const measured: ReadonlySet<string> = new Set(['limit', 'deadband', 'reference.value'])

/** Texts of which the value is one of some, by field. */
const choices = {
  is: 'condition',
  side: 'side',
  consequence: 'consequence',
  acknowledgement: 'acknowledgement',
  reAlarm: 'reAlarm',
  'again.while': 'again',
} as const

/** Fields of a change and what they say, in the reader's words: names for ids, units beside numbers. */
export function useChangeWords(change: AlarmChange) {
  const { t } = useTranslation('alarms')
  const words = useAlarmWords()
  const points = new Map((change.points ?? []).map((point) => [point.id, point]))
  const partOf = (field: string): { of: 'condition' | 'suppression' | undefined; name: string } => {
    const [, of, name] = /^(?:(condition|suppression)\.)?(.*)$/.exec(field) ?? []
    return { of: of as 'condition' | 'suppression' | undefined, name: name ?? field }
  }
  const pointWords = (id: string): string => {
    const point = points.get(id)
    return point ? wordsOf(point) : t('change.pointGone')
  }
  /** Of the condition as it is on that side of the change. */
  const unitOf = (of: 'condition' | 'suppression', side: 'before' | 'after'): string => {
    const condition = change[side]?.[of]
    if (!condition || !('point' in condition)) return ''
    return unitText(('unit' in condition && condition.unit) || points.get(condition.point)?.unit)
  }
  return {
    field(field: string): string {
      const { of, name } = partOf(field)
      const known = (names as Readonly<Record<string, (typeof names)[keyof typeof names]>>)[name]
      const text = known ? t(`field.${known}`) : name
      return of === 'suppression' ? t('change.suppression', { field: text }) : text
    },
    value(field: string, value: unknown, side: 'before' | 'after'): string {
      const { of, name } = partOf(field)
      if (typeof value === 'boolean') return t(value ? 'change.yes' : 'change.no')
      if (name === 'asset') return change.path?.join(' / ') ?? String(value)
      if (name === 'point' || name === 'reference.point') return pointWords(String(value))
      if (name === 'unit') return unitText(String(value))
      if (name === 'inputs')
        return inputsIn(value)
          .map((one) => `${one.name} = ${pointWords(one.point)}`)
          .join('; ')
      if (name === 'values') return listIn(value).join(', ')
      const choice = (choices as Readonly<Record<string, string>>)[name]
      if (choice) return t(`${choice}.${String(value)}` as 'side.high', { defaultValue: String(value) })
      if (name === 'cause' || name === 'effect' || name === 'action') return words.ofText(String(value))
      return of && measured.has(name) ? [String(value), unitOf(of, side)].filter(Boolean).join(' ') : String(value)
    },
  }
}

const wordsOf = (point: Point): string => {
  const { name, place } = placedName(point)
  return [name, place].filter(Boolean).join(' · ')
}

function listIn(value: unknown): unknown[] {
  try {
    const list: unknown = typeof value === 'string' ? JSON.parse(value) : value
    return Array.isArray(list) ? list : [value]
  } catch {
    // A text that is no list.
    return [value]
  }
}

const inputsIn = (value: unknown): { readonly name: string; readonly point: string }[] =>
  listIn(value).filter((one): one is { name: string; point: string } => typeof one === 'object' && one !== null)
