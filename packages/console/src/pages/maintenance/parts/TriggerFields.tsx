import { NumberInput, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { PointPicker } from '../../../parts/PointPicker.tsx'
import { unitText } from '../../../parts/unit-text.ts'
import { type MaintenancePlan, platform } from '../../../platform.ts'
import { fieldTime } from '../../production/times.ts'
import styles from '../maintenance.module.css'

type Trigger = MaintenancePlan['trigger']

/** What makes orders, as it is typed; each kind keeps what was typed of it. */
export interface TriggerDraft {
  readonly is: Trigger['is']
  readonly point: string
  readonly every: number | string
  readonly months: number | string
  readonly from: string
  readonly kinds: string
}

export const triggerDraftOf = (trigger: Trigger | undefined): TriggerDraft => ({
  is: trigger?.is ?? 'counter',
  point: trigger?.is === 'counter' ? trigger.point : '',
  every: trigger?.is === 'counter' ? trigger.every : 1_000,
  months: trigger?.is === 'months' ? trigger.every : 12,
  from: fieldTime(trigger?.is === 'months' ? Date.parse(trigger.from) : Date.now()),
  kinds: trigger?.is === 'event' ? trigger.kinds.join('\n') : '',
})

/** Undefined while something is missing. */
export function triggerOf({ is, point, every, months, from, kinds }: TriggerDraft): Trigger | undefined {
  switch (is) {
    case 'counter':
      return point && typeof every === 'number' && every > 0 ? { is, point, every } : undefined
    case 'months':
      return typeof months === 'number' && months >= 1 && from
        ? { is, every: months, from: new Date(from).toISOString() }
        : undefined
    case 'event': {
      const named = kinds
        .split('\n')
        .map((kind) => kind.trim())
        .filter((kind) => kind !== '')
      return named.length > 0 ? { is, kinds: named } : undefined
    }
  }
}

export function TriggerFields({ value, onChange }: { value: TriggerDraft; onChange: (value: TriggerDraft) => void }) {
  const { t } = useTranslation('maintenance')
  const point = useQuery({
    queryKey: ['point', value.point],
    queryFn: ({ signal }) => platform.point(value.point, signal),
    enabled: value.point !== '',
  })
  const set = (change: Partial<TriggerDraft>) => onChange({ ...value, ...change })
  switch (value.is) {
    case 'counter':
      return (
        <>
          <PointPicker
            label={t('plans.point')}
            value={value.point ? (point.data ?? null) : null}
            onChange={(picked) => set({ point: picked?.id ?? '' })}
          />
          <NumberInput
            label={t('plans.every')}
            description={t('plans.everyHint')}
            min={0}
            suffix={` ${unitText(point.data?.unit)}`.trimEnd()}
            value={value.every}
            onChange={(every) => set({ every })}
          />
        </>
      )
    case 'months':
      return (
        <div className={styles.quick}>
          <NumberInput
            label={t('plans.monthsEvery')}
            min={1}
            max={120}
            allowDecimal={false}
            value={value.months}
            onChange={(months) => set({ months })}
          />
          <TextInput
            type="datetime-local"
            label={t('plans.from')}
            value={value.from}
            onChange={(event) => set({ from: event.currentTarget.value })}
          />
        </div>
      )
    case 'event':
      return (
        <Textarea
          label={t('plans.kinds')}
          autosize
          minRows={2}
          placeholder="alarm"
          value={value.kinds}
          onChange={(event) => set({ kinds: event.currentTarget.value })}
        />
      )
  }
}
