import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import { Mark } from '../../parts/Mark.tsx'
import type { App, AppInstallation, AppVersion } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import styles from './apps.module.css'
import { Activity } from './parts/Activity.tsx'
import { AppIcon } from './parts/AppIcon.tsx'
import { CameAlong } from './parts/CameAlong.tsx'
import { ChangeForm } from './parts/ChangeForm.tsx'
import { ConsentList } from './parts/ConsentList.tsx'
import { type Move, MoveDialog } from './parts/MoveDialog.tsx'
import { PageList } from './parts/PageList.tsx'
import { Pooled } from './parts/Pooled.tsx'
import { Processes } from './parts/Processes.tsx'
import { Quotas } from './parts/Quotas.tsx'
import { TrialStrip } from './parts/TrialStrip.tsx'
import { UpgradeDialog } from './parts/UpgradeDialog.tsx'
import { appQuery, appVersionQuery, installationQuery, partsOf } from './queries.ts'
import { said } from './words.ts'

const route = getRouteApi('/app/apps/installations/$id')

/** An app that is installed: what it works on, what it may do, and how it is changed, stopped and taken away. */
export function InstallationPage() {
  const { id } = route.useParams()
  const one = useQuery(installationQuery(id))
  const app = useQuery({ ...appQuery(one.data?.app ?? ''), enabled: one.data !== undefined })
  const version = useQuery({
    ...appVersionQuery(one.data?.app ?? '', one.data?.version ?? ''),
    enabled: one.data !== undefined,
  })
  const failed = [one, app, version].find((query) => query.isError && !query.data)
  if (failed) return <FaultView fault={failed.error} retry={() => void failed.refetch()} />
  if (!one.data || !app.data || !version.data)
    return (
      <div className="page">
        <Skeleton height={90} radius={6} mb={16} />
        <Skeleton height={420} radius={6} />
      </div>
    )
  return <Known one={one.data} app={app.data} version={version.data} />
}

function Known({ one, app, version }: { one: AppInstallation; app: App; version: AppVersion }) {
  const { t } = useTranslation('apps')
  const manages = useMay('app:manage')
  const [move, setMove] = useState<Move>()
  const [upgrade, setUpgrade] = useState<string>()
  const navigate = useNavigate()
  const newest = app.versions[0]?.version
  const newer = newest !== one.version && newest !== one.previous ? newest : undefined
  const first = one.pages?.find(({ at = 'menu' }) => at === 'menu')
  const title = said(one.title)
  const { services = [], processes = [], flows = [], pages = [] } = version.manifest
  const moves: readonly Move[] = [
    one.state === 'active' ? 'suspend' : 'resume',
    ...(one.previous ? (['rollback'] as const) : []),
    'uninstall',
  ]
  return (
    <div className="page">
      <title>{`${title} – Millrace`}</title>
      <nav aria-label={t('title')} className="thing-path">
        <Link to="/apps" search={{}} className="link">
          {t('title')}
        </Link>
      </nav>
      <header className={styles.head}>
        <AppIcon scenarios={version.manifest.taxonomy.scenarios} />
        <div className={styles.titles}>
          <h1 className="thing-title">{title}</h1>
          <p className="label">
            <Link
              to="/apps/$publisher/$name"
              params={partsOf(one.app)}
              search={{ version: one.version }}
              className="link"
            >
              {one.app}
            </Link>{' '}
            · {one.version}
          </p>
        </div>
        <Mark tone={one.state === 'active' ? 'plain' : 'warn'}>{t(`state.${one.state}`)}</Mark>
        {manages && (
          <div className={lists.actions}>
            {moves.map((each) => (
              <Button key={each} variant="default" size="xs" onClick={() => setMove(each)}>
                {t(`move.${each}.open`)}
              </Button>
            ))}
            {first && one.state === 'active' && (
              <Button
                size="xs"
                onClick={() =>
                  void navigate({ to: '/apps/installations/$id/$page', params: { id: one.id, page: first.name } })
                }
              >
                {t('pages.open')}
              </Button>
            )}
          </div>
        )}
      </header>
      {one.leaving && (
        <p className={styles.newer} role="status">
          {t('move.uninstall.begun')}
        </p>
      )}
      {one.trial && <TrialStrip one={one} trial={one.trial} manages={manages} />}
      {newer && !one.trial && (
        <div className={styles.newer} role="status">
          <span>
            {t('upgrade.there', { version: newer })}{' '}
            <Link to="/apps/$publisher/$name" params={partsOf(one.app)} search={{ version: newer }} className="link">
              {t('upgrade.look')}
            </Link>
          </span>
          {manages && (
            <Button size="xs" onClick={() => setUpgrade(newer)}>
              {t('upgrade.open', { version: newer })}
            </Button>
          )}
        </div>
      )}
      <div className={styles.columns}>
        <div className={styles.column}>
          <ChangeForm key={one.changedAt} one={one} manifest={version.manifest} may={manages && !one.trial} />
          {(services.length > 0 || processes.length > 0 || flows.length > 0 || pages.length > 0) && (
            <Activity one={one} manifest={version.manifest} />
          )}
        </div>
        <div className={styles.column}>
          {manages && <CameAlong one={one} />}
          {one.pages && one.pages.length > 0 && (
            <section className={`panel ${styles.panel}`}>
              <h2 className="section-title">{t('pages.title')}</h2>
              <PageList pages={one.pages} {...(one.state === 'active' && { of: one.id })} />
            </section>
          )}
          <section className={`panel ${styles.panel}`}>
            <h2 className="section-title">{t('asks.agreed')}</h2>
            <ConsentList manifest={version.manifest} asks={one.agreed} />
          </section>
          <Pooled one={one} manifest={version.manifest} />
          {manages && processes.length > 0 && <Processes id={one.id} />}
          <Quotas id={one.id} />
        </div>
      </div>
      {move && <MoveDialog one={one} move={move} onClose={() => setMove(undefined)} />}
      {upgrade && <UpgradeDialog one={one} to={upgrade} onClose={() => setUpgrade(undefined)} />}
    </div>
  )
}
