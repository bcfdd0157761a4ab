import { Button, Modal, Select, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type Mechanism, type MechanismVersion, platform } from '../../../platform.ts'
import { versionQuery } from '../queries.ts'

interface StepDialogProps {
  step: 'review' | 'publish' | 'deprecate' | 'remove'
  version: MechanismVersion
  versions: Mechanism['versions']
  onClose: () => void
}

/** A step that others rely on: what it means, and a word of why. */
export function StepDialog({ step, version, versions, onClose }: StepDialogProps) {
  const { t } = useTranslation('mechanisms')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [comment, setComment] = useState('')
  const [successor, setSuccessor] = useState<string | null>(null)
  const { mechanism, version: number } = version
  const take = useMutation({
    mutationFn: async (): Promise<MechanismVersion | undefined> => {
      const why = comment.trim()
      if (step === 'review') return platform.mechanisms.review(mechanism, number, why)
      if (step === 'publish') return platform.mechanisms.publish(mechanism, number, why)
      if (step === 'deprecate')
        return platform.mechanisms.deprecate(mechanism, number, { why, ...(successor && { successor }) })
      await platform.mechanisms.remove(mechanism, number)
      return undefined
    },
    onSuccess: async (next) => {
      onClose()
      if (next) queries.setQueryData(versionQuery(mechanism, number).queryKey, next)
      else {
        await navigate(
          versions.length > 1
            ? { to: '/mechanisms/$id', params: { id: mechanism }, search: {} }
            : { to: '/mechanisms', search: {} },
        )
        queries.removeQueries({ queryKey: versionQuery(mechanism, number).queryKey })
      }
      await queries.invalidateQueries({ queryKey: ['mechanisms'] })
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    take.mutate()
  }
  const ends = step === 'deprecate' || step === 'remove'
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={t(`step.${step}`, { name: `${version.name} ${number}` })}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <p className={form.lesson}>{t(`step.${step}Lesson`)}</p>
        {step === 'deprecate' && (
          <Select
            label={t('step.successor')}
            clearable
            value={successor}
            onChange={setSuccessor}
            data={versions
              .filter((each) => each.stage === 'published' && each.version !== number)
              .map((each) => each.version)}
          />
        )}
        {step !== 'remove' && (
          <Textarea
            label={t(step === 'deprecate' ? 'step.why' : 'step.comment')}
            required={step === 'deprecate'}
            withAsterisk={false}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={step === 'deprecate' ? 500 : 2_000}
            data-autofocus
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
        )}
        {take.error ? <FormFault words={words(take.error)} /> : null}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button
            type="submit"
            loading={take.isPending}
            disabled={step === 'deprecate' && comment.trim() === ''}
            {...(ends ? { color: 'red' } : {})}
          >
            {t(`do.${step}`)}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
