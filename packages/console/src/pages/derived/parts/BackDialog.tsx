import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type DerivedPoint, platform } from '../../../platform.ts'
import { fieldTime } from '../../production/times.ts'

const DAY_MS = 86_400_000

/** From when on a derived point is to be worked out of the history. */
export function BackDialog({ derived, onClose }: { derived: DerivedPoint; onClose: () => void }) {
  const { t } = useTranslation('derived')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [from, setFrom] = useState(() => fieldTime(Date.now() - DAY_MS))
  const ask = useMutation({
    mutationFn: (moment: string) => platform.derived.workBack(derived.id, moment),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries()
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (from) ask.mutate(new Date(from).toISOString())
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={t('back.again')}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <p className={form.lesson}>{t('back.lesson')}</p>
        <TextInput
          type="datetime-local"
          label={t('back.from')}
          data-autofocus
          max={fieldTime(Date.now())}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        {ask.error && <FormFault words={words(ask.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button type="submit" loading={ask.isPending} disabled={!from}>
            {t('back.action')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
