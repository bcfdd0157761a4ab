import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import form from '../../../parts/form.module.css'
import { CopyField, OnceNotice } from '../../../parts/ShownOnce.tsx'
import { type Grant, type GrantRequest, platform } from '../../../platform.ts'
import type { Subject } from '../subject.ts'
import { GrantTime } from './GrantTime.tsx'
import { ShareForm } from './ShareForm.tsx'

/** Shares the subject, or what is picked. */
export default function ShareDialog({ subject, onClose }: { subject?: Subject; onClose: () => void }) {
  const { t } = useTranslation('sharing')
  const { t: parts } = useTranslation('parts')
  const queries = useQueryClient()
  const give = useMutation({
    mutationFn: (request: GrantRequest) => platform.grants.give(request),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['grants'] }),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={t(give.data ? 'give.done' : 'give.title')}
      closeOnClickOutside={!give.data}
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      {give.data ? (
        <Given grant={give.data} onClose={onClose} />
      ) : (
        <ShareForm
          {...(subject ? { subject } : {})}
          busy={give.isPending}
          fault={give.error}
          onSubmit={(request) => give.mutate(request)}
        />
      )}
    </Modal>
  )
}

/** What was given; the address of a link, this once. */
function Given({ grant, onClose }: { grant: Grant; onClose: () => void }) {
  const { t } = useTranslation('sharing')
  return (
    <div className={form.form}>
      <div>
        <p>
          {grant.receiver === undefined
            ? t('give.withLink', { subject: grant.subject })
            : t('give.withOrganisation', { subject: grant.subject, receiver: grant.receiver })}
        </p>
        <p className="quiet">
          <GrantTime grant={grant} />
        </p>
      </div>
      {grant.token !== undefined && (
        <>
          <OnceNotice text={t('give.once')} />
          <CopyField label={t('give.address')} value={`${location.origin}/link#${grant.token}`} />
        </>
      )}
      <div className={form.actions}>
        <Button onClick={onClose}>{t(grant.token === undefined ? 'give.close' : 'give.kept')}</Button>
      </div>
    </div>
  )
}
