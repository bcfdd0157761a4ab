import { IconAppWindow } from '@tabler/icons-react'
import { Link, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import styles from '../../../shell/frame.module.css'
import { useAppPages } from '../use-app-pages.ts'
import { said } from '../words.ts'

/** Pages of installed apps in the menu of the console. */
export function AppPages() {
  const { t } = useTranslation('shell')
  const path = useRouterState({ select: (state) => state.location.pathname })
  const pages = useAppPages()
  if (pages.length === 0) return null
  return (
    <>
      <h2 className={styles.group}>{t('nav.appPages')}</h2>
      <ul>
        {pages.map(({ one, page }) => (
          <li key={`${one.id}/${page.name}`}>
            <Link
              to="/apps/installations/$id/$page"
              params={{ id: one.id, page: page.name }}
              className={styles.item}
              data-active={path === `/apps/installations/${one.id}/${page.name}`}
              title={said(one.title)}
            >
              <IconAppWindow size={18} stroke={1.6} aria-hidden="true" />
              <span className="clip">{said(page.title)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
