import { Button, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import { HeldRoles } from '../../../parts/HeldRoles.tsx'
import lists from '../../../parts/list.module.css'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { type Invitation, platform } from '../../../platform.ts'
import styles from '../members.module.css'
import { invitationsQuery } from '../queries.ts'

interface InvitationListProps {
  withdraws: boolean
  /** Left out for whoever may not invite. */
  onInvite?: () => void
}

export function InvitationList({ withdraws, onInvite }: InvitationListProps) {
  const { t } = useTranslation('members')
  const invitations = useQuery(invitationsQuery)
  const [leaving, setLeaving] = useState<Invitation>()
  const rows = invitations.data ?? []
  return (
    <div className={`panel ${lists.list}`}>
      {invitations.isError && <FaultView fault={invitations.error} retry={() => void invitations.refetch()} />}
      {invitations.isPending && <Skeleton height={160} m={16} w="auto" />}
      {invitations.data && rows.length === 0 && (
        <EmptyState title={t('invitations.none')} lesson={t('invitations.lesson')}>
          {onInvite && (
            <Button size="xs" onClick={onInvite}>
              {t('invite')}
            </Button>
          )}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <table className={lists.table}>
          <thead>
            <tr>
              <th>{t('column.for')}</th>
              <th className={lists.wide}>{t('column.roles')}</th>
              <th className={lists.wide}>{t('column.created')}</th>
              <th className={lists.wide}>{t('column.until')}</th>
              {withdraws && <th aria-label={t('invitations.withdraw')} />}
            </tr>
          </thead>
          <tbody>
            {rows.map((invitation) => (
              <tr key={invitation.id}>
                <td className={styles.forColumn}>
                  {invitation.name}
                  <div className={styles.narrowRoles}>
                    <HeldRoles roles={invitation.roles} />
                    <span className="label">
                      {t('column.until')} <RelativeTime time={invitation.expiresAt} />
                    </span>
                  </div>
                </td>
                <td className={`${lists.wide} ${styles.rolesColumn}`}>
                  <HeldRoles roles={invitation.roles} />
                </td>
                <td className={lists.wide}>
                  <RelativeTime time={invitation.createdAt} />
                </td>
                <td className={lists.wide}>
                  <RelativeTime time={invitation.expiresAt} />
                </td>
                {withdraws && (
                  <td className={lists.right}>
                    <Button variant="default" size="compact-sm" onClick={() => setLeaving(invitation)}>
                      {t('invitations.withdraw')}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {leaving && <Withdrawal invitation={leaving} onClose={() => setLeaving(undefined)} />}
    </div>
  )
}

function Withdrawal({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  const { t } = useTranslation('members')
  const queries = useQueryClient()
  const withdraw = useMutation({
    mutationFn: () => platform.members.withdraw(invitation.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: invitationsQuery.queryKey })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={t('invitations.withdrawTitle', { name: invitation.name })}
      action={t('invitations.withdraw')}
      destructive
      busy={withdraw.isPending}
      fault={withdraw.error}
      onConfirm={() => withdraw.mutate()}
      onClose={onClose}
    >
      {t('invitations.withdrawLesson')}
    </ConfirmDialog>
  )
}
