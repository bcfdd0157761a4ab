import { Skeleton, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import { useMay } from '../../rights.ts'
import styles from './organisation.module.css'
import { AuditRetention } from './parts/AuditRetention.tsx'
import { NamePanel } from './parts/NamePanel.tsx'
import { ProviderList } from './parts/ProviderList.tsx'
import { QuotaList } from './parts/QuotaList.tsx'
import { RulesPanel } from './parts/RulesPanel.tsx'
import { organisationQuery } from './queries.ts'
import { type OrganisationTab, organisationTabs } from './search.ts'

const route = getRouteApi('/app/organisation')

export function OrganisationPage() {
  const { t } = useTranslation('organisation')
  const { tab: asked } = route.useSearch()
  const navigate = useNavigate()
  const open: Readonly<Record<OrganisationTab, boolean>> = {
    settings: useMay('organisation:read'),
    quotas: useMay('quota:read'),
    providers: useMay('provider:manage'),
  }
  const tabs = organisationTabs.filter((tab) => open[tab])
  const tab = tabs.find((known) => known === asked) ?? tabs[0] ?? null

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
          const chosen = organisationTabs.find((known) => known === value)
          void navigate({ to: '/organisation', search: chosen && chosen !== tabs[0] ? { tab: chosen } : {} })
        }}
      >
        <Tabs.List aria-label={t('title')}>
          {tabs.map((known) => (
            <Tabs.Tab key={known} value={known}>
              {t(`tab.${known}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="settings" className={styles.panels ?? ''}>
          <Settings />
        </Tabs.Panel>
        <Tabs.Panel value="quotas" className={styles.panels ?? ''}>
          <QuotaList />
        </Tabs.Panel>
        <Tabs.Panel value="providers" className={styles.panels ?? ''}>
          <ProviderList />
        </Tabs.Panel>
      </Tabs>
    </div>
  )
}

function Settings() {
  const organisation = useQuery(organisationQuery)
  const readsAudit = useMay('audit:read')
  if (organisation.isError && !organisation.data)
    return <FaultView fault={organisation.error} retry={() => void organisation.refetch()} />
  if (!organisation.data)
    return (
      <>
        <Skeleton height={150} radius={6} />
        <Skeleton height={230} radius={6} />
      </>
    )
  return (
    <>
      <NamePanel organisation={organisation.data} />
      <RulesPanel organisation={organisation.data} />
      {readsAudit && <AuditRetention />}
    </>
  )
}
