import { Menu } from '@mantine/core'
import { IconLogout } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLiveValues } from '../live/use-live.ts'
import { platform } from '../platform.ts'
import { sessionQuery } from '../session.ts'
import styles from './frame.module.css'

export function UserMenu() {
  const { t } = useTranslation('shell')
  const { data } = useQuery(sessionQuery)
  const queries = useQueryClient()
  const live = useLiveValues()
  const navigate = useNavigate()
  if (!data) return null
  const name = data.user.name || data.user.username

  async function signOut() {
    await platform.signOut()
    live?.close()
    queries.clear()
    await navigate({ to: '/login' })
  }

  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <button type="button" className={styles.user} aria-label={t('user.menu')}>
          <span className={styles.avatar} aria-hidden="true">
            {[...name][0]?.toUpperCase()}
          </span>
          <span className={styles.userName}>{name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {data.user.username} · {data.tenant.name}
        </Menu.Label>
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={() => void signOut()}>
          {t('user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
