import { Tabs } from '@mantine/core'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import lists from '../../parts/list.module.css'
import { Calendars } from './parts/Calendars.tsx'
import { Products } from './parts/Products.tsx'
import { Reasons } from './parts/Reasons.tsx'
import { Units } from './parts/Units.tsx'
import { type SetupTab, setupTabs } from './search.ts'

const route = getRouteApi('/app/production/setup')
const panels: Readonly<Record<SetupTab, () => React.JSX.Element>> = {
  calendars: Calendars,
  units: Units,
  reasons: Reasons,
  products: Products,
}

/** What production stands on: calendars, work units, reasons, products. */
export function SetupPage() {
  const { t } = useTranslation('production')
  const { tab = 'calendars' } = route.useSearch()
  const navigate = useNavigate()
  return (
    <div className="page">
      <title>{`${t('setup.title')} – Millrace`}</title>
      <nav aria-label={t('title')} className="thing-path">
        <Link to="/production" className="link">
          {t('title')}
        </Link>
      </nav>
      <header className={lists.head}>
        <h1 className="page-title">{t('setup.title')}</h1>
      </header>
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) => {
          const chosen = setupTabs.find((known) => known === value)
          void navigate({ to: '/production/setup', search: chosen && chosen !== 'calendars' ? { tab: chosen } : {} })
        }}
      >
        <Tabs.List aria-label={t('setup.title')}>
          {setupTabs.map((known) => (
            <Tabs.Tab key={known} value={known}>
              {t(`setup.${known}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {setupTabs.map((known) => {
          const Panel = panels[known]
          return (
            <Tabs.Panel key={known} value={known}>
              <Panel />
            </Tabs.Panel>
          )
        })}
      </Tabs>
    </div>
  )
}
