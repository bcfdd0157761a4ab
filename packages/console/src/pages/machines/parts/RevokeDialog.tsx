import { NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { type Certificate, platform, type RevocationReason } from '../../../platform.ts'

const reasons: readonly RevocationReason[] = [
  'keyCompromise',
  'superseded',
  'cessationOfOperation',
  'privilegeWithdrawn',
]

export function RevokeDialog({ certificate, onClose }: { certificate: Certificate; onClose: () => void }) {
  const { t } = useTranslation('machines')
  const queries = useQueryClient()
  const [reason, setReason] = useState<RevocationReason>('keyCompromise')
  const revoke = useMutation({
    mutationFn: () => platform.machines.revoke(certificate.id, reason),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['machines'] })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={t('revoke.title', { name: certificate.name })}
      action={t('revoke.action')}
      destructive
      busy={revoke.isPending}
      fault={revoke.error}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    >
      <p>{t('revoke.lesson')}</p>
      <NativeSelect
        mt={14}
        label={t('revoke.why')}
        value={reason}
        onChange={(event) => setReason(reasons.find((one) => one === event.currentTarget.value) ?? reason)}
        data={reasons.map((one) => ({ value: one, label: t(`reason.${one}`) }))}
      />
    </ConfirmDialog>
  )
}
