import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { actionsQuery, byAbout } from '../../../parts/actions.ts'
import { assignmentsQuery } from '../../../parts/assignment-query.ts'
import { useRightWords } from '../../../parts/right-words.ts'
import { rolesQuery } from '../../../parts/role-query.ts'
import type { Member } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import styles from '../members.module.css'
import { type HeldRight, rightsOf } from '../rights-of.ts'

/** All roles together: what a member may do, and where. */
export function EffectiveRights({ member }: { member: Member }) {
  const { t } = useTranslation('members')
  const rightTexts = useTranslation('rights').t
  const held = useQuery(assignmentsQuery({ holder: member.id }))
  const roles = useQuery(rolesQuery)
  const actions = useQuery(actionsQuery)
  if (held.isError) return null
  const known = held.data && roles.data && actions.data
  const rights = known ? rightsOf(held.data, roles.data, actions.data) : []
  return (
    <section className={`panel ${styles.section}`} aria-labelledby="rights">
      <div className={styles.sectionHead}>
        <h2 id="rights" className="section-title">
          {t('rights.title')}
        </h2>
      </div>
      <p className={styles.note}>{t(member.suspended ? 'rights.suspended' : 'rights.lesson')}</p>
      {!known && <Skeleton height={120} m={16} w="auto" />}
      {known && rights.length === 0 && <p className={styles.note}>{t('rights.none')}</p>}
      {byAbout(rights).map(({ about, items }) => (
        <div key={about} className={styles.rights}>
          <h3 className={styles.about}>{rightTexts(`about.${about}`)}</h3>
          <ul>
            {items.map((right) => (
              <RightLine key={right.action} right={right} member={member.id} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function RightLine({ right, member }: { right: HeldRight; member: string }) {
  const { t } = useTranslation('members')
  const parts = useTranslation('parts').t
  const words = useRightWords()
  const explains = useMay('access:explain')
  return (
    <li>
      <span>{words.action(right.action)}</span>
      <span className="quiet">
        {right.everywhere ? parts('held.everywhere') : parts('held.below', { place: right.below.join(', ') })}
      </span>
      {explains && (
        <Link
          to="/roles"
          search={{ tab: 'why', member, action: right.action }}
          className="link"
          aria-label={`${t('rights.why')} ${words.action(right.action)}`}
        >
          {t('rights.why')}
        </Link>
      )}
    </li>
  )
}
