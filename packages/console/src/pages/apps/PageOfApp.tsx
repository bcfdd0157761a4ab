import { ActionIcon, Skeleton } from '@mantine/core'
import { IconMaximize, IconSettings } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import styles from './frame/frame.module.css'
import InstalledPage from './frame/InstalledPage.tsx'
import { installationQuery } from './queries.ts'
import { said } from './words.ts'

const route = getRouteApi('/app/apps/installations/$id/$page')
const wall = getRouteApi('/wall/$id/$page')

/** A page of an installed app, at its own place in the console. */
export function PageOfApp() {
  const { t } = useTranslation('apps')
  const { id, page: name } = route.useParams()
  const navigate = useNavigate()
  const one = useQuery(installationQuery(id))
  if (one.isError && !one.data) return <FaultView fault={one.error} retry={() => void one.refetch()} />
  if (!one.data) return <Skeleton height="100%" radius={0} />
  const page = one.data.pages?.find((each) => each.name === name)
  if (!page) return <EmptyState title={t('frame.none')} lesson={t('frame.noneLesson')} />
  return (
    <div className={styles.page}>
      <title>{`${said(page.title)} – Millrace`}</title>
      <header className={styles.bar}>
        <h1 className={styles.title}>{said(page.title)}</h1>
        <Link to="/apps/installations/$id" params={{ id }} className="link label">
          {said(one.data.title) === said(page.title) ? '' : `${said(one.data.title)} `}
          {one.data.version}
        </Link>
        <span className={styles.space} />
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('frame.wall')}
          title={t('frame.wall')}
          onClick={() => void navigate({ to: '/wall/$id/$page', params: { id, page: name } })}
        >
          <IconMaximize size={17} stroke={1.7} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('frame.toApp')}
          title={t('frame.toApp')}
          onClick={() => void navigate({ to: '/apps/installations/$id', params: { id } })}
        >
          <IconSettings size={17} stroke={1.7} />
        </ActionIcon>
      </header>
      <InstalledPage key={name} one={one.data} page={page} at="menu" />
    </div>
  )
}

/** The same without anything around it, for a screen on a wall. */
export function WallPage() {
  const { t } = useTranslation('apps')
  const { id, page: name } = wall.useParams()
  const one = useQuery({ ...installationQuery(id), refetchInterval: 60_000 })
  if (one.isError && !one.data) return <FaultView fault={one.error} retry={() => void one.refetch()} />
  if (!one.data) return <Skeleton height="100dvh" radius={0} />
  const page = one.data.pages?.find((each) => each.name === name)
  if (!page) return <EmptyState title={t('frame.none')} lesson={t('frame.noneLesson')} />
  return (
    <main className={styles.wall}>
      <title>{`${said(page.title)} – Millrace`}</title>
      <Link to="/apps/installations/$id/$page" params={{ id, page: name }} className={styles.leave}>
        {t('frame.leaveWall')}
      </Link>
      <InstalledPage key={name} one={one.data} page={page} at="wall" />
    </main>
  )
}
