import { Skeleton } from '@mantine/core'
import { IconCheck, IconSitemap, IconUserShield } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { actionsQuery, byAbout } from '../../../parts/actions.ts'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import { useRightWords } from '../../../parts/right-words.ts'
import type { Action, HeldRole, Session } from '../../../platform.ts'
import { rightsQuery } from '../../../rights.ts'
import styles from '../account.module.css'
import { rolesQuery } from '../queries.ts'
import { Row, Section } from './Section.tsx'

export function RightsView({ session }: { session: Session }) {
  const { t } = useTranslation(['account', 'rights'])
  const roles = useQuery(rolesQuery)
  const rights = useQuery(rightsQuery)
  const actions = useQuery(actionsQuery)
  const failed = [roles, rights, actions].find(({ isError, data }) => isError && !data)
  if (failed) return <FaultView fault={failed.error} retry={() => void failed.refetch()} />
  if (!roles.data || !rights.data || !actions.data)
    return (
      <>
        <Skeleton height={120} radius={6} />
        <Skeleton height={260} radius={6} />
      </>
    )
  const held = new Map(rights.data.items.map((right) => [right.action, right]))
  const may = actions.data.filter(({ action }) => held.has(action))
  const organisation = session.tenant.name

  return (
    <>
      <Section title={t('rights.roles')} lesson={t('rights.rolesLesson', { organisation })}>
        {roles.data.length === 0 ? (
          <EmptyState title={t('rights.noRoles')} lesson={t('rights.noRolesLesson')} />
        ) : (
          <ul className={styles.rows}>
            {roles.data.map((role) => (
              <HeldRoleRow key={`${role.role} ${role.below?.id ?? ''}`} role={role} />
            ))}
          </ul>
        )}
      </Section>
      {roles.data.length > 0 && (
        <Section title={t('rights.may')} lesson={t(may.length > 0 ? 'rights.mayLesson' : 'rights.mayNothing')}>
          {byAbout(may).map(({ about, items }) => (
            <div key={about} className={styles.rights}>
              <h3>{t(`rights:about.${about}`)}</h3>
              <ul>
                {items.map(({ action }) => (
                  <Right key={action} action={action} everywhere={held.get(action)?.everywhere ?? false} />
                ))}
              </ul>
            </div>
          ))}
        </Section>
      )}
    </>
  )
}

function HeldRoleRow({ role }: { role: HeldRole }) {
  const { t } = useTranslation('account')
  const words = useRightWords()
  return (
    <Row
      icon={<IconUserShield size={20} stroke={1.6} />}
      title={words.role({ name: role.role, title: role.title })}
      facts={
        <>
          {role.below ? (
            <>
              {t('rights.below')}{' '}
              <Link to="/assets" search={{ asset: role.below.id }} className="link">
                {role.below.name}
              </Link>
            </>
          ) : (
            t('rights.everywhere')
          )}
          {role.provider && ` · ${t('rights.byProvider')}`}
        </>
      }
    />
  )
}

function Right({ action, everywhere }: { action: Action; everywhere: boolean }) {
  const { t } = useTranslation('account')
  const words = useRightWords()
  return (
    <li>
      <IconCheck size={16} stroke={1.8} aria-hidden="true" />
      <span className={styles.right}>
        {words.action(action)}
        {!everywhere && (
          <span className={styles.partly}>
            <IconSitemap size={14} stroke={1.6} aria-hidden="true" />
            {t('rights.partly')}
          </span>
        )}
      </span>
    </li>
  )
}
