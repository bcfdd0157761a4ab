import { Button, Modal, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import type { Write } from '../../../platform.ts'
import styles from '../writes.module.css'
import { WriteChange } from './ChangeText.tsx'
import { useSomebody } from './use-somebody.ts'
import { ValueNow } from './ValueNow.tsx'

export type Decision = 'confirm' | 'refuse' | 'withdraw'

const shortest = 3
const longest = 500

interface DecideDialogProps {
  what: Decision
  write: Write
  title: string
  busy: boolean
  fault: unknown
  onDecide: (note: string) => void
  onClose: () => void
}

/** Shows once more what is decided on, with the value as it is now. */
export function DecideDialog({ what, write, title, busy, fault, onDecide, onClose }: DecideDialogProps) {
  const { t } = useTranslation('writes')
  const { t: ofParts } = useTranslation('parts')
  const faultWords = useFaultWords()
  const { name } = useSomebody()
  const [note, setNote] = useState('')
  const fits = what !== 'refuse' || note.trim().length >= shortest

  function submit(event: FormEvent) {
    event.preventDefault()
    if (fits) onDecide(note.trim())
  }

  return (
    <Modal opened onClose={onClose} size={520} title={title} closeButtonProps={{ 'aria-label': ofParts('close') }}>
      <form className={form.form} onSubmit={submit}>
        <div className={styles.asked}>
          <span className="label">{t('decide.asked', { name: name(write.askedBy) })}</span>
          <WriteChange write={write} />
          <span className="label">{t('decide.reason')}</span>
          <span>{write.reason}</span>
        </div>
        {what === 'confirm' && <ValueNow of={write.point} />}
        <p className={form.lesson}>{t(`decide.${what}Lesson`)}</p>
        {what !== 'withdraw' && (
          <Textarea
            label={t(what === 'confirm' ? 'decide.note' : 'decide.why')}
            description={t(what === 'confirm' ? 'decide.noteHint' : 'decide.whyHint')}
            rows={2}
            resize="vertical"
            maxLength={longest}
            data-autofocus
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
        {fault ? <FormFault words={faultWords(fault)} /> : null}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {ofParts('cancel')}
          </Button>
          <Button type="submit" {...(what === 'confirm' ? {} : { color: 'red' })} loading={busy} disabled={!fits}>
            {t(what === 'confirm' ? 'decide.confirmAction' : `decide.${what}`)}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
