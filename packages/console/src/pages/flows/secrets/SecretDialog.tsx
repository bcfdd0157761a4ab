import { Button, Modal, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type FlowSecret, platform } from '../../../platform.ts'
import { secretsQuery } from '../queries.ts'

interface SecretDialogProps {
  /** The name it is to have, as far as that is known. */
  asked: string
  /** To be set anew; without it there is none of that name yet. */
  secret: FlowSecret | undefined
  onClose: () => void
}

/** A value goes in here, and never comes out. */
export function SecretDialog({ asked, secret, onClose }: SecretDialogProps) {
  const { t } = useTranslation('flows')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [name, setName] = useState(asked)
  const [origin, setOrigin] = useState(secret?.origin ?? '')
  const [header, setHeader] = useState(secret?.header ?? 'authorization')
  const [value, setValue] = useState('')
  const save = useMutation({
    mutationFn: () => platform.flows.setSecret(name, { origin: origin.trim(), header: header.trim(), value }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: secretsQuery.queryKey })
      onClose()
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    save.mutate()
  }
  const needed = { required: true, withAsterisk: false } as const
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={secret ? t('secrets.replaceOf', { name: secret.name }) : t('secrets.add')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form className={form.form} onSubmit={submit} autoComplete="off">
        {!secret && (
          <TextInput
            {...needed}
            data-autofocus
            label={t('secrets.name')}
            description={t('secrets.nameHint')}
            maxLength={40}
            pattern="[a-z][a-z0-9_\-]*"
            title={t('secrets.nameHint')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        <TextInput
          {...needed}
          type="url"
          label={t('secrets.origin')}
          description={t('secrets.originHint')}
          placeholder="https://erp.example:8443"
          maxLength={300}
          value={origin}
          onChange={(event) => setOrigin(event.currentTarget.value)}
        />
        <TextInput
          {...needed}
          label={t('secrets.header')}
          maxLength={64}
          pattern="[A-Za-z0-9\-]+"
          value={header}
          onChange={(event) => setHeader(event.currentTarget.value)}
        />
        <PasswordInput
          {...needed}
          {...(secret && { 'data-autofocus': true })}
          label={t('secrets.value')}
          description={t('secrets.valueHint')}
          autoComplete="new-password"
          maxLength={4_000}
          value={value}
          visibilityToggleButtonProps={{ 'aria-label': t('secrets.look') }}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        {save.error && <FormFault words={words(save.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('secrets.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
