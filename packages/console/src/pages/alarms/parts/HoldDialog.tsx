import { Button, Modal, SegmentedControl, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import form from '../../../parts/form.module.css'
import { exactTime } from '../../../parts/time-text.ts'

/** min; 0: until somebody ends it. */
const spans = {
  shelve: [15, 60, 240, 480],
  suppress: [60, 240, 480, 1440],
  remove: [480, 1440, 10080, 0],
} as const
type Span = (typeof spans)[keyof typeof spans][number]

interface HoldDialogProps {
  what: keyof typeof spans
  count: number
  busy: boolean
  /** `until`: ISO 8601; undefined: until somebody ends it. */
  onHold: (said: { reason: string; until: string | undefined }) => void
  onClose: () => void
}

/** Keeps alarms from operators: why, and until when. */
export function HoldDialog({ what, count, busy, onHold, onClose }: HoldDialogProps) {
  const { t } = useTranslation('alarms')
  const { t: ofParts } = useTranslation('parts')
  const offered: readonly Span[] = spans[what]
  const [minutes, setMinutes] = useState<Span>(spans[what][1])
  const [reason, setReason] = useState('')
  const until = minutes === 0 ? undefined : Date.now() + minutes * 60_000
  const fits = reason.trim() !== ''

  function submit(event: FormEvent) {
    event.preventDefault()
    if (fits) onHold({ reason: reason.trim(), until: until === undefined ? until : new Date(until).toISOString() })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={what === 'shelve' ? t('shelve.title', { count }) : t(`hold.${what}.title`)}
      closeButtonProps={{ 'aria-label': ofParts('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <p className={form.lesson}>{what === 'shelve' ? t('shelve.lesson') : t(`hold.${what}.lesson`)}</p>
        <Textarea
          label={t('shelve.reason')}
          description={t('shelve.reasonHint')}
          rows={2}
          maxLength={500}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div>
          <SegmentedControl
            fullWidth
            aria-label={t('shelve.span')}
            value={String(minutes)}
            onChange={(value) => setMinutes(offered.find((each) => String(each) === value) ?? spans[what][1])}
            data={offered.map((each) => ({ value: String(each), label: t(`hold.minutes.${each}`) }))}
          />
          <p className="label num">
            {until === undefined ? t('hold.forever') : t('shelve.until', { time: exactTime(until, currentLanguage()) })}
          </p>
        </div>
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {ofParts('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={!fits}>
            {t(`act.${what}`)}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
