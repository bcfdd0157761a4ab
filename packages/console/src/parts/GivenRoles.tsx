import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Assignment, platform } from '../platform.ts'
import { assignmentsQuery, type RoleHolder, rolesChanged } from './assignment-query.ts'
import { ConfirmDialog } from './ConfirmDialog.tsx'
import { FaultView } from './FaultView.tsx'
import styles from './given-roles.module.css'
import lists from './list.module.css'
import { useRoleTitle } from './role-title.ts'

const GiveRoleDialog = lazy(() => import('./GiveRoleDialog.tsx'))

interface GivenRolesProps {
  holder: RoleHolder
  /** Whether roles are given and taken here. */
  gives: boolean
  /** False to who may not see what others hold. */
  reads?: boolean
  note?: ReactNode
  /** What it means to hold no role. */
  none: string
  /** What follows when a role is taken away. */
  follows: string
}

/** The roles that somebody or something holds, where, and by whom they were given. */
export function GivenRoles({ holder, gives, reads = true, note, none, follows }: GivenRolesProps) {
  const { t } = useTranslation('parts')
  const held = useQuery({ ...assignmentsQuery({ holder: holder.id }), enabled: reads })
  const [dialog, { open, close }] = useDisclosure(false)
  const [leaving, setLeaving] = useState<Assignment>()
  return (
    <section className={`panel ${styles.section}`} aria-labelledby="roles">
      <div className={styles.head}>
        <h2 id="roles" className="section-title">
          {t('roles.title')}
        </h2>
        {reads && gives && (
          <Button variant="default" size="xs" leftSection={<IconPlus size={14} stroke={1.8} />} onClick={open}>
            {t('roles.give')}
          </Button>
        )}
      </div>
      {note && <p className={styles.note}>{note}</p>}
      {reads && held.isError && <FaultView fault={held.error} retry={() => void held.refetch()} />}
      {reads && held.isPending && <Skeleton height={60} m={16} w="auto" />}
      {held.data?.length === 0 && <p className={styles.none}>{none}</p>}
      {held.data && held.data.length > 0 && (
        <table className={lists.table}>
          <thead>
            <tr>
              <th>{t('roles.role')}</th>
              <th>{t('roles.where')}</th>
              <th className={lists.wide}>{t('roles.by')}</th>
              {gives && <th aria-label={t('roles.take')} />}
            </tr>
          </thead>
          <tbody>
            {held.data.map((one) => (
              <RoleRow key={one.id} held={one} {...(gives && { onTake: () => setLeaving(one) })} />
            ))}
          </tbody>
        </table>
      )}
      <Suspense>{dialog && <GiveRoleDialog holder={holder} onClose={close} />}</Suspense>
      {leaving && (
        <Taking held={leaving} name={holder.name} onClose={() => setLeaving(undefined)}>
          {follows}
        </Taking>
      )}
    </section>
  )
}

function RoleRow({ held, onTake }: { held: Assignment; onTake?: () => void }) {
  const { t } = useTranslation('parts')
  const title = useRoleTitle()(held.role)
  return (
    <tr>
      <td className={styles.words}>{title}</td>
      <td className={styles.words}>
        {held.below === null ? t('held.everywhere') : t('held.below', { place: held.belowName ?? t('held.gone') })}
      </td>
      <td className={lists.wide}>{t(held.provider === null ? 'roles.byAdmin' : 'roles.byProvider')}</td>
      {onTake && (
        <td className={lists.right}>
          <Button variant="default" size="compact-sm" aria-label={t('roles.taking', { role: title })} onClick={onTake}>
            {t('roles.take')}
          </Button>
        </td>
      )}
    </tr>
  )
}

interface TakingProps {
  held: Assignment
  name: string
  children: string
  onClose: () => void
}

function Taking({ held, name, children, onClose }: TakingProps) {
  const { t } = useTranslation('parts')
  const titleOf = useRoleTitle()
  const queries = useQueryClient()
  const take = useMutation({
    mutationFn: () => platform.access.unassign(held.id),
    onSuccess: async () => {
      await rolesChanged(queries)
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={t('roles.takeTitle', { role: titleOf(held.role), name })}
      action={t('roles.take')}
      destructive
      busy={take.isPending}
      fault={take.error}
      onConfirm={() => take.mutate()}
      onClose={onClose}
    >
      {children} {held.provider !== null && t('roles.takeProvider')}
    </ConfirmDialog>
  )
}
