import { Button, Modal, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../i18n/language.ts'
import {
  type Lost,
  type Member,
  PlatformFault,
  platform,
  type RecoveryMade,
  type RecoveryRequest,
} from '../platform.ts'
import { useFaultWords } from './FaultView.tsx'
import { FormFault } from './FormFault.tsx'
import form from './form.module.css'
import styles from './recover-dialog.module.css'
import { CopyField, OnceNotice } from './ShownOnce.tsx'
import { dateFormat } from './time-text.ts'

const losses = ['password', 'factors', 'both'] as const satisfies readonly Lost[]

interface RecoverDialogProps {
  /** A member of one's own; without one anybody on the platform, by user name. */
  member?: Member
  onClose: () => void
}

/** Makes a link by which somebody who lost password or second factors gets back in. */
export default function RecoverDialog({ member, onClose }: RecoverDialogProps) {
  const { t } = useTranslation('recovery')
  const parts = useTranslation('parts').t
  const make = useMutation({
    mutationFn: ({ username, ...request }: RecoveryRequest & { username: string }) =>
      member
        ? platform.recovery.forMember(member.id, request)
        : platform.recovery.forAnybody({ username: username.trim(), ...request }),
  })
  const name = member && (member.name || member.username)
  const asking = name === undefined ? t('anybody') : t('title', { name })
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={make.data ? t('done') : asking}
      closeOnClickOutside={!make.data}
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      {make.data ? (
        <LinkShown made={make.data} name={name ?? make.data.username} onClose={onClose} />
      ) : (
        <RecoverForm
          title={asking}
          named={member !== undefined}
          busy={make.isPending}
          fault={make.error}
          onSubmit={(request) => make.mutate(request)}
        />
      )}
    </Modal>
  )
}

interface RecoverFormProps {
  title: string
  named: boolean
  busy: boolean
  fault: unknown
  onSubmit: (request: RecoveryRequest & { username: string }) => void
}

function RecoverForm({ title, named, busy, fault, onSubmit }: RecoverFormProps) {
  const { t } = useTranslation('recovery')
  const words = useFaultWords()
  const [username, setUsername] = useState('')
  const [lost, setLost] = useState<Lost>('password')
  const [reason, setReason] = useState('')
  const mayMore = fault instanceof PlatformFault && fault.code === 'access.beyond_own'

  function submit(event: FormEvent) {
    event.preventDefault()
    onSubmit({ username, lost, reason: reason.trim() })
  }

  return (
    <form className={form.form} onSubmit={submit} aria-label={title}>
      <p className={form.lesson}>{t('lesson')}</p>
      {!named && (
        <TextInput
          label={t('username')}
          description={t('usernameHint')}
          required
          withAsterisk={false}
          maxLength={200}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
      )}
      <div className={styles.lost}>
        <span className={styles.label} id="lost">
          {t('lost.label')}
        </span>
        <SegmentedControl
          fullWidth
          aria-labelledby="lost"
          aria-describedby="lost-hint"
          value={lost}
          onChange={setLost}
          data={losses.map((value) => ({ value, label: t(`lost.${value}`) }))}
        />
        <p className="label" id="lost-hint">
          {t(`lost.${lost}Hint`)}
        </p>
      </div>
      <Textarea
        label={t('reason')}
        description={t('reasonHint')}
        required
        withAsterisk={false}
        minLength={3}
        maxLength={500}
        rows={2}
        {...(named && { 'data-autofocus': true })}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {fault ? <FormFault words={mayMore ? { says: t('more'), remedy: t('moreRemedy') } : words(fault)} /> : null}
      <div className={form.actions}>
        <Button
          type="submit"
          loading={busy}
          disabled={reason.trim().length < 3 || !(named || username.trim().length > 0)}
        >
          {t('make')}
        </Button>
      </div>
    </form>
  )
}

function LinkShown({ made, name, onClose }: { made: RecoveryMade; name: string; onClose: () => void }) {
  const { t } = useTranslation('recovery')
  const until = dateFormat(currentLanguage(), { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <div className={form.form}>
      <OnceNotice text={t('once')} />
      <CopyField label={t('link', { name })} value={`${location.origin}/recovery#${made.token}`} />
      <p className="quiet">{t('until', { time: until.format(Date.parse(made.expiresAt)) })}</p>
      {made.lost === 'factors' && <p className="quiet">{t('withPassword')}</p>}
      <div className={form.actions}>
        <Button onClick={onClose}>{t('kept')}</Button>
      </div>
    </div>
  )
}
