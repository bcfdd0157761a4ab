import { Button, Modal, NumberInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../../parts/FaultView.tsx'
import { FormFault } from '../../../../parts/FormFault.tsx'
import form from '../../../../parts/form.module.css'
import { platform } from '../../../../platform.ts'

interface ParametersDialogProps {
  binding: string
  asset: string
  parameters: Readonly<Record<string, number>>
  onClose: () => void
}

/** Parameters of one asset by hand: from then on they hold there. */
export function ParametersDialog({ binding, asset, parameters, onClose }: ParametersDialogProps) {
  const { t } = useTranslation('mechanismRuns')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [values, setValues] = useState(parameters)
  const [comment, setComment] = useState('')
  const save = useMutation({
    mutationFn: () =>
      platform.bindings.calibrate(binding, asset, {
        parameters: { ...values },
        ...(comment.trim() && { comment: comment.trim() }),
      }),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: ['bindings'] })
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={460}
      title={t('detail.setParameters')}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <p className={form.lesson}>{t('detail.setLesson')}</p>
        {Object.entries(values).map(([name, value]) => (
          <NumberInput
            key={name}
            label={name}
            hideControls
            value={value}
            onChange={(next) => typeof next === 'number' && setValues((was) => ({ ...was, [name]: next }))}
          />
        ))}
        <TextInput
          label={t('detail.comment')}
          maxLength={500}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        {save.error ? <FormFault words={words(save.error)} /> : null}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('detail.use')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
