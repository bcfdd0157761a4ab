import { IconAppWindow, IconDeviceDesktop, IconSitemap } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { AppPage } from '../../../platform.ts'
import styles from '../apps.module.css'
import { said } from '../words.ts'

const icons = { menu: IconAppWindow, asset: IconSitemap, wall: IconDeviceDesktop } as const

/** Pages of an app with where they stand; those of an installation can be opened from here. */
export function PageList({ pages, of }: { pages: readonly AppPage[]; of?: string }) {
  const { t } = useTranslation('apps')
  if (pages.length === 0) return null
  return (
    <ul className={styles.pages}>
      {pages.map(({ name, title, at = 'menu' }) => {
        const Sign = icons[at]
        const params = { id: of ?? '', page: name }
        return (
          <li key={name}>
            <Sign size={17} stroke={1.6} aria-hidden="true" />
            {of && at !== 'asset' ? (
              <Link
                to={at === 'wall' ? '/wall/$id/$page' : '/apps/installations/$id/$page'}
                params={params}
                className="link"
              >
                {said(title)}
              </Link>
            ) : (
              said(title)
            )}
            <span className="label">{t(`pages.${at}`)}</span>
          </li>
        )
      })}
    </ul>
  )
}
