import { Button, Select, Skeleton } from '@mantine/core'
import { IconDownload, IconPencil, IconPlugConnected } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { FaultView, useFaultWords } from '../../parts/FaultView.tsx'
import { FormFault } from '../../parts/FormFault.tsx'
import lists from '../../parts/list.module.css'
import { saveFile } from '../../parts/save-file.ts'
import { type Mechanism, type MechanismVersion, platform } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import styles from './mechanisms.module.css'
import { BoundWhere } from './parts/BoundWhere.tsx'
import { Calculator } from './parts/Calculator.tsx'
import { CaseTable } from './parts/CaseTable.tsx'
import { Differences } from './parts/Differences.tsx'
import { DomainText } from './parts/DomainText.tsx'
import { PackageFacts } from './parts/PackageFacts.tsx'
import { Quantities } from './parts/Quantities.tsx'
import { Sources } from './parts/Sources.tsx'
import { StageMark } from './parts/StageMark.tsx'
import { StageStepper } from './parts/StageStepper.tsx'
import { Working } from './parts/Working.tsx'
import { mechanismQuery, versionQuery } from './queries.ts'
import { said } from './words.ts'

const route = getRouteApi('/app/mechanisms/$id')

/** A model: what it knows and from where, how far it may be believed, and where it runs. */
export function MechanismPage() {
  const { id } = route.useParams()
  const search = route.useSearch()
  const model = useQuery(mechanismQuery(id))
  const shown = search.version ?? model.data?.newest.version
  const version = useQuery({ ...versionQuery(id, shown ?? ''), enabled: shown !== undefined })
  const failed = [model, version].find((query) => query.isError && !query.data)
  if (failed) return <FaultView fault={failed.error} retry={() => void failed.refetch()} />
  if (!model.data || !version.data)
    return (
      <div className="page">
        <Skeleton height={90} radius={6} mb={16} />
        <Skeleton height={420} radius={6} />
      </div>
    )
  return <KnownVersion key={version.data.version} model={model.data} version={version.data} />
}

function KnownVersion({ model, version }: { model: Mechanism; version: MechanismVersion }) {
  const { t } = useTranslation('mechanisms')
  const faults = useFaultWords()
  const navigate = useNavigate()
  const writes = useMay('mechanism:write')
  const { manifest } = version
  const title = said(manifest.title)
  const download = useMutation({
    mutationFn: () => platform.mechanisms.archive(model.id, version.version),
    onSuccess: (zip) => saveFile(zip, `${version.name.replace('/', '-')}-${version.version}.zip`),
  })
  const of = { mechanism: model.id, version: version.version }
  return (
    <div className="page">
      <title>{`${title} – Millrace`}</title>
      <nav aria-label={t('title')} className="thing-path">
        <Link to="/mechanisms" search={{}} className="link">
          {t('title')}
        </Link>
      </nav>
      <header className={styles.head}>
        <div className={styles.titles}>
          <h1 className="thing-title">{title}</h1>
          <p className="label">
            <code>{version.name}</code> · <DomainText domain={manifest.taxonomy.domain} /> ·{' '}
            {t(`kind.${manifest.runtime.kind}`)}
            {manifest.stateful && ` · ${t('stateful')}`}
          </p>
        </div>
        <Select
          size="xs"
          className={styles.versionSelect ?? ''}
          aria-label={t('version')}
          allowDeselect={false}
          value={version.version}
          data={model.versions.map((each) => ({
            value: each.version,
            label: `${each.version} · ${t(`stage.${each.stage}`)}`,
          }))}
          onChange={(value) =>
            value &&
            void navigate({
              to: '/mechanisms/$id',
              params: { id: model.id },
              search: { version: value },
              replace: true,
            })
          }
        />
        <StageMark stage={version.stage} />
        <div className={lists.actions}>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconDownload size={14} stroke={1.8} />}
            loading={download.isPending}
            onClick={() => download.mutate()}
          >
            {t('export')}
          </Button>
          {writes && ['formula', 'script'].includes(manifest.runtime.kind) && (
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPencil size={14} stroke={1.8} />}
              onClick={() => void navigate({ to: '/mechanisms/studio', search: of })}
            >
              {version.may.includes('change') ? t('change') : t('newVersion')}
            </Button>
          )}
          {version.may.includes('bind') && (
            <Button
              size="xs"
              leftSection={<IconPlugConnected size={14} stroke={1.8} />}
              onClick={() => void navigate({ to: '/mechanisms/bind', search: of })}
            >
              {t('bind')}
            </Button>
          )}
        </div>
      </header>
      {download.error && <FormFault words={faults(download.error)} />}
      {version.deprecated && (
        <p className={styles.warning} role="note">
          {t('deprecated.why', { why: version.deprecated.why })}{' '}
          {version.deprecated.successor && t('deprecated.successor', { version: version.deprecated.successor })}
        </p>
      )}
      <p className={styles.intro}>{said(manifest.description)}</p>
      <div className={styles.columns}>
        <div className={styles.column}>
          <CaseTable version={version} />
          <Quantities manifest={manifest} />
          <Working version={version} />
          <Sources manifest={manifest} />
        </div>
        <div className={styles.column}>
          <StageStepper version={version} versions={model.versions} />
          <Calculator version={version} />
          <BoundWhere mechanism={model.id} />
          {model.versions.length > 1 && <Differences model={model} version={version.version} />}
          <PackageFacts version={version} />
        </div>
      </div>
    </div>
  )
}
