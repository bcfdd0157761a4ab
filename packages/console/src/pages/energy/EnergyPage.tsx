import { Tabs } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import lists from '../../parts/list.module.css'
import { Baselines } from './parts/Baselines.tsx'
import { Factors } from './parts/Factors.tsx'
import { Indicators } from './parts/Indicators.tsx'
import { Meters } from './parts/Meters.tsx'
import { type EnergyTab, energyTabs } from './search.ts'

const route = getRouteApi('/app/energy')
const panels: Readonly<Record<EnergyTab, () => React.JSX.Element>> = {
  baselines: Baselines,
  indicators: Indicators,
  meters: Meters,
  factors: Factors,
}

export function EnergyPage() {
  const { t } = useTranslation('energy')
  const { tab = 'baselines' } = route.useSearch()
  const navigate = useNavigate()
  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
      </header>
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) => {
          const chosen = energyTabs.find((known) => known === value)
          void navigate({ to: '/energy', search: chosen && chosen !== 'baselines' ? { tab: chosen } : {} })
        }}
      >
        <Tabs.List aria-label={t('title')}>
          {energyTabs.map((known) => (
            <Tabs.Tab key={known} value={known}>
              {t(`tab.${known}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {energyTabs.map((known) => {
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
