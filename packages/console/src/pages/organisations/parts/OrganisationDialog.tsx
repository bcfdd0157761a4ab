import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { CopyField, OnceNotice } from '../../../parts/ShownOnce.tsx'
import { type OrganisationMade, type OrganisationRequest, platform } from '../../../platform.ts'
import { handleOf, handlePattern } from '../handle.ts'
import { organisationsQuery } from '../queries.ts'

export default function OrganisationDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('organisations')
  const { t: part } = useTranslation('parts')
  const queries = useQueryClient()
  const make = useMutation({
    mutationFn: (request: OrganisationRequest) => platform.organisations.make(request),
    onSuccess: () => queries.invalidateQueries({ queryKey: organisationsQuery.queryKey }),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size={540}
      title={make.data ? t('made.title', { name: make.data.organisation.name }) : t('make.title')}
      closeOnClickOutside={!make.data}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      {make.data ? (
        <Made made={make.data} onClose={onClose} />
      ) : (
        <MakeForm busy={make.isPending} fault={make.error} onSubmit={make.mutate} />
      )}
    </Modal>
  )
}

interface MakeFormProps {
  busy: boolean
  fault: unknown
  onSubmit: (request: OrganisationRequest) => void
}

function MakeForm({ busy, fault, onSubmit }: MakeFormProps) {
  const { t } = useTranslation('organisations')
  const words = useFaultWords()
  const [name, setName] = useState('')
  const [typedHandle, setTypedHandle] = useState<string>()
  const [administrator, setAdministrator] = useState('')
  const handle = typedHandle ?? handleOf(name)

  function submit(event: FormEvent) {
    event.preventDefault()
    onSubmit({ name: name.trim(), handle, administrator: administrator.trim() })
  }

  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label={t('make.name')}
        required
        withAsterisk={false}
        maxLength={200}
        pattern=".*\S.*"
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('make.handle')}
        description={t('make.handleHint')}
        required
        withAsterisk={false}
        maxLength={63}
        pattern={handlePattern}
        autoComplete="off"
        spellCheck={false}
        value={handle}
        onChange={(event) => setTypedHandle(event.currentTarget.value.toLowerCase())}
      />
      <TextInput
        label={t('make.administrator')}
        description={t('make.administratorHint')}
        required
        withAsterisk={false}
        maxLength={200}
        pattern=".*\S.*"
        value={administrator}
        onChange={(event) => setAdministrator(event.currentTarget.value)}
      />
      {fault ? <FormFault words={words(fault)} /> : null}
      <div className={form.actions}>
        <Button type="submit" loading={busy}>
          {t('make.action')}
        </Button>
      </div>
    </form>
  )
}

/** The way in for its administrator, told this once. */
function Made({ made: { invitation }, onClose }: { made: OrganisationMade; onClose: () => void }) {
  const { t } = useTranslation('organisations')
  const link = `${location.origin}/invitation?token=${encodeURIComponent(invitation.token ?? '')}`
  return (
    <div className={form.form}>
      <OnceNotice text={t('made.once')} />
      <CopyField label={t('made.link', { name: invitation.name })} value={link} />
      <p className={form.lesson}>
        {t('made.lesson')} {t('made.until')} <RelativeTime time={invitation.expiresAt} />
      </p>
      <div className={form.actions}>
        <Button onClick={onClose}>{t('made.kept')}</Button>
      </div>
    </div>
  )
}
