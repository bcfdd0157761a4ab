import { Button, Modal, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import form from '../../../parts/form.module.css'

interface ReasonDialogProps {
  what: 'note' | 'reject' | 'retire'
  busy: boolean
  onSay: (said: string) => void
  onClose: () => void
}

/** Asks for words that stand in the journal. */
export function ReasonDialog({ what, busy, onSay, onClose }: ReasonDialogProps) {
  const { t } = useTranslation('alarms')
  const { t: ofParts } = useTranslation('parts')
  const [said, setSaid] = useState('')
  const fits = said.trim() !== ''

  function submit(event: FormEvent) {
    event.preventDefault()
    if (fits) onSay(said.trim())
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={t(`ask.${what}.title`)}
      closeButtonProps={{ 'aria-label': ofParts('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <p className={form.lesson}>{t(`ask.${what}.lesson`)}</p>
        <Textarea
          label={t(`ask.${what}.label`)}
          rows={2}
          maxLength={500}
          data-autofocus
          value={said}
          onChange={(event) => setSaid(event.currentTarget.value)}
        />
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {ofParts('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={!fits}>
            {t(`ask.${what}.action`)}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
