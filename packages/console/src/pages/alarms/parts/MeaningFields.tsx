import { Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from '../database.module.css'
import type { DraftFieldsProps } from './ConditionFields.tsx'

const consequences = ['minor', 'major', 'severe'] as const
const acknowledgements = ['by_priority', 'required', 'not_required'] as const

/** What the alarm means to an operator: the reasons why it is one. */
export function MeaningFields({ draft, set }: DraftFieldsProps) {
  const { t } = useTranslation('alarms')
  const text = (field: 'cause' | 'effect' | 'action', hint: string) => (
    <Textarea
      label={t(`field.${field}`)}
      description={hint}
      autosize
      minRows={1}
      maxLength={2000}
      value={draft[field]}
      onChange={(event) => set({ [field]: event.currentTarget.value })}
    />
  )
  const line = (field: 'en' | 'zh' | 'class' | 'respondWithin', label: string) => (
    <TextInput
      label={label}
      maxLength={200}
      value={draft[field]}
      onChange={(event) => set({ [field]: event.currentTarget.value })}
    />
  )
  return (
    <>
      <div className={styles.pair}>
        {line('en', t('field.nameEn'))}
        {line('zh', t('field.nameZh'))}
      </div>
      <div className={styles.three}>
        <Select
          label={t('field.consequence')}
          allowDeselect={false}
          value={draft.consequence}
          data={consequences.map((each) => ({ value: each, label: t(`consequence.${each}`) }))}
          onChange={(value) => set({ consequence: consequences.find((each) => each === value) ?? 'major' })}
        />
        {line('respondWithin', t('field.respondWithinMinutes'))}
        {line('class', t('field.class'))}
      </div>
      {text('action', t('field.actionHint'))}
      {text('cause', t('field.causeHint'))}
      {text('effect', t('field.effectHint'))}
      <div className={styles.pair}>
        <Select
          label={t('field.acknowledgement')}
          allowDeselect={false}
          value={draft.acknowledgement}
          data={acknowledgements.map((each) => ({ value: each, label: t(`acknowledgement.${each}`) }))}
          onChange={(value) =>
            set({ acknowledgement: acknowledgements.find((each) => each === value) ?? 'by_priority' })
          }
        />
        <div>
          <Checkbox
            mt={24}
            label={t('field.latching')}
            checked={draft.latching}
            onChange={(event) => set({ latching: event.currentTarget.checked })}
          />
          <Checkbox
            mt={8}
            label={t('field.rationalised')}
            checked={draft.rationalised}
            onChange={(event) => set({ rationalised: event.currentTarget.checked })}
          />
        </div>
      </div>
    </>
  )
}
