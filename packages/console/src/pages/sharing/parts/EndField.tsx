import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from '../sharing.module.css'
import { type Draft, type Length, lengths, timesOf } from '../subject.ts'
import { momentText } from './GrantTime.tsx'

type Times = Pick<Draft, 'begins' | 'length' | 'until'>

const choices = [...(Object.keys(lengths) as Length[]), 'until' as const]

/** When it begins, which is mostly now, and when it ends, which it always does. */
export function EndField({ draft, onChange }: { draft: Times; onChange: (times: Partial<Times>) => void }) {
  const { t } = useTranslation('sharing')
  const now = Date.now()
  const { start, end } = timesOf(draft, now)
  const wrong = Number.isFinite(end) && Number.isFinite(start) && end <= Math.max(start, now)
  return (
    <div className={styles.field}>
      <span className={styles.fieldLabel} id="share-for">
        {t('give.for')}
      </span>
      <SegmentedControl
        fullWidth
        aria-labelledby="share-for"
        value={draft.length}
        onChange={(value) => onChange({ length: choices.find((known) => known === value) ?? 'week' })}
        data={choices.map((value) => ({ value, label: t(`give.length.${value}`) }))}
      />
      {(draft.begins !== '' || draft.length === 'until') && (
        <div className={styles.times}>
          {draft.begins !== '' && (
            <TextInput
              type="datetime-local"
              label={t('give.begins')}
              value={draft.begins}
              onChange={(event) => onChange({ begins: event.currentTarget.value })}
            />
          )}
          {draft.length === 'until' && (
            <TextInput
              type="datetime-local"
              label={t('give.until')}
              required
              withAsterisk={false}
              value={draft.until}
              error={wrong ? t('give.order') : null}
              onChange={(event) => onChange({ until: event.currentTarget.value })}
            />
          )}
        </div>
      )}
      <p className={styles.hint}>
        {Number.isFinite(end) && !wrong && `${t('give.ends', { time: momentText(new Date(end).toISOString()) })} `}
        {draft.begins === '' ? (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => onChange({ begins: localField(new Date(now + 3_600_000)) })}
          >
            {t('give.later')}
          </Button>
        ) : (
          <Button size="compact-xs" variant="subtle" onClick={() => onChange({ begins: '' })}>
            {t('give.now')}
          </Button>
        )}
      </p>
    </div>
  )
}

/** Local time in the form a date-time field reads, to the minute. */
function localField(date: Date): string {
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000)
  return shifted.toISOString().slice(0, 16)
}
