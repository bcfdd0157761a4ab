import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { type AppInstallation, platform } from '../../../platform.ts'
import { leavingQuery, previewQuery } from '../queries.ts'
import { said } from '../words.ts'
import { ClassMoves } from './ClassMoves.tsx'
import { Leaving } from './Leaving.tsx'

export type Move = 'suspend' | 'resume' | 'rollback' | 'uninstall'

interface MoveDialogProps {
  one: AppInstallation
  move: Move
  onClose: () => void
}

/** Says what an act does to an app and to what it holds, before it is done. */
export function MoveDialog({ one, move, onClose }: MoveDialogProps) {
  const { t } = useTranslation('apps')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const leaving = useQuery({ ...leavingQuery(one.id), enabled: move === 'uninstall' })
  const back = useQuery({ ...previewQuery(one.app, one.previous ?? '', one.bound), enabled: move === 'rollback' })
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
      fault={act.error ?? leaving.error ?? back.error}
      blocked={move === 'uninstall' && (leaving.data?.used.length ?? 0) > 0}
      onConfirm={() => act.mutate()}
      onClose={onClose}
    >
      <p>{t(`move.${move}.lesson`, { version: one.previous ?? '' })}</p>
      {leaving.data && <Leaving leaving={leaving.data} />}
      {move === 'rollback' && <ClassMoves moves={back.data?.moves ?? []} />}
    </ConfirmDialog>
  )
}
