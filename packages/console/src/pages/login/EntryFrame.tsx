import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LanguageButton } from '../../shell/LanguageButton.tsx'
import { Logo } from '../../shell/Logo.tsx'
import { SchemeButton } from '../../shell/SchemeButton.tsx'
import styles from './login.module.css'
import { Race } from './Race.tsx'

/** What stands around a page for somebody who is not signed in. */
export function EntryFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation('login')
  return (
    <div className={styles.page}>
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
        {children}
      </main>
    </div>
  )
}
