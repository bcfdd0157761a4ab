import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { type AppInstallation, type AppManifest, platform } from '../../../platform.ts'
import { said } from '../words.ts'

export type Move = 'suspend' | 'resume' | 'rollback' | 'uninstall'

interface MoveDialogProps {
  one: AppInstallation
  manifest: AppManifest
  move: Move
  onClose: () => void
}

/** Says what an act does to an app and to what it holds, before it is done. */
export function MoveDialog({ one, manifest: { tables = [] }, move, onClose }: MoveDialogProps) {
  const { t } = useTranslation('apps')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const act = useMutation({
    mutationFn: async () => {
      await platform.apps[move](one.id)
    },
    onSuccess: async () => {
      onClose()
      if (move === 'uninstall') await navigate({ to: '/apps', search: {} })
      await queries.invalidateQueries({ queryKey: ['apps'] })
    },
  })
  return (
    <ConfirmDialog
      title={t(`move.${move}.title`, { name: said(one.title) })}
      action={t(`move.${move}.open`)}
      destructive={move === 'uninstall'}
      busy={act.isPending}
      fault={act.error}
      onConfirm={() => act.mutate()}
      onClose={onClose}
    >
      {t(`move.${move}.lesson`, { version: one.previous ?? '' })}
      {move === 'uninstall' && tables.length > 0 && (
        <>
          {' '}
          <strong>{t('move.uninstall.tables', { tables: tables.map(({ title }) => said(title)).join(', ') })}</strong>
        </>
      )}
    </ConfirmDialog>
  )
}
