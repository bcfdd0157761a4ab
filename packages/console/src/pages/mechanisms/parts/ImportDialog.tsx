import { useNavigate } from '@tanstack/react-router'
import { PackageDialog } from '../../../parts/PackageDialog.tsx'
import { platform } from '../../../platform.ts'

/** A package of a mechanism model: what came of it is shown. */
export default function ImportDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  return (
    <PackageDialog
      area="mechanisms"
      bring={(archive) => platform.mechanisms.bringIn(archive)}
      onBrought={({ mechanism, version }) =>
        navigate({ to: '/mechanisms/$id', params: { id: mechanism }, search: { version } })
      }
      onClose={onClose}
    />
  )
}
