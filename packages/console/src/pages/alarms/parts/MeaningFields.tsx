import { Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { numberIn } from '../condition-draft.ts'
import styles from '../database.module.css'
import { againWhiles, type Draft, isAgainAfter } from '../draft.ts'

interface MeaningFieldsProps {
  draft: Draft
  set: (change: Partial<Draft>) => void
  /** Empty fields are told as well: somebody has tried. */
  tried: boolean
}

const consequences = ['minor', 'major', 'severe'] as const
const acknowledgements = ['by_priority', 'required', 'not_required'] as const

/** What the alarm means to an operator: the reasons why it is one. */
export function MeaningFields({ draft, set, tried }: MeaningFieldsProps) {
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
  const mistake = (field: 'en' | 'zh' | 'class' | 'respondWithin'): string | null => {
    const isEmpty = draft[field].trim() === ''
    if (field === 'respondWithin' && !isEmpty && !(numberIn(draft.respondWithin) > 0)) return t('mistake.positive')
    return tried && isEmpty && field !== 'class' ? t('mistake.missing') : null
  }
  const line = (field: 'en' | 'zh' | 'class' | 'respondWithin', label: string) => (
    <TextInput
      label={label}
      error={mistake(field)}
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
        <TextInput
          label={t('field.againAfter')}
          description={t('field.againHint')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          inputMode="decimal"
          maxLength={20}
          error={isAgainAfter(draft.againAfter) ? null : t('mistake.atLeastOne')}
          value={draft.againAfter}
          onChange={(event) => set({ againAfter: event.currentTarget.value })}
        />
        <Select
          label={t('field.againWhile')}
          allowDeselect={false}
          disabled={draft.againAfter.trim() === ''}
          value={draft.againWhile}
          data={againWhiles.map((each) => ({ value: each, label: t(`again.${each}`) }))}
          onChange={(value) => set({ againWhile: againWhiles.find((each) => each === value) ?? 'unacknowledged' })}
        />
      </div>
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
