import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import lists from '../../../parts/list.module.css'
import { useRoleTitle } from '../../../parts/role-title.ts'
import { type Assignment, type Member, platform } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { assignmentsQuery } from '../../roles/queries.ts'
import styles from '../members.module.css'
import { membersChanged } from '../queries.ts'

const GiveRoleDialog = lazy(() => import('./GiveRoleDialog.tsx'))

/** The roles of a member; nobody gives or takes their own. */
export function MemberRoles({ member, own }: { member: Member; own: boolean }) {
  const { t } = useTranslation('members')
  const held = useQuery(assignmentsQuery({ holder: member.id }))
  const gives = useMay('role:manage') && !own
  const [dialog, { open, close }] = useDisclosure(false)
  const [leaving, setLeaving] = useState<Assignment>()
  return (
    <section className={`panel ${styles.section}`} aria-labelledby="roles">
      <div className={styles.sectionHead}>
        <h2 id="roles" className={styles.heading}>
          {t('roles.title')}
        </h2>
        {gives && (
          <Button variant="default" size="xs" leftSection={<IconPlus size={14} stroke={1.8} />} onClick={open}>
            {t('give.action')}
          </Button>
        )}
      </div>
      {own && <p className={styles.note}>{t('roles.own')}</p>}
      {held.isError && <FaultView fault={held.error} retry={() => void held.refetch()} />}
      {held.isPending && <Skeleton height={60} m={16} w="auto" />}
      {held.data?.length === 0 && <p className={styles.note}>{t('roles.none')}</p>}
      {held.data && held.data.length > 0 && (
        <table className={lists.table}>
          <thead>
            <tr>
              <th>{t('give.role')}</th>
              <th>{t('give.where')}</th>
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
      <Suspense>{dialog && <GiveRoleDialog member={member} onClose={close} />}</Suspense>
      {leaving && <Taking held={leaving} onClose={() => setLeaving(undefined)} />}
    </section>
  )
}

function RoleRow({ held, onTake }: { held: Assignment; onTake?: () => void }) {
  const { t } = useTranslation('members')
  const parts = useTranslation('parts').t
  const title = useRoleTitle()(held.role)
  return (
    <tr>
      <td className={styles.forColumn}>{title}</td>
      <td className={styles.forColumn}>
        {held.below === null
          ? parts('held.everywhere')
          : parts('held.below', { place: held.belowName ?? parts('held.gone') })}
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

function Taking({ held, onClose }: { held: Assignment; onClose: () => void }) {
  const { t } = useTranslation('members')
  const titleOf = useRoleTitle()
  const queries = useQueryClient()
  const take = useMutation({
    mutationFn: () => platform.access.unassign(held.id),
    onSuccess: async () => {
      await membersChanged(queries)
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={t('roles.takeTitle', { role: titleOf(held.role), name: held.holderName })}
      action={t('roles.take')}
      destructive
      busy={take.isPending}
      fault={take.error}
      onConfirm={() => take.mutate()}
      onClose={onClose}
    >
      {t('roles.takeLesson')} {held.provider !== null && t('roles.takeProvider')}
    </ConfirmDialog>
  )
}
