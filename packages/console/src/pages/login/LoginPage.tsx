import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SecondStepNeeded, Session } from '../../platform.ts'
import { sessionQuery } from '../../session.ts'
import { LanguageButton } from '../../shell/LanguageButton.tsx'
import { Logo } from '../../shell/Logo.tsx'
import { SchemeButton } from '../../shell/SchemeButton.tsx'
import styles from './login.module.css'
import { PasswordStep } from './PasswordStep.tsx'
import { Race } from './Race.tsx'
import { SecondStep } from './SecondStep.tsx'

const route = getRouteApi('/login')

export function LoginPage() {
  const { t } = useTranslation('login')
  const { to, fault } = route.useSearch()
  const router = useRouter()
  const queries = useQueryClient()
  const [needed, setNeeded] = useState<SecondStepNeeded>()
  function enter(session: Session) {
    queries.setQueryData(sessionQuery.queryKey, session)
    router.history.push(to ?? '/')
  }

  return (
    <div className={styles.page}>
      <title>{`${t('title')} – Millrace`}</title>
      <section className={styles.side}>
        <div className={styles.brand}>
          <Logo size={34} />
          Millrace
        </div>
        <div className={styles.pitch}>
          <h1>{t('pitch')}</h1>
          <p>{t('pitchMore')}</p>
        </div>
        <Race />
      </section>
      <main className={styles.main}>
        <div className={styles.corner}>
          <LanguageButton />
          <SchemeButton />
        </div>
        {needed ? (
          <SecondStep needed={needed} onDone={enter} onBack={() => setNeeded(undefined)} />
        ) : (
          <PasswordStep came={fault} onDone={enter} onNeeded={setNeeded} />
        )}
      </main>
    </div>
  )
}
