import { Button, Modal, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type DeviceProfile, platform } from '../../../platform.ts'
import { useStep } from '../use-step.ts'

interface StepDialogProps {
  move: 'submit' | 'publish' | 'reject' | 'withdraw'
  profile: DeviceProfile
  onClose: () => void
}

export function StepDialog({ move, profile, onClose }: StepDialogProps) {
  const { t } = useTranslation('library')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const [note, setNote] = useState('')
  const step = useStep((said: string) => platform.deviceProfiles[move](profile.id, said), onClose)
  const ends = move === 'reject' || move === 'withdraw'
  function submit(event: FormEvent) {
    event.preventDefault()
    step.mutate(note.trim())
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={t(`${move}.title`, { name: `${profile.model} ${profile.version}` })}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <p className={form.lesson}>{t(`${move}.lesson`)}</p>
        <Textarea
          label={t(`${move}.note`)}
          required={move === 'reject'}
          withAsterisk={false}
          autosize
          minRows={3}
          maxRows={10}
          maxLength={2_000}
          data-autofocus
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {step.error ? <FormFault words={words(step.error)} /> : null}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button
            type="submit"
            loading={step.isPending}
            disabled={move === 'reject' && note.trim() === ''}
            {...(ends ? { color: 'red' } : {})}
          >
            {t(`${move}.action`)}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
