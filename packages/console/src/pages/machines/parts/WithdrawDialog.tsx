import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { type EnrolmentTokenState, platform } from '../../../platform.ts'

export function WithdrawDialog({ token, onClose }: { token: EnrolmentTokenState; onClose: () => void }) {
  const { t } = useTranslation('machines')
  const queries = useQueryClient()
  const withdraw = useMutation({
    mutationFn: () => platform.machines.withdrawEnrolmentToken(token.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['machines', 'tokens'] })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={t('token.withdrawTitle', { name: token.name })}
      action={t('token.withdraw')}
      destructive
      busy={withdraw.isPending}
      fault={withdraw.error}
      onConfirm={() => withdraw.mutate()}
      onClose={onClose}
    >
      {t('token.withdrawLesson')}
    </ConfirmDialog>
  )
}
