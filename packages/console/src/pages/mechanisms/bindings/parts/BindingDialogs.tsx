import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../../parts/ConfirmDialog.tsx'
import { useFaultWords } from '../../../../parts/FaultView.tsx'
import { FormFault } from '../../../../parts/FormFault.tsx'
import form from '../../../../parts/form.module.css'
import { type Binding, platform } from '../../../../platform.ts'
import { fieldTime } from '../../../production/times.ts'
import { mechanismQuery } from '../../queries.ts'
import { said } from '../../words.ts'

export type Doing = 'pause' | 'resume' | 'back' | 'canary' | 'promote' | 'promoteCanary' | 'rollback' | 'remove'

interface BindingDialogsProps {
  doing: Doing
  binding: Binding
  onClose: () => void
}

const DAY_MS = 86_400_000

/** What is done with a binding, each with what it means. */
export function BindingDialogs({ doing, binding, onClose }: BindingDialogsProps) {
  const { t } = useTranslation('mechanismRuns')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const asksVersion = doing === 'canary' || doing === 'promote'
  const model = useQuery({ ...mechanismQuery(binding.model.mechanism), enabled: asksVersion })
  const others = (model.data?.versions ?? [])
    .filter(({ stage, version }) => stage === 'published' && version !== binding.model.version)
    .map(({ version }) => version)
  const [version, setVersion] = useState<string | null>(null)
  const [from, setFrom] = useState(() => fieldTime(Date.now() - DAY_MS))
  const chosen = doing === 'promoteCanary' ? (binding.canary?.version ?? '') : (version ?? others[0] ?? '')
  const act = useMutation({
    mutationFn: async (): Promise<void> => {
      const { id } = binding
      if (doing === 'pause') await platform.bindings.pause(id)
      else if (doing === 'resume') await platform.bindings.resume(id)
      else if (doing === 'back') await platform.bindings.workBack(id, new Date(from).toISOString())
      else if (doing === 'canary') await platform.bindings.startCanary(id, chosen)
      else if (doing === 'rollback') await platform.bindings.rollBack(id)
      else if (doing === 'remove') await platform.bindings.remove(id)
      else await platform.bindings.promote(id, chosen)
    },
    onSuccess: async () => {
      onClose()
      if (doing === 'remove') await navigate({ to: '/mechanisms', search: { tab: 'running' } })
      await queries.invalidateQueries({ queryKey: ['bindings'] })
    },
  })
  const facts = { name: said(binding.name), version: doing === 'rollback' ? (binding.before ?? '') : chosen }
  if (!asksVersion && doing !== 'back')
    return (
      <ConfirmDialog
        title={t(`ask.${doing}`, facts)}
        action={t(`do.${doing}`, facts)}
        destructive={doing === 'remove'}
        busy={act.isPending}
        fault={act.error}
        onConfirm={() => act.mutate()}
        onClose={onClose}
      >
        {t(`ask.${doing}Lesson`, facts)}
      </ConfirmDialog>
    )
  function submit(event: FormEvent) {
    event.preventDefault()
    act.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={500}
      title={t(`ask.${doing}`, facts)}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <p className={form.lesson}>{t(`ask.${doing}Lesson`, facts)}</p>
        {doing === 'back' ? (
          <TextInput
            type="datetime-local"
            label={t('ask.from')}
            data-autofocus
            max={fieldTime(Date.now())}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
        ) : (
          <Select
            label={t('ask.version')}
            data-autofocus
            allowDeselect={false}
            placeholder={model.data && others.length === 0 ? t('ask.noVersion') : ''}
            value={chosen || null}
            data={others}
            onChange={setVersion}
          />
        )}
        {act.error ? <FormFault words={words(act.error)} /> : null}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button type="submit" loading={act.isPending} disabled={doing === 'back' ? from === '' : chosen === ''}>
            {t(`do.${doing}`, facts)}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
