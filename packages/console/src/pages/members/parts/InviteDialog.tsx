import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { CopyField, OnceNotice } from '../../../parts/ShownOnce.tsx'
import { dateFormat } from '../../../parts/time-text.ts'
import { type Invitation, type InvitationRequest, platform } from '../../../platform.ts'
import { invitationsQuery } from '../queries.ts'
import { firstLine, RoleLines } from './RoleLines.tsx'

const hours = ['24', '72', '168', '720'] as const
type Hours = (typeof hours)[number]

export default function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('members')
  const parts = useTranslation('parts').t
  const queries = useQueryClient()
  const invite = useMutation({
    mutationFn: (request: InvitationRequest) => platform.members.invite(request),
    onSuccess: () => queries.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size={600}
      title={t(invite.data ? 'dialog.done' : 'dialog.title')}
      closeOnClickOutside={!invite.data}
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      {invite.data ? (
        <LinkShown invitation={invite.data} onClose={onClose} />
      ) : (
        <InviteForm busy={invite.isPending} fault={invite.error} onSubmit={(request) => invite.mutate(request)} />
      )}
    </Modal>
  )
}

interface InviteFormProps {
  busy: boolean
  fault: unknown
  onSubmit: (request: InvitationRequest) => void
}

function InviteForm({ busy, fault, onSubmit }: InviteFormProps) {
  const { t } = useTranslation('members')
  const words = useFaultWords()
  const [name, setName] = useState('')
  const [valid, setValid] = useState<Hours>('72')
  const [lines, setLines] = useState([firstLine] as Parameters<typeof RoleLines>[0]['lines'])
  const roles = lines.flatMap(({ role, below }) => (role === null ? [] : [{ role, below: below?.id ?? null }]))

  function submit(event: FormEvent) {
    event.preventDefault()
    onSubmit({ name: name.trim(), roles, hours: Number(valid) })
  }

  return (
    <form className={form.form} onSubmit={submit} aria-label={t('dialog.title')}>
      <p className={form.lesson}>{t('dialog.lesson')}</p>
      <TextInput
        label={t('dialog.name')}
        description={t('dialog.nameHint')}
        required
        withAsterisk={false}
        maxLength={200}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <RoleLines lines={lines} onChange={setLines} />
      <Select
        label={t('dialog.valid')}
        allowDeselect={false}
        value={valid}
        onChange={(value) => setValid(hours.find((known) => known === value) ?? '72')}
        data={hours.map((value) => ({ value, label: t(`dialog.validFor.${value}`) }))}
      />
      {fault ? <FormFault words={words(fault)} /> : null}
      <div className={form.actions}>
        <Button type="submit" loading={busy} disabled={roles.length < lines.length || name.trim() === ''}>
          {t('dialog.create')}
        </Button>
      </div>
    </form>
  )
}

function LinkShown({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  const { t } = useTranslation('members')
  const until = dateFormat(currentLanguage(), { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <div className={form.form}>
      <OnceNotice text={t('dialog.once')} />
      <CopyField
        label={t('dialog.link', { name: invitation.name })}
        value={`${location.origin}/invitation?token=${encodeURIComponent(invitation.token ?? '')}`}
      />
      <p className="quiet">{t('dialog.until', { time: until.format(Date.parse(invitation.expiresAt)) })}</p>
      <div className={form.actions}>
        <Button onClick={onClose}>{t('dialog.kept')}</Button>
      </div>
    </div>
  )
}
