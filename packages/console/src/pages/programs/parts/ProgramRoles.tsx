import { Button, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import { useRoleTitle } from '../../../parts/role-title.ts'
import { type Assignment, type Program, platform } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import styles from '../programs.module.css'
import { programRolesQuery } from '../queries.ts'

const GiveRoleDialog = lazy(() => import('./GiveRoleDialog.tsx'))

/** What gives a program its rights; without a role it may do nothing. */
export function ProgramRoles({ program }: { program: Program }) {
  const { t } = useTranslation('programs')
  const reads = useMay('member:read')
  const gives = useMay('role:manage')
  const roles = useQuery({ ...programRolesQuery(program.id), enabled: reads })
  const [giving, setGiving] = useState(false)
  const [taking, setTaking] = useState<Assignment>()
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="roles">
      <div className={styles.panelHead}>
        <h2 id="roles" className={styles.heading}>
          {t('roles.title')}
        </h2>
        {reads && gives && (
          <Button variant="default" size="xs" onClick={() => setGiving(true)}>
            {t('roles.give')}
          </Button>
        )}
      </div>
      {!reads && <p className={styles.lesson}>{t('roles.unseen')}</p>}
      {reads && roles.isError && <FaultView fault={roles.error} retry={() => void roles.refetch()} />}
      {reads && roles.isPending && <Skeleton height={28} />}
      {roles.data?.length === 0 && <p className={styles.notice}>{t(gives ? 'roles.none' : 'roles.noneAsk')}</p>}
      {roles.data && roles.data.length > 0 && (
        <ul>
          {roles.data.map((held) => (
            <li key={held.id} className={styles.role}>
              <RoleHeld held={held} />
              {gives && (
                <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setTaking(held)}>
                  {t('roles.take')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Suspense>{giving && <GiveRoleDialog program={program} onClose={() => setGiving(false)} />}</Suspense>
      {taking && <TakeDialog held={taking} program={program} onClose={() => setTaking(undefined)} />}
    </section>
  )
}

function RoleHeld({ held }: { held: Assignment }) {
  const { t } = useTranslation('programs')
  const title = useRoleTitle()(held.role)
  return (
    <div>
      <div className={styles.roleName}>{title}</div>
      <div className="label">
        {held.below === null ? t('roles.everywhere') : t('roles.below', { place: held.belowName ?? held.below })}
      </div>
    </div>
  )
}

function TakeDialog({ held, program, onClose }: { held: Assignment; program: Program; onClose: () => void }) {
  const { t } = useTranslation('programs')
  const queries = useQueryClient()
  const title = useRoleTitle()(held.role)
  const take = useMutation({
    mutationFn: () => platform.access.unassign(held.id),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: programRolesQuery(program.id).queryKey })
    },
  })
  return (
    <ConfirmDialog
      title={t('roles.takeTitle', { role: title, name: program.name })}
      action={t('roles.takeAction')}
      destructive
      busy={take.isPending}
      fault={take.error}
      onConfirm={() => take.mutate()}
      onClose={onClose}
    >
      {t('roles.takeFollows', { name: program.name })}
    </ConfirmDialog>
  )
}
