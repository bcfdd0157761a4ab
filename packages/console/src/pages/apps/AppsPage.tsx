import { Button, Tabs } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconServer, IconUpload } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import lists from '../../parts/list.module.css'
import { useMay } from '../../rights.ts'
import { Installed } from './parts/Installed.tsx'
import { Shelf } from './parts/Shelf.tsx'
import { type AppSearch, appTabs, type SetSearch } from './search.ts'

const BringDialog = lazy(() => import('./parts/BringDialog.tsx'))
const MirrorDialog = lazy(() => import('./parts/MirrorDialog.tsx'))
const route = getRouteApi('/app/apps')

/** Apps: what is installed, and what lies on the shelf of the organisation. */
export function AppsPage() {
  const { t } = useTranslation('apps')
  const search = route.useSearch()
  const navigate = useNavigate()
  const manages = useMay('app:manage')
  const [bringing, { open, close }] = useDisclosure(false)
  const [mirroring, mirrors] = useDisclosure(false)
  const set: SetSearch = (change) =>
    void navigate({
      to: '/apps',
      search: (before) =>
        Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value)) as AppSearch,
      replace: true,
    })
  const bring = manages && (
    <>
      <Button variant="default" leftSection={<IconServer size={16} stroke={1.8} />} onClick={mirrors.open}>
        {t('mirror.open')}
      </Button>
      <Button leftSection={<IconUpload size={16} stroke={1.8} />} onClick={open}>
        {t('bring.open')}
      </Button>
    </>
  )
  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
        <div className={lists.actions}>{bring}</div>
      </header>
      <Tabs
        keepMounted={false}
        value={search.tab ?? 'installed'}
        onChange={(tab) => set({ tab: appTabs.find((each) => each === tab && each !== 'installed') })}
      >
        <Tabs.List aria-label={t('title')}>
          {appTabs.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`tab.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="installed">
          <Installed onShelf={() => set({ tab: 'shelf' })} />
        </Tabs.Panel>
        <Tabs.Panel value="shelf">
          <Shelf search={search} set={set} bring={bring} />
        </Tabs.Panel>
      </Tabs>
      <Suspense>
        {bringing && <BringDialog onClose={close} />}
        {mirroring && <MirrorDialog onClose={mirrors.close} />}
      </Suspense>
    </div>
  )
}
