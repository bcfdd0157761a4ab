import { Button, Modal, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { byAbout } from '../../../parts/actions.ts'
import { assignmentsQuery } from '../../../parts/assignment-query.ts'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { useRightWords } from '../../../parts/right-words.ts'
import { rolesQuery } from '../../../parts/role-query.ts'
import { type ActionInfo, type Assignment, platform, type Role } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import styles from '../roles.module.css'
import { useRoleAbout } from '../use-role-about.ts'

interface RoleDialogProps {
  role: Role
  actions: readonly ActionInfo[]
  onClose: () => void
}

/** One role: what it is for, what it lets people do, and who holds it where. */
export function RoleDialog({ role, actions, onClose }: RoleDialogProps) {
  const { t } = useTranslation('roles')
  const parts = useTranslation('parts').t
  const rights = useTranslation('rights').t
  const words = useRightWords()
  const about = useRoleAbout()
  const drops = useMay('role:manage') && !role.standard
  const [dropping, setDropping] = useState(false)
  if (dropping) return <Dropping role={role} onDone={onClose} onClose={() => setDropping(false)} />
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={words.role(role)}
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      <div className={form.form}>
        {role.standard && <p className={form.lesson}>{about(role)}</p>}
        <section>
          <h3 className={styles.subheading}>{t('detail.holders')}</h3>
          <Holders role={role.name} onLeave={onClose} />
        </section>
        <section>
          <h3 className={styles.subheading}>{t('detail.may')}</h3>
          {byAbout(actions.filter(({ action }) => role.actions.includes(action))).map((group) => (
            <div key={group.about} className={styles.mayGroup}>
              <span className="label">{rights(`about.${group.about}`)}</span>
              <span>{group.items.map(({ action }) => words.action(action)).join(' · ')}</span>
            </div>
          ))}
        </section>
        <p className="label">
          {t('detail.name')} <code>{role.name}</code>
          {role.standard && <> · {t('detail.standard')}</>}
        </p>
        {drops && (
          <div className={form.actions}>
            {role.holders > 0 && <span className="quiet">{t('detail.inUse')}</span>}
            <Button variant="default" disabled={role.holders > 0} onClick={() => setDropping(true)}>
              {t('detail.drop')}
            </Button>
          </div>
        )}
      </div>
    </Modal>
  )
}

function Holders({ role, onLeave }: { role: string; onLeave: () => void }) {
  const { t } = useTranslation('roles')
  const words = useFaultWords()
  const held = useQuery(assignmentsQuery({ role }))
  if (held.error) return <FormFault words={words(held.error)} />
  if (!held.data) return <Skeleton height={48} />
  if (held.data.length === 0)
    return (
      <p className="quiet">
        {t('detail.none')}. {t('detail.noneLesson')}
      </p>
    )
  return (
    <ul>
      {held.data.map((one) => (
        <li key={one.id} className={styles.holder}>
          <Holder held={one} onLeave={onLeave} />
        </li>
      ))}
    </ul>
  )
}

function Holder({ held, onLeave }: { held: Assignment; onLeave: () => void }) {
  const { t } = useTranslation('roles')
  const parts = useTranslation('parts').t
  return (
    <>
      {held.holderKind === 'person' ? (
        <Link to="/members/$id" params={{ id: held.holder }} className="link" onClick={onLeave}>
          {held.holderName}
        </Link>
      ) : (
        <span>
          {held.holderName} <span className="quiet">{t('detail.program')}</span>
        </span>
      )}
      <span className="quiet">
        {held.below === null
          ? parts('held.everywhere')
          : parts('held.below', { place: held.belowName ?? parts('held.gone') })}
      </span>
    </>
  )
}

function Dropping({ role, onDone, onClose }: { role: Role; onDone: () => void; onClose: () => void }) {
  const { t } = useTranslation('roles')
  const queries = useQueryClient()
  const drop = useMutation({
    mutationFn: () => platform.access.dropRole(role.name),
    onSuccess: async () => {
      onDone()
      await queries.invalidateQueries({ queryKey: rolesQuery.queryKey })
    },
  })
  return (
    <ConfirmDialog
      title={t('detail.dropTitle', { role: role.title })}
      action={t('detail.drop')}
      destructive
      busy={drop.isPending}
      fault={drop.error}
      onConfirm={() => drop.mutate()}
      onClose={onClose}
    >
      {t('detail.dropLesson')}
    </ConfirmDialog>
  )
}
