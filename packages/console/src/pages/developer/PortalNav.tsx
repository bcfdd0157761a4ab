import { Link, type LinkProps, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Action } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import styles from './developer.module.css'

interface Part {
  readonly to: NonNullable<LinkProps['to']>
  readonly name: 'api' | 'samples' | 'events' | 'webhooks' | 'keys' | 'changelog'
  readonly under: RegExp
}

const parts: readonly Part[] = [
  { to: '/developer', name: 'api', under: /^\/developer$/ },
  { to: '/programs', name: 'keys', under: /^\/programs/ },
]
const needs: Readonly<Partial<Record<Part['name'], Action>>> = { keys: 'program:manage' }

/** The parts of the developer portal, over each of them. */
export function PortalNav() {
  const { t } = useTranslation('developer')
  const path = useRouterState({ select: (state) => state.location.pathname })
  const mayKeys = useMay('program:manage')
  return (
    <nav className={styles.nav} aria-label={t('title')}>
      {parts
        .filter(({ name }) => needs[name] === undefined || mayKeys)
        .map(({ to, name, under }) => (
          <Link
            key={name}
            to={to}
            className={styles.navItem}
            aria-current={under.test(path) ? 'page' : undefined}
            data-active={under.test(path)}
          >
            {t(`part.${name}`)}
          </Link>
        ))}
    </nav>
  )
}
