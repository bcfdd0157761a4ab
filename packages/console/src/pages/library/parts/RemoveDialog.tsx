import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { type DeviceProfile, platform } from '../../../platform.ts'

export function RemoveDialog({ profile, onClose }: { profile: DeviceProfile; onClose: () => void }) {
  const { t } = useTranslation('library')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation({
    mutationFn: () => platform.deviceProfiles.remove(profile.id),
    onSuccess: async () => {
      await navigate({ to: '/library' })
      queries.removeQueries({ queryKey: ['profiles'] })
    },
  })
  return (
    <ConfirmDialog
      title={t('remove.title', { name: `${profile.model} ${profile.version}` })}
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
