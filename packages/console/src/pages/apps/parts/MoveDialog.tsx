import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { type AppInstallation, type AppManifest, platform } from '../../../platform.ts'
import { leavingQuery } from '../queries.ts'
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
      {move === 'uninstall' && <Leaving one={one} tables={tables.map(({ title }) => said(title))} />}
    </ConfirmDialog>
  )
}

/** What goes with it beside what is always so. */
function Leaving({ one, tables }: { one: AppInstallation; tables: readonly string[] }) {
  const { t } = useTranslation('apps')
  const { data } = useQuery(leavingQuery(one.id))
  const { flows = [], models = [], classes = [], points = [], used = [] } = data ?? {}
  const brought = [...flows, ...models.map(({ name, version }) => `${name} ${version}`), ...classes]
  const lines = [
    ...(tables.length > 0 ? [t('move.uninstall.tables', { tables: tables.join(', ') })] : []),
    ...(brought.length > 0 ? [t('move.uninstall.brought', { what: brought.join(', ') })] : []),
    ...(points.length > 0
      ? [t('move.uninstall.points', { points: points.map(({ path }) => path.join(' / ')).join(', ') })]
      : []),
    ...(used.length > 0 ? [t('move.uninstall.used', { used: used.join(', ') })] : []),
  ]
  return lines.map((line) => (
    <span key={line}>
      {' '}
      <strong>{line}</strong>
    </span>
  ))
}
