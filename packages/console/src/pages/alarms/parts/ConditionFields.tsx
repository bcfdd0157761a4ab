import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from '../database.module.css'
import { type Draft, draftKinds, sidesOf } from '../draft.ts'
import { PointField } from './PointField.tsx'

export interface DraftFieldsProps {
  draft: Draft
  set: (change: Partial<Draft>) => void
}

const sides = ['high', 'low', 'rising', 'falling', 'above', 'below', 'either'] as const

/** When the alarm comes: the fields of its kind of condition. */
export function ConditionFields({ draft, set }: DraftFieldsProps) {
  const { t } = useTranslation('alarms')
  const { kind } = draft
  const offered = sides.filter((side) => sidesOf[kind].includes(side))
  const number = (field: 'limit' | 'deadband' | 'seconds' | 'reference' | 'onDelay' | 'offDelay', label: string) => (
    <TextInput
      label={label}
      inputMode="decimal"
      value={draft[field]}
      onChange={(event) => set({ [field]: event.currentTarget.value })}
    />
  )
  return (
    <>
      <div className={styles.pair}>
        <Select
          label={t('field.condition')}
          allowDeselect={false}
          value={kind}
          data={draftKinds.map((each) => ({ value: each, label: t(`condition.${each}`) }))}
          onChange={(value) => {
            const next = draftKinds.find((each) => each === value) ?? 'limit'
            set({ kind: next, side: sidesOf[next][0] ?? '' })
          }}
        />
        <PointField label={t('field.point')} value={draft.point} onChange={(point) => set({ point })} />
      </div>
      {offered.length > 0 && (
        <div className={styles.three}>
          <Select
            label={t('field.side')}
            allowDeselect={false}
            value={draft.side}
            data={offered.map((side) => ({ value: side, label: t(`side.${side}`) }))}
            onChange={(side) => set({ side: side ?? '' })}
          />
          {number('limit', t(kind === 'rate' ? 'field.limitPerSecond' : 'field.limit'))}
          {number('deadband', t('field.deadband'))}
        </div>
      )}
      {kind === 'state' && (
        <TextInput
          label={t('field.values')}
          description={t('field.valuesHint')}
          value={draft.values}
          onChange={(event) => set({ values: event.currentTarget.value })}
        />
      )}
      <div className={styles.three}>
        {kind === 'deviation' && number('reference', t('field.reference'))}
        {kind === 'rate' && number('seconds', t('field.window'))}
        {kind === 'absence' && number('seconds', t('field.after'))}
        {number('onDelay', t('field.onDelay'))}
        {number('offDelay', t('field.offDelay'))}
      </div>
    </>
  )
}
