import { Button, Tabs } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import lists from '../../parts/list.module.css'
import { useMay } from '../../rights.ts'
import styles from './members.module.css'
import { InvitationList } from './parts/InvitationList.tsx'
import { MemberList } from './parts/MemberList.tsx'
import { invitationsQuery } from './queries.ts'

const route = getRouteApi('/app/members')
const InviteDialog = lazy(() => import('./parts/InviteDialog.tsx'))
const RecoverDialog = lazy(() => import('../../parts/RecoverDialog.tsx'))

export function MembersPage() {
  const { t } = useTranslation('members')
  const { tab = 'people', q = '' } = route.useSearch()
  const navigate = useNavigate()
  const recovery = useTranslation('recovery').t
  const [dialog, { open, close }] = useDisclosure(false)
  const [recovers, { open: recover, close: recovered }] = useDisclosure(false)
  const operates = useMay('platform:operate')
  const manages = useMay('member:manage')
  const gives = useMay('role:manage')
  const invites = manages && gives
  const invitations = useQuery(invitationsQuery)

  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
        <span className={lists.actions}>
          {operates && (
            <Button variant="default" onClick={recover}>
              {recovery('anybody')}
            </Button>
          )}
          {invites && (
            <Button leftSection={<IconPlus size={16} stroke={1.8} />} onClick={open}>
              {t('invite')}
            </Button>
          )}
        </span>
      </header>
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) =>
          void navigate({ to: '/members', search: value === 'invitations' ? { tab: 'invitations' } : {} })
        }
      >
        <Tabs.List aria-label={t('title')}>
          <Tabs.Tab value="people">{t('tab.people')}</Tabs.Tab>
          <Tabs.Tab
            value="invitations"
            rightSection={
              invitations.data && invitations.data.length > 0 ? (
                <span className={`num ${styles.count}`}>{invitations.data.length}</span>
              ) : null
            }
          >
            {t('tab.invitations')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="people">
          <MemberList
            search={q}
            onSearch={(words) => void navigate({ to: '/members', search: words ? { q: words } : {}, replace: true })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="invitations">
          <InvitationList withdraws={manages} {...(invites && { onInvite: open })} />
        </Tabs.Panel>
      </Tabs>
      <Suspense>{dialog && <InviteDialog onClose={close} />}</Suspense>
      <Suspense>{recovers && <RecoverDialog onClose={recovered} />}</Suspense>
    </div>
  )
}
