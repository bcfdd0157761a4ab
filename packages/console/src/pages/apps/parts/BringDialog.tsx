import { useNavigate } from '@tanstack/react-router'
import { PackageDialog } from '../../../parts/PackageDialog.tsx'
import { platform } from '../../../platform.ts'
import { partsOf } from '../queries.ts'

/** A package of an app: what came of it is shown. */
export default function BringDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  return (
    <PackageDialog
      area="apps"
      bring={(archive) => platform.apps.bringIn(archive)}
      onBrought={({ app, version }) =>
        navigate({ to: '/apps/$publisher/$name', params: partsOf(app), search: { version } })
      }
      onClose={onClose}
    />
  )
}
