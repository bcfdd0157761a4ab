import { Button, Tabs } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus, IconUpload } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import lists from '../../parts/list.module.css'
import { useMay } from '../../rights.ts'
import { Bindings } from './parts/Bindings.tsx'
import { Library } from './parts/Library.tsx'
import { Registry } from './parts/Registry.tsx'
import { Studies } from './parts/Studies.tsx'
import { type MechanismSearch, mechanismTabs } from './search.ts'

const ImportDialog = lazy(() => import('./parts/ImportDialog.tsx'))
const route = getRouteApi('/app/mechanisms')

/** Mechanism models: those of the organisation, those that the platform brings, and where they run. */
export function MechanismsPage() {
  const { t } = useTranslation('mechanisms')
  const search = route.useSearch()
  const navigate = useNavigate()
  const writes = useMay('mechanism:write')
  const binds = useMay('mechanism:bind')
  const reads = useMay('point:read')
  const [bringing, { open, close }] = useDisclosure(false)
  const set = (change: { [Key in keyof MechanismSearch]?: MechanismSearch[Key] | undefined }) =>
    void navigate({
      to: '/mechanisms',
      search: (before) =>
        Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value)) as MechanismSearch,
      replace: true,
    })
  const may = { registry: true, library: true, running: reads, studies: binds }
  const shown = mechanismTabs.filter((tab) => may[tab])
  const actions = writes && (
    <>
      <Button variant="default" leftSection={<IconUpload size={16} stroke={1.8} />} onClick={open}>
        {t('bring.open')}
      </Button>
      <Button
        leftSection={<IconPlus size={16} stroke={1.8} />}
        onClick={() => void navigate({ to: '/mechanisms/studio', search: {} })}
      >
        {t('write')}
      </Button>
    </>
  )
  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
        <div className={lists.actions}>{actions}</div>
      </header>
      <Tabs
        keepMounted={false}
        value={search.tab ?? 'registry'}
        onChange={(tab) => set({ tab: mechanismTabs.find((each) => each === tab && each !== 'registry') })}
      >
        <Tabs.List aria-label={t('title')}>
          {shown.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`tab.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="registry">
          <Registry search={search} set={set} actions={actions} />
        </Tabs.Panel>
        <Tabs.Panel value="library">
          <Library />
        </Tabs.Panel>
        {reads && (
          <Tabs.Panel value="running">
            <Bindings />
          </Tabs.Panel>
        )}
        {binds && (
          <Tabs.Panel value="studies">
            <Studies />
          </Tabs.Panel>
        )}
      </Tabs>
      <Suspense>{bringing && <ImportDialog onClose={close} />}</Suspense>
    </div>
  )
}
