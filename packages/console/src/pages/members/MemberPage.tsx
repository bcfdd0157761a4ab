import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import { RelativeTime } from '../../parts/RelativeTime.tsx'
import type { Member } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import { sessionQuery } from '../../session.ts'
import styles from './members.module.css'
import { EffectiveRights } from './parts/EffectiveRights.tsx'
import { MemberActions } from './parts/MemberActions.tsx'
import { MemberState } from './parts/MemberList.tsx'
import { MemberRoles } from './parts/MemberRoles.tsx'
import { memberQuery } from './queries.ts'

const route = getRouteApi('/app/members/$id')

export function MemberPage() {
  const { id } = route.useParams()
  const member = useQuery(memberQuery(id))
  if (member.isError && !member.data) return <FaultView fault={member.error} retry={() => void member.refetch()} />
  if (!member.data)
    return (
      <div className="page">
        <Skeleton height={110} radius={6} mb={16} />
        <Skeleton height={320} radius={6} />
      </div>
    )
  return <KnownMember member={member.data} />
}

function KnownMember({ member }: { member: Member }) {
  const { t } = useTranslation('members')
  const session = useQuery(sessionQuery)
  const own = member.id === session.data?.user.id
  const manages = useMay('member:manage') && !own
  const name = member.name || member.username
  return (
    <div className="page">
      <title>{`${name} – Millrace`}</title>
      <nav aria-label={t('path')} className="thing-path">
        <Link to="/members" className="link">
          {t('title')}
        </Link>
      </nav>
      <header className={styles.head}>
        <h1 className="thing-title">{name}</h1>
        <MemberState member={member} />
        {manages && (
          <span className={lists.actions}>
            <MemberActions member={member} />
          </span>
        )}
      </header>
      <div className={styles.panels}>
        <dl className={`panel ${styles.facts}`}>
          <div>
            <dt className="label">{t('fact.username')}</dt>
            <dd>{member.username}</dd>
          </div>
          <div>
            <dt className="label">{t('fact.joined')}</dt>
            <dd>
              <RelativeTime time={member.joinedAt} />
            </dd>
          </div>
          <div>
            <dt className="label">{t('fact.seen')}</dt>
            <dd>
              <RelativeTime time={member.lastSeenAt} />
            </dd>
          </div>
          <div>
            <dt className="label">{t('fact.factor')}</dt>
            <dd>{t(member.factors ? 'factor.given' : 'factor.none')}</dd>
          </div>
        </dl>
        <MemberRoles member={member} own={own} />
        <EffectiveRights member={member} />
      </div>
    </div>
  )
}
