import type { AlarmDefinition } from '../../platform.ts'
import { type ConditionDraft, conditionDraftOf, conditionIn, emptyCondition, numberIn } from './condition-draft.ts'

export const againWhiles = ['unacknowledged', 'active'] as const

/** A definition as it is being written; numbers as they are typed. */
export interface Draft {
  asset: string
  en: string
  zh: string
  condition: ConditionDraft
  suppression: ConditionDraft | undefined
  consequence: AlarmDefinition['consequence']
  respondWithin: string
  cause: string
  effect: string
  action: string
  class: string
  latching: boolean
  acknowledgement: AlarmDefinition['acknowledgement']
  /** min; empty: it asks once. */
  againAfter: string
  againWhile: (typeof againWhiles)[number]
  rationalised: boolean
}

export const emptyDraft: Draft = {
  asset: '',
  en: '',
  zh: '',
  condition: emptyCondition,
  suppression: undefined,
  consequence: 'major',
  respondWithin: '10',
  cause: '',
  effect: '',
  action: '',
  class: '',
  latching: false,
  acknowledgement: 'by_priority',
  againAfter: '',
  againWhile: 'unacknowledged',
  rationalised: false,
}

/** What a suppression begins with: a machine that does not run, most of the time. */
export const emptySuppression: ConditionDraft = {
  ...emptyCondition,
  kind: 'state',
  side: '',
  onDelay: '0',
  offDelay: '0',
}

export const draftOf = ({ condition, suppression, name, again, ...rest }: AlarmDefinition): Draft => ({
  ...emptyDraft,
  ...rest,
  ...name,
  condition: conditionDraftOf(condition),
  suppression: suppression && conditionDraftOf(suppression),
  respondWithin: String(rest.respondWithin),
  againAfter: again ? String(again.after) : '',
  againWhile: again?.while ?? 'unacknowledged',
})

/** True where it is a time after which an alarm may ask again, or none. */
export const isAgainAfter = (text: string): boolean => text.trim() === '' || numberIn(text) >= 1

/** What is written, if it is whole. `before`: what the form does not show stays as it was. */
export function definitionIn(draft: Draft, before: AlarmDefinition | undefined): AlarmDefinition | undefined {
  const condition = conditionIn(draft.condition)
  const suppression = draft.suppression && conditionIn(draft.suppression)
  const respondWithin = numberIn(draft.respondWithin)
  const { asset, en, zh, consequence, cause, effect, action, latching, acknowledgement, rationalised } = draft
  if (!condition || (draft.suppression && !suppression) || !isAgainAfter(draft.againAfter)) return undefined
  if (!(respondWithin > 0) || asset === '' || en.trim() === '' || zh.trim() === '') return undefined
  return {
    asset,
    name: { en: en.trim(), zh: zh.trim() },
    condition,
    ...(suppression ? { suppression } : {}),
    consequence,
    respondWithin,
    cause,
    effect,
    action,
    class: draft.class,
    latching,
    acknowledgement,
    reAlarm: before?.reAlarm ?? 'always',
    ...(draft.againAfter.trim() === ''
      ? {}
      : { again: { after: numberIn(draft.againAfter), while: draft.againWhile } }),
    rationalised,
  }
}
