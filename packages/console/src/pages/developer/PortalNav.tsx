import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Action } from '../../platform.ts'
import { rightsQuery } from '../../rights.ts'
import styles from './developer.module.css'

interface Part {
  readonly to: NonNullable<LinkProps['to']>
  readonly name: 'api' | 'samples' | 'events' | 'webhooks' | 'keys' | 'changelog'
  readonly under: RegExp
}

const parts: readonly Part[] = [
  { to: '/developer', name: 'api', under: /^\/developer$/ },
  { to: '/developer/samples', name: 'samples', under: /^\/developer\/samples/ },
  { to: '/developer/events', name: 'events', under: /^\/developer\/events/ },
  { to: '/developer/webhooks', name: 'webhooks', under: /^\/developer\/webhooks/ },
  { to: '/programs', name: 'keys', under: /^\/programs/ },
  { to: '/developer/changelog', name: 'changelog', under: /^\/developer\/changelog/ },
]
const needs: Readonly<Partial<Record<Part['name'], Action>>> = { keys: 'program:manage', webhooks: 'webhook:read' }

/** The parts of the developer portal, over each of them. */
export function PortalNav() {
  const { t } = useTranslation('developer')
  const path = useRouterState({ select: (state) => state.location.pathname })
  const { data: rights } = useQuery(rightsQuery)
  const may = (needed: Action | undefined) =>
    needed === undefined || rights?.items.some(({ action }) => action === needed) === true
  return (
    <nav className={styles.nav} aria-label={t('title')}>
      {parts
        .filter(({ name }) => may(needs[name]))
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
