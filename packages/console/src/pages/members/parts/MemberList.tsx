import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import { HeldRoles } from '../../../parts/HeldRoles.tsx'
import lists from '../../../parts/list.module.css'
import { Mark } from '../../../parts/Mark.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { SearchField } from '../../../parts/SearchField.tsx'
import type { Member } from '../../../platform.ts'
import { sessionQuery } from '../../../session.ts'
import styles from '../members.module.css'
import { membersQuery } from '../queries.ts'

export function MemberList({ search, onSearch }: { search: string; onSearch: (words: string) => void }) {
  const { t } = useTranslation('members')
  const parts = useTranslation('parts').t
  const members = useInfiniteQuery(membersQuery(search))
  const rows = members.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <div className={lists.tools}>
        <SearchField className={lists.search} label={t('search')} value={search} onChange={onSearch} />
      </div>
      <div className={`panel ${lists.list}`}>
        {members.isError && <FaultView fault={members.error} retry={() => void members.refetch()} />}
        {members.isPending && <Skeleton height={220} m={16} w="auto" />}
        {members.data && rows.length === 0 && (
          <EmptyState title={t('empty.title')} lesson={t('empty.lesson')}>
            <Button variant="default" size="xs" onClick={() => onSearch('')}>
              {t('empty.clear')}
            </Button>
          </EmptyState>
        )}
        {rows.length > 0 && (
          <table className={`${lists.table} ${styles.people}`}>
            <thead>
              <tr>
                <th>{t('column.name')}</th>
                <th className={lists.wide}>{t('column.roles')}</th>
                <th className={styles.stateColumn}>{t('column.state')}</th>
                <th className={lists.wide}>{t('column.factor')}</th>
                <th className={lists.wide}>{t('column.seen')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((member) => (
                <MemberRow key={member.id} member={member} />
              ))}
            </tbody>
          </table>
        )}
        {members.hasNextPage && (
          <div className={lists.more}>
            <Button
              variant="default"
              size="xs"
              loading={members.isFetchingNextPage}
              onClick={() => void members.fetchNextPage()}
            >
              {parts('more')}
            </Button>
          </div>
        )}
      </div>
    </>
  )
}

function MemberRow({ member }: { member: Member }) {
  const { t } = useTranslation('members')
  const session = useQuery(sessionQuery)
  const roles = <HeldRoles roles={member.roles} />
  return (
    <tr>
      <td className={lists.nameColumn}>
        <Link to="/members/$id" params={{ id: member.id }} className={lists.open}>
          <span className={lists.names}>
            <span className="clip">{member.name || member.username}</span>
            <span className="clip label">
              {member.username}
              {member.id === session.data?.user.id && ` · ${t('you')}`}
            </span>
          </span>
        </Link>
        <div className={styles.narrowRoles}>{roles}</div>
      </td>
      <td className={`${lists.wide} ${styles.rolesColumn}`}>{roles}</td>
      <td>
        <MemberState member={member} />
      </td>
      <td className={lists.wide}>
        {member.factors ? t('factor.given') : <span className="quiet">{t('factor.none')}</span>}
      </td>
      <td className={lists.wide}>
        <RelativeTime time={member.lastSeenAt} />
      </td>
    </tr>
  )
}

export function MemberState({ member }: { member: Member }) {
  const { t } = useTranslation('members')
  return member.suspended ? (
    <Mark tone="warn">{t('state.suspended')}</Mark>
  ) : (
    <Mark tone="plain">{t('state.active')}</Mark>
  )
}
