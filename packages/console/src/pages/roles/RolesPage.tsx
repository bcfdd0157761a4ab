import { Button, Tabs } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import lists from '../../parts/list.module.css'
import { useMay } from '../../rights.ts'
import { PolicyTester } from './parts/PolicyTester.tsx'
import { RolesTab } from './parts/RolesTab.tsx'

const route = getRouteApi('/app/roles')
const MakeRoleDialog = lazy(() => import('./parts/MakeRoleDialog.tsx'))

export function RolesPage() {
  const { t } = useTranslation('roles')
  const search = route.useSearch()
  const navigate = useNavigate()
  const [dialog, { open, close }] = useDisclosure(false)
  const makes = useMay('role:manage')
  const explains = useMay('access:explain')
  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
        {makes && (
          <span className={lists.actions}>
            <Button leftSection={<IconPlus size={16} stroke={1.8} />} onClick={open}>
              {t('make')}
            </Button>
          </span>
        )}
      </header>
      <Tabs
        value={explains && search.tab === 'why' ? 'why' : 'roles'}
        keepMounted={false}
        onChange={(value) => void navigate({ to: '/roles', search: value === 'why' ? { tab: 'why' } : {} })}
      >
        <Tabs.List aria-label={t('title')}>
          <Tabs.Tab value="roles">{t('tab.roles')}</Tabs.Tab>
          {explains && <Tabs.Tab value="why">{t('tab.why')}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="roles">
          <RolesTab
            open={search.role}
            onOpen={(role) => void navigate({ to: '/roles', search: role ? { role } : {}, replace: true })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="why">
          <PolicyTester
            asked={search}
            onAsk={(asked) => void navigate({ to: '/roles', search: { ...asked, tab: 'why' }, replace: true })}
          />
        </Tabs.Panel>
      </Tabs>
      <Suspense>{dialog && <MakeRoleDialog onClose={close} />}</Suspense>
    </div>
  )
}
