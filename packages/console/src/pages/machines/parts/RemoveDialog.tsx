import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { platform } from '../../../platform.ts'

export function RemoveDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const { t } = useTranslation('machines')
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => platform.machines.removeCredential(name),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['machines'] })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={t('remove.title', { name })}
      action={t('remove.action')}
      destructive
      busy={remove.isPending}
      fault={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {t('remove.lesson')}
    </ConfirmDialog>
  )
}
