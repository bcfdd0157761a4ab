import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { type Grant, platform } from '../../../platform.ts'

/** Asks before sharing stops, which counts at once. */
export function StopDialog({ grant, onClose }: { grant: Grant; onClose: () => void }) {
  const { t } = useTranslation('sharing')
  const queries = useQueryClient()
  const stop = useMutation({
    mutationFn: () => platform.grants.revoke(grant.id),
    onSettled: () => queries.invalidateQueries({ queryKey: ['grants'] }),
    onSuccess: onClose,
  })
  const planned = grant.state === 'planned'
  const who = grant.receiver === undefined ? t('stop.holders') : grant.receiver
  return (
    <ConfirmDialog
      title={t('stop.title', { subject: grant.subject })}
      action={t('stop.action')}
      destructive
      busy={stop.isPending}
      fault={stop.error}
      onConfirm={() => stop.mutate()}
      onClose={onClose}
    >
      <p>{t(planned ? 'stop.planned' : 'stop.open', { who, subject: grant.subject })}</p>
      {!planned && <p>{t('stop.kept')}</p>}
    </ConfirmDialog>
  )
}
