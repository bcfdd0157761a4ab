import { Button, Skeleton } from '@mantine/core'
import { IconDevices, IconKey, IconShieldCheck, IconShieldLock, IconUser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import lists from '../../parts/list.module.css'
import type { Session } from '../../platform.ts'
import { sessionQuery } from '../../session.ts'
import { useSignOut } from '../../shell/use-sign-out.ts'
import styles from './account.module.css'
import { ProfileView } from './parts/ProfileView.tsx'
import { RightsView } from './parts/RightsView.tsx'
import { SessionsView } from './parts/SessionsView.tsx'
import { SignInView } from './parts/SignInView.tsx'
import { factorsQuery } from './queries.ts'
import { views } from './search.ts'

const route = getRouteApi('/app/account')
const icons = { profile: IconUser, 'sign-in': IconKey, sessions: IconDevices, rights: IconShieldCheck }

/** The signed-in person's own page. */
export function AccountPage() {
  const { t } = useTranslation('account')
  const { view, fault } = route.useSearch()
  const session = useQuery(sessionQuery)
  if (!session.data)
    return (
      <div className="page">
        <Skeleton height={320} radius={6} />
      </div>
    )
  const needsFactor = session.data.secondFactor === 'needed'
  const shown = view ?? (needsFactor ? 'sign-in' : 'profile')

  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
      </header>
      <div className={styles.layout}>
        <nav className={styles.views} aria-label={t('views')}>
          {views.map((one) => {
            const Icon = icons[one]
            return (
              <Link key={one} to="/account" search={{ view: one }} aria-current={one === shown ? 'page' : undefined}>
                <Icon size={18} stroke={1.6} aria-hidden="true" />
                {t(`view.${one}`)}
              </Link>
            )
          })}
        </nav>
        <div className={styles.content}>
          {needsFactor && <FactorNeeded session={session.data} />}
          {shown === 'profile' && <ProfileView key={session.data.user.id} session={session.data} />}
          {shown === 'sign-in' && <SignInView session={session.data} fault={fault} />}
          {shown === 'sessions' && <SessionsView />}
          {shown === 'rights' && <RightsView session={session.data} />}
        </div>
      </div>
    </div>
  )
}

/** The organisation asks for a second step that this session does not have: nothing else opens until it is given. */
function FactorNeeded({ session }: { session: Session }) {
  const { t } = useTranslation('account')
  const signOut = useSignOut()
  const factors = useQuery(factorsQuery)
  const isSet = factors.data !== undefined && (factors.data.totp || factors.data.passkeys.length > 0)
  return (
    <section className={styles.needed} aria-label={t('needed.title')}>
      <IconShieldLock size={20} stroke={1.6} aria-hidden="true" />
      <div>
        <h2>{t('needed.title')}</h2>
        <p>{t(isSet ? 'needed.again' : 'needed.set', { organisation: session.tenant.name })}</p>
        {isSet && (
          <Button size="xs" onClick={() => void signOut()}>
            {t('needed.signIn')}
          </Button>
        )}
      </div>
    </section>
  )
}
