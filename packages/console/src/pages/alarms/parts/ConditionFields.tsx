import { SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type ConditionDraft,
  type ConditionField,
  conditionKinds,
  fieldOf,
  mistakesOf,
  sidesOf,
} from '../condition-draft.ts'
import styles from '../database.module.css'
import { useConditionCheck } from '../use-condition-check.ts'
import { ConditionFault } from './ConditionFault.tsx'
import { InputFields } from './InputFields.tsx'
import { PointField } from './PointField.tsx'

interface ConditionFieldsProps {
  draft: ConditionDraft
  set: (change: Partial<ConditionDraft>) => void
  /** Empty fields are told as well: somebody has tried. */
  tried: boolean
  /** At which the alarm is. */
  asset?: string | undefined
}

const sides = ['high', 'low', 'rising', 'falling', 'above', 'below', 'either'] as const
const references = ['value', 'point'] as const
/** Hints stand below, so that fields side by side stay in line. */
const hintBelow: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'error', 'description']

/** When something holds: the fields of its kind of condition, each with what is wrong with it. */
export function ConditionFields({ draft, set, tried, asset }: ConditionFieldsProps) {
  const { t } = useTranslation('alarms')
  const { kind } = draft
  const mistakes = mistakesOf(draft)
  const fault = useConditionCheck(draft)
  const wrong = (field: ConditionField): ReactNode => {
    const mistake = mistakes[field]
    if (mistake) return mistake === 'missing' && !tried ? null : t(`mistake.${mistake}`)
    return fault && fieldOf(fault.code, draft) === field ? <ConditionFault fault={fault} /> : null
  }
  const text = (
    field: 'limit' | 'deadband' | 'seconds' | 'reference' | 'onDelay' | 'offDelay' | 'unit' | 'values',
    label: string,
    description?: string,
  ) => (
    <TextInput
      label={label}
      description={description}
      inputWrapperOrder={hintBelow}
      inputMode={field === 'unit' || field === 'values' ? 'text' : 'decimal'}
      maxLength={field === 'values' ? 2000 : 50}
      error={wrong(field)}
      value={draft[field]}
      onChange={(event) => set({ [field]: event.currentTarget.value })}
    />
  )
  const offered = sides.filter((side) => sidesOf[kind].includes(side))
  return (
    <>
      <div className={styles.pair}>
        <Select
          label={t('field.condition')}
          description={t(`conditionHelp.${kind}`)}
          inputWrapperOrder={hintBelow}
          allowDeselect={false}
          value={kind}
          data={conditionKinds.map((each) => ({ value: each, label: t(`condition.${each}`) }))}
          onChange={(value) => {
            const next = conditionKinds.find((each) => each === value) ?? 'limit'
            set({ kind: next, side: sidesOf[next][0] ?? '' })
          }}
        />
        {kind !== 'expression' && (
          <PointField
            label={t('field.point')}
            asset={asset}
            value={draft.point}
            error={wrong('point')}
            onChange={(point) => set({ point })}
          />
        )}
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
          {text('limit', t(kind === 'rate' ? 'field.limitPerSecond' : 'field.limit'))}
          {text('deadband', t('field.deadband'))}
        </div>
      )}
      {kind === 'deviation' && (
        <div className={styles.pair}>
          <div>
            <p className={styles.fieldLabel}>{t('field.against')}</p>
            <SegmentedControl
              fullWidth
              aria-label={t('field.against')}
              value={draft.against}
              data={references.map((each) => ({ value: each, label: t(`against.${each}`) }))}
              onChange={(value) => set({ against: references.find((each) => each === value) ?? 'value' })}
            />
          </div>
          {draft.against === 'value' ? (
            text('reference', t('field.reference'))
          ) : (
            <PointField
              label={t('field.referencePoint')}
              asset={asset}
              value={draft.referencePoint}
              error={wrong('referencePoint')}
              onChange={(referencePoint) => set({ referencePoint })}
            />
          )}
        </div>
      )}
      {kind === 'state' && text('values', t('field.values'), t('field.valuesHint'))}
      {kind === 'expression' && (
        <>
          <InputFields
            asset={asset}
            inputs={draft.inputs}
            error={wrong('inputs')}
            onChange={(inputs) => set({ inputs })}
          />
          <Textarea
            label={t('field.expression')}
            description={t('field.expressionHint')}
            autosize
            minRows={2}
            maxLength={2000}
            spellCheck={false}
            classNames={{ input: styles.expression ?? '' }}
            error={wrong('expression')}
            value={draft.expression}
            onChange={(event) => set({ expression: event.currentTarget.value })}
          />
        </>
      )}
      <div className={styles.three}>
        {kind === 'limit' && text('unit', t('field.unit'), t('field.unitHint'))}
        {kind === 'rate' && text('seconds', t('field.window'), t('field.windowHint'))}
        {kind === 'absence' && text('seconds', t('field.after'))}
        {text('onDelay', t('field.onDelay'), t('field.onDelayHint'))}
        {text('offDelay', t('field.offDelay'), t('field.offDelayHint'))}
      </div>
    </>
  )
}
