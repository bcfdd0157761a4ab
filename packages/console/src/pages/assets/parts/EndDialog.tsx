import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { type Asset, platform } from '../../../platform.ts'
import { useDraw } from '../drawing.ts'

interface EndDialogProps {
  is: 'retire' | 'remove'
  asset: Asset
  /** `undefined`: it is gone. */
  onDone: (asset: Asset | undefined) => void
  onClose: () => void
}

/** Asks before an asset goes out of use, comes back, or goes for good. */
export function EndDialog({ is, asset, onDone, onClose }: EndDialogProps) {
  const { t } = useTranslation('drawing')
  const what = is === 'remove' ? 'remove' : asset.retiredAt ? 'restore' : 'retire'
  const end = useDraw(async () => {
    if (is === 'retire') return platform.drawing.retire(asset.id, !asset.retiredAt)
    await platform.drawing.remove(asset.id)
    return undefined
  }, onDone)
  return (
    <ConfirmDialog
      title={t(`${what}.title`, { name: asset.name })}
      action={t(`${what}.action`)}
      destructive={what === 'remove'}
      busy={end.isPending}
      fault={end.error}
      onConfirm={() => end.mutate(undefined)}
      onClose={onClose}
    >
      {t(`${what}.lesson`)}
    </ConfirmDialog>
  )
}
