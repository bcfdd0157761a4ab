import { Input, NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { unitText } from '../../../parts/unit-text.ts'
import type { Point, Value } from '../../../platform.ts'
import { type Draft, stepOf } from '../draft.ts'

const longest = 1000

interface ValueFieldProps {
  point: Point
  draft: Draft
  /** From here the arrows of a number begin. */
  start: Value | undefined
  error: string | null
  onDraft: (draft: Draft) => void
}

/** The right field for the type of the point. Nothing is corrected in silence: what does not fit is told. */
export function ValueField({ point, draft, start, error, onDraft }: ValueFieldProps) {
  const { t } = useTranslation('writes')
  const { t: ofParts } = useTranslation('parts')
  const label = useId()
  const { type, low, high } = point
  if (type === 'boolean')
    return (
      <div role="group" aria-labelledby={label}>
        <Input.Label component="span" id={label} mb={4} fw={500}>
          {t('write.value')}
        </Input.Label>
        <SegmentedControl
          fullWidth
          aria-labelledby={label}
          value={draft === null ? '' : String(draft)}
          onChange={(chosen) => onDraft(chosen === 'true')}
          data={[
            { value: 'false', label: ofParts('off') },
            { value: 'true', label: ofParts('on') },
          ]}
        />
      </div>
    )
  if (type === 'string')
    return (
      <TextInput
        label={t('write.value')}
        data-autofocus
        maxLength={longest}
        value={draft === null ? '' : String(draft)}
        error={error}
        onChange={(event) => onDraft(event.currentTarget.value)}
      />
    )
  const unit = unitText(point.unit)
  return (
    <NumberInput
      label={unit ? t('write.valueIn', { unit }) : t('write.value')}
      data-autofocus
      allowDecimal={type === 'double'}
      allowedDecimalSeparators={['.']}
      clampBehavior="none"
      {...(low === undefined ? {} : { min: low })}
      {...(high === undefined ? {} : { max: high })}
      step={stepOf(point)}
      {...(typeof start === 'number' ? { startValue: start } : {})}
      stepHoldDelay={400}
      stepHoldInterval={80}
      value={typeof draft === 'boolean' || draft === null ? '' : draft}
      error={error}
      onChange={onDraft}
    />
  )
}
