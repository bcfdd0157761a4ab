import { Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCheck, IconLogout, IconUser } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../parts/FaultView.tsx'
import { sessionQuery, workFor } from '../session.ts'
import styles from './frame.module.css'
import { useSignOut } from './use-sign-out.ts'

/** More organisations than this are chosen on the account's page. */
const most = 8

export function UserMenu() {
  const { t } = useTranslation('shell')
  const words = useFaultWords()
  const { data } = useQuery(sessionQuery)
  const signOut = useSignOut()
  const move = useMutation({
    mutationFn: workFor,
    onError: (fault) => notifications.show({ color: 'red', title: words(fault).says, message: words(fault).remedy }),
  })
  if (!data) return null
  const name = data.user.name || data.user.username

  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <button type="button" className={styles.user} aria-label={`${name} · ${t('user.menu')}`}>
          <span className={styles.avatar} data-letter={[...name][0]?.toUpperCase()} />
          <span className={styles.userName}>{name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {data.user.username} · {data.tenant.name}
        </Menu.Label>
        <Menu.Item component={Link} to="/account" leftSection={<IconUser size={16} stroke={1.6} />}>
          {t('user.account')}
        </Menu.Item>
        {data.organisations.length > 1 && (
          <>
            <Menu.Divider />
            <Menu.Label>{t('user.organisation')}</Menu.Label>
            <Menu.RadioGroup value={data.tenant.id} onChange={(id) => move.mutate(id)}>
              {data.organisations.slice(0, most).map(({ id, name: organisation }) => (
                <Menu.RadioItem key={id} value={id} checkIcon={<IconCheck size={16} stroke={1.8} />} closeMenuOnClick>
                  {organisation}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
            <Menu.Divider />
          </>
        )}
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={() => void signOut()}>
          {t('user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
