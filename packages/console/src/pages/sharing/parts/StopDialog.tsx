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
  const { subject, receiver } = grant
  const planned = grant.state === 'planned'
  return (
    <ConfirmDialog
      title={t('stop.title', { subject })}
      action={t('stop.action')}
      destructive
      busy={stop.isPending}
      fault={stop.error}
      onConfirm={() => stop.mutate()}
      onClose={onClose}
    >
      <p>
        {planned
          ? t('stop.planned', { subject })
          : receiver === undefined
            ? t('stop.link', { subject })
            : t('stop.organisation', { subject, receiver })}
      </p>
      {!planned && <p>{t('stop.kept')}</p>}
    </ConfirmDialog>
  )
}
