import { Tabs } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import lists from '../../parts/list.module.css'
import { useMay } from '../../rights.ts'
import { AuthorityTab } from './parts/AuthorityTab.tsx'
import { CertificatesTab } from './parts/CertificatesTab.tsx'
import { HistoryDialog } from './parts/HistoryDialog.tsx'
import { TokensTab } from './parts/TokensTab.tsx'
import { type ChangeSearch, parseMachineSearch, type Tab, tabs } from './search.ts'

const route = getRouteApi('/app/machines')

export function MachinesPage() {
  const { t } = useTranslation('machines')
  const search = route.useSearch()
  const navigate = useNavigate()
  const mayEnrol = useMay('device:enrol')
  const shown = tabs.filter((tab) => tab !== 'tokens' || mayEnrol)
  const tab: Tab = shown.find((one) => one === search.tab) ?? 'certificates'
  const set: ChangeSearch = (change) =>
    void navigate({
      to: '/machines',
      search: (before) => parseMachineSearch({ ...before, ...change }),
      replace: true,
      resetScroll: false,
    })

  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
      </header>
      <Tabs
        value={tab}
        onChange={(value) => void navigate({ to: '/machines', search: parseMachineSearch({ tab: value }) })}
        keepMounted={false}
      >
        <Tabs.List aria-label={t('tabs')}>
          {shown.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`tab.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="certificates">
          <CertificatesTab search={search} onChange={set} />
        </Tabs.Panel>
        <Tabs.Panel value="tokens">
          <TokensTab state={search.tokens} onChange={set} />
        </Tabs.Panel>
        <Tabs.Panel value="authority">
          <AuthorityTab />
        </Tabs.Panel>
      </Tabs>
      {search.name !== undefined && <HistoryDialog name={search.name} onClose={() => set({ name: undefined })} />}
    </div>
  )
}
