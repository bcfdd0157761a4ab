import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Mark } from '../../../parts/Mark.tsx'
import type { AppListed } from '../../../platform.ts'
import styles from '../apps.module.css'
import { partsOf } from '../queries.ts'
import { said } from '../words.ts'
import { AppFace } from './AppFace.tsx'
import { SignatureMark } from './SignatureMark.tsx'
import { TestMark } from './TestMark.tsx'

/** An app on the shelf. */
export function AppCard({ app }: { app: AppListed }) {
  const { t } = useTranslation('apps')
  const title = (
    <Link to="/apps/$publisher/$name" params={partsOf(app.app)} search={{}} className={styles.cardTitle}>
      {said(app.title)}
    </Link>
  )
  return (
    <AppFace app={app} title={title}>
      <SignatureMark signature={app.signature} />
      {app.tests.state !== 'none' && <TestMark tests={app.tests} />}
      {app.installed && (
        <Mark tone={app.installed.state === 'active' ? 'plain' : 'warn'}>
          {app.installed.version === app.version
            ? t(`state.${app.installed.state}`)
            : t('card.older', { version: app.installed.version })}
        </Mark>
      )}
    </AppFace>
  )
}
