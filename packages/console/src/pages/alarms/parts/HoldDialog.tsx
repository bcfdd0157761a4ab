import { Button, Modal, SegmentedControl, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import form from '../../../parts/form.module.css'
import { exactTime } from '../../../parts/time-text.ts'

const spans = [15, 60, 240, 480] as const

interface ShelveDialogProps {
  count: number
  busy: boolean
  onShelve: (said: { reason: string; until: string }) => void
  onClose: () => void
}

/** Why, and until when: then the alarm returns by itself. */
export function ShelveDialog({ count, busy, onShelve, onClose }: ShelveDialogProps) {
  const { t } = useTranslation('alarms')
  const { t: ofParts } = useTranslation('parts')
  const [minutes, setMinutes] = useState<(typeof spans)[number]>(60)
  const [reason, setReason] = useState('')
  const until = Date.now() + minutes * 60_000
  const fits = reason.trim() !== ''

  function submit(event: FormEvent) {
    event.preventDefault()
    if (fits) onShelve({ reason: reason.trim(), until: new Date(until).toISOString() })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={t('shelve.title', { count })}
      closeButtonProps={{ 'aria-label': ofParts('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <p className={form.lesson}>{t('shelve.lesson')}</p>
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
            onChange={(value) => setMinutes(spans.find((each) => String(each) === value) ?? 60)}
            data={spans.map((each) => ({ value: String(each), label: t(`shelve.minutes.${each}`) }))}
          />
          <p className="label num">{t('shelve.until', { time: exactTime(until, currentLanguage()) })}</p>
        </div>
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {ofParts('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={!fits}>
            {t('act.shelve')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
