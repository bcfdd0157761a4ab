import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { useSave } from '../use-save.ts'

export function RemoveDialog({ name, run, onClose }: { name: string; run: () => Promise<void>; onClose: () => void }) {
  const { t } = useTranslation('notices')
  const remove = useSave(run, onClose)
  return (
    <ConfirmDialog
      title={t('removeTitle', { name })}
      action={t('remove')}
      destructive
      busy={remove.isPending}
      fault={remove.error}
      onConfirm={() => remove.mutate(undefined)}
      onClose={onClose}
    >
      {t('removeLesson')}
    </ConfirmDialog>
  )
}
