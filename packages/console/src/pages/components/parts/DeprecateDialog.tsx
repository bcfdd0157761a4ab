import { Button, Modal, Select, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type Component, platform } from '../../../platform.ts'
import { wholePoolQuery } from '../queries.ts'

interface DeprecateDialogProps {
  component: Component
  number: number
  onClose: () => void
}

/** Why a version should not be placed any more, and what takes its place. */
export function DeprecateDialog({ component, number, onClose }: DeprecateDialogProps) {
  const { t } = useTranslation('components')
  const { t: parts } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const { name } = component
  const [reason, setReason] = useState('')
  const [successor, setSuccessor] = useState<string | null>(null)
  const pool = useQuery(wholePoolQuery)
  const own = component.versions
    .filter((each) => each.stage === 'published' && each.number !== number)
    .map((each) => `${name}@${each.number}`)
  const others = (pool.data ?? [])
    .filter(
      (each) =>
        each.name !== name && each.newest !== undefined && (each.kind === 'service') === (component.kind === 'service'),
    )
    .map((each) => `${each.name}@${each.newest}`)
  const deprecate = useMutation({
    mutationFn: () => platform.components.deprecate(name, number, { reason, ...(successor && { successor }) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['components'] })
      onClose()
    },
  })
  function onSubmit(event: FormEvent) {
    event.preventDefault()
    if (reason.trim()) deprecate.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={t('deprecated.title', { name: `${name}@${number}` })}
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      <form className={form.form} onSubmit={onSubmit}>
        <p className={form.lesson}>
          {t(component.kind === 'service' ? 'deprecated.lessonService' : 'deprecated.lesson')}
        </p>
        <Textarea
          data-autofocus
          required
          label={t('deprecated.reason')}
          maxLength={500}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Select
          clearable
          searchable
          label={t('deprecated.take')}
          value={successor}
          data={[...own, ...others]}
          onChange={setSuccessor}
        />
        {deprecate.error && <FormFault words={words(deprecate.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {parts('cancel')}
          </Button>
          <Button type="submit" disabled={!reason.trim()} loading={deprecate.isPending}>
            {t('versions.deprecate')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
