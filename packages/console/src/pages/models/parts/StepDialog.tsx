import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { platform, type ThingModel } from '../../../platform.ts'

interface StepDialogProps {
  model: ThingModel
  step: 'publish' | 'retire' | 'remove'
  onClose: () => void
}

/** Asks before a version is published for good, retired or removed. */
export function StepDialog({ model, step, onClose }: StepDialogProps) {
  const { t } = useTranslation('models')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const take = useMutation({
    mutationFn: async () => {
      if (step === 'remove') await platform.things.remove(model.id)
      else await platform.things[step](model.id)
    },
    onSuccess: async () => {
      onClose()
      if (step === 'remove') await navigate({ to: '/models' })
      await queries.invalidateQueries({ queryKey: ['thing-models'] })
    },
  })
  return (
    <ConfirmDialog
      title={t(`${step}.title`, { name: `${model.title} ${model.version}` })}
      action={t(`do.${step}`)}
      destructive={step === 'remove'}
      busy={take.isPending}
      fault={take.error}
      onConfirm={() => take.mutate()}
      onClose={onClose}
    >
      {t(`${step}.lesson`)}
    </ConfirmDialog>
  )
}
