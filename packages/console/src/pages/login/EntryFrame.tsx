import { ActionIcon } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage, setLanguage } from '../../i18n/language.ts'
import { Logo } from '../../shell/Logo.tsx'
import { SchemeButton } from '../../shell/SchemeButton.tsx'
import styles from './login.module.css'
import { Race } from './Race.tsx'

/** What stands around a page for somebody who is not signed in. */
export function EntryFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation('login')
  const other = currentLanguage() === 'zh' ? 'en' : 'zh'
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
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('language')}
            onClick={() => void setLanguage(other)}
          >
            <span style={{ fontSize: '0.8125rem' }}>{t('languageShort')}</span>
          </ActionIcon>
          <SchemeButton />
        </div>
        {children}
      </main>
    </div>
  )
}
