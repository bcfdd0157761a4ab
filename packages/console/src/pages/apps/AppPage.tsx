import { Button, Select, Skeleton } from '@mantine/core'
import { IconDownload, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { FaultView, useFaultWords } from '../../parts/FaultView.tsx'
import { FormFault } from '../../parts/FormFault.tsx'
import lists from '../../parts/list.module.css'
import { saveFile } from '../../parts/save-file.ts'
import { type App, type AppVersion, platform } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import styles from './apps.module.css'
import { AppIcon } from './parts/AppIcon.tsx'
import { ConsentList } from './parts/ConsentList.tsx'
import { FileList } from './parts/FileList.tsx'
import { NeedList } from './parts/NeedList.tsx'
import { PageList } from './parts/PageList.tsx'
import { Screenshots } from './parts/Screenshots.tsx'
import { TestsPanel } from './parts/TestsPanel.tsx'
import { VersionFacts } from './parts/VersionFacts.tsx'
import { Versions } from './parts/Versions.tsx'
import { appQuery, appVersionQuery, installationsQuery, partsOf } from './queries.ts'
import { said } from './words.ts'

const route = getRouteApi('/app/apps/$publisher/$name')

/** An app on the shelf: what it does, needs and may do, and from whom it is. */
export function AppPage() {
  const { publisher, name } = route.useParams()
  const search = route.useSearch()
  const id = `${publisher}/${name}`
  const app = useQuery(appQuery(id))
  const shown = search.version ?? app.data?.versions[0]?.version
  const version = useQuery({ ...appVersionQuery(id, shown ?? ''), enabled: shown !== undefined })
  const failed = [app, version].find((query) => query.isError && !query.data)
  if (failed) return <FaultView fault={failed.error} retry={() => void failed.refetch()} />
  if (!app.data || !version.data)
    return (
      <div className="page">
        <Skeleton height={90} radius={6} mb={16} />
        <Skeleton height={420} radius={6} />
      </div>
    )
  return <KnownVersion key={version.data.version} app={app.data} version={version.data} />
}

function KnownVersion({ app, version }: { app: App; version: AppVersion }) {
  const { t } = useTranslation('apps')
  const words = useFaultWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const manages = useMay('app:manage')
  const installed = useQuery(installationsQuery).data?.find((one) => one.app === app.app)
  const [removing, setRemoving] = useState(false)
  const { manifest } = version
  const title = said(manifest.title)
  const download = useMutation({
    mutationFn: () => platform.apps.archive(app.app, version.version),
    onSuccess: (zip) => saveFile(zip, `${app.app.replace('/', '-')}-${version.version}.zip`),
  })
  const remove = useMutation({
    mutationFn: () => platform.apps.remove(app.app, version.version),
    onSuccess: async () => {
      await navigate({ to: '/apps', search: { tab: 'shelf' } })
      await queries.invalidateQueries({ queryKey: ['apps'] })
    },
  })
  return (
    <div className="page">
      <title>{`${title} – Millrace`}</title>
      <nav aria-label={t('title')} className="thing-path">
        <Link to="/apps" search={{ tab: 'shelf' }} className="link">
          {t('tab.shelf')}
        </Link>
      </nav>
      <header className={styles.head}>
        <AppIcon scenarios={manifest.taxonomy.scenarios} />
        <div className={styles.titles}>
          <h1 className="thing-title">{title}</h1>
          <p className={styles.summaryLine}>{said(manifest.summary)}</p>
          <p className="label">
            {manifest.owner} · <code>{app.app}</code>
          </p>
        </div>
        <Select
          size="xs"
          className={styles.versionSelect ?? ''}
          aria-label={t('column.version')}
          allowDeselect={false}
          value={version.version}
          data={app.versions.map((each) => each.version)}
          onChange={(value) =>
            value &&
            void navigate({
              to: '/apps/$publisher/$name',
              params: partsOf(app.app),
              search: { version: value },
              replace: true,
            })
          }
        />
        <div className={lists.actions}>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconDownload size={14} stroke={1.8} />}
            loading={download.isPending}
            onClick={() => download.mutate()}
          >
            {t('download')}
          </Button>
          {manages && version.installations === 0 && (
            <Button
              variant="default"
              size="xs"
              leftSection={<IconTrash size={14} stroke={1.8} />}
              onClick={() => setRemoving(true)}
            >
              {t('remove.open')}
            </Button>
          )}
          {installed && (
            <Button
              size="xs"
              variant="default"
              onClick={() => void navigate({ to: '/apps/installations/$id', params: { id: installed.id } })}
            >
              {t('toInstallation')}
            </Button>
          )}
          {manages && !installed && (
            <Button
              size="xs"
              onClick={() =>
                void navigate({
                  to: '/apps/$publisher/$name/install',
                  params: partsOf(app.app),
                  search: { version: version.version },
                })
              }
            >
              {t('install.open')}
            </Button>
          )}
        </div>
      </header>
      {download.error && <FormFault words={words(download.error)} />}
      <Screenshots version={version} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <section className={`panel ${styles.panel}`}>
            <h2 className="section-title">{t('does.title')}</h2>
            <p className={styles.intro}>{said(manifest.description)}</p>
            <PageList pages={manifest.pages ?? []} />
          </section>
          <section className={`panel ${styles.panel}`}>
            <h2 className="section-title">{t('needs.title')}</h2>
            <NeedList manifest={manifest} />
          </section>
          <section className={`panel ${styles.panel}`}>
            <h2 className="section-title">{t('asks.title')}</h2>
            <ConsentList manifest={manifest} asks={version.asks} />
          </section>
        </div>
        <div className={styles.column}>
          <VersionFacts version={version} />
          <TestsPanel version={version} />
          <Versions app={app} shown={version.version} />
          <FileList version={version} />
        </div>
      </div>
      {removing && (
        <ConfirmDialog
          title={t('remove.title', { name: title, version: version.version })}
          action={t('remove.action')}
          destructive
          busy={remove.isPending}
          fault={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={() => setRemoving(false)}
        >
          {t('remove.lesson')}
        </ConfirmDialog>
      )}
    </div>
  )
}
