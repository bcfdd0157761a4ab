import { Skeleton, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import { rightsQuery, useMay } from '../../rights.ts'
import { Imports } from '../imports/Imports.tsx'
import { ExportForm } from './parts/ExportForm.tsx'
import { Removals } from './parts/Removals.tsx'
import { Storage } from './parts/Storage.tsx'
import { type HistoryTab, historyTabs } from './search.ts'

const route = getRouteApi('/app/history')
const panels: Readonly<Record<HistoryTab, () => React.JSX.Element>> = {
  storage: Storage,
  export: ExportForm,
  imports: Imports,
  removals: Removals,
}

export function HistoryPage() {
  const { t } = useTranslation('history')
  const { tab: asked } = route.useSearch()
  const navigate = useNavigate()
  const rights = useQuery(rightsQuery)
  const open: Readonly<Record<HistoryTab, boolean>> = {
    storage: useMay('organisation:read'),
    export: useMay('history:export'),
    imports: useMay('history:import'),
    removals: useMay('history:remove'),
  }
  const tabs = historyTabs.filter((tab) => open[tab])
  const tab = tabs.find((known) => known === asked) ?? tabs[0] ?? null

  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
      </header>
      {rights.isError && <FaultView fault={rights.error} retry={() => void rights.refetch()} />}
      {rights.isPending && <Skeleton height={220} />}
      {rights.data && tabs.length === 0 && <EmptyState title={t('unseen.title')} lesson={t('unseen.lesson')} />}
      {tab && (
        <Tabs
          value={tab}
          keepMounted={false}
          onChange={(value) => {
            const chosen = historyTabs.find((known) => known === value)
            void navigate({ to: '/history', search: chosen && chosen !== tabs[0] ? { tab: chosen } : {} })
          }}
        >
          <Tabs.List aria-label={t('title')}>
            {tabs.map((known) => (
              <Tabs.Tab key={known} value={known}>
                {t(`tab.${known}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {tabs.map((known) => {
            const Panel = panels[known]
            return (
              <Tabs.Panel key={known} value={known}>
                <Panel />
              </Tabs.Panel>
            )
          })}
        </Tabs>
      )}
    </div>
  )
}
