import { Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { actionsQuery } from '../../../parts/actions.ts'
import { FaultView } from '../../../parts/FaultView.tsx'
import { rolesQuery } from '../../../parts/role-query.ts'
import { Apart } from './Apart.tsx'
import { RoleDialog } from './RoleDialog.tsx'
import { RoleCards, RoleMatrix } from './RoleMatrix.tsx'

interface RolesTabProps {
  /** Name of the role that is looked at. */
  open: string | undefined
  onOpen: (role: string | undefined) => void
}

export function RolesTab({ open, onOpen }: RolesTabProps) {
  const roles = useQuery(rolesQuery)
  const actions = useQuery(actionsQuery)
  // A matrix of ten columns cannot be read on a phone.
  const narrow = useMediaQuery('(width < 48em)')
  const failed = roles.error ?? actions.error
  if (failed) return <FaultView fault={failed} retry={() => void Promise.all([roles.refetch(), actions.refetch()])} />
  if (!roles.data || !actions.data) return <Skeleton height={420} radius={6} />
  const shown = roles.data.find(({ name }) => name === open)
  const Shape = narrow ? RoleCards : RoleMatrix
  return (
    <>
      <Shape roles={roles.data} actions={actions.data} onOpen={onOpen} />
      <Apart />
      {shown && <RoleDialog role={shown} actions={actions.data} onClose={() => onOpen(undefined)} />}
    </>
  )
}
