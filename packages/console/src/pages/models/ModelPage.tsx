import { Button, Skeleton } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../parts/FaultView.tsx'
import { saveFile } from '../../parts/save-file.ts'
import { platform, type ThingModel } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import styles from './models.module.css'
import { DraftDialog } from './parts/DraftDialog.tsx'
import { MigrateDialog } from './parts/MigrateDialog.tsx'
import { PropertyEditor } from './parts/PropertyEditor.tsx'
import { PropertyTable } from './parts/PropertyTable.tsx'
import { Standing } from './parts/Standing.tsx'
import { StepDialog } from './parts/StepDialog.tsx'
import { TemplateDialog } from './parts/TemplateDialog.tsx'
import { Versions } from './parts/Versions.tsx'
import { modelQuery } from './queries.ts'

const route = getRouteApi('/app/models/$id')

export function ModelPage() {
  const { id } = route.useParams()
  const model = useQuery(modelQuery(id))
  if (model.isError) return <FaultView fault={model.error} retry={() => void model.refetch()} />
  if (!model.data) return <Skeleton height={240} m={24} w="auto" />
  return <Opened key={`${id} ${model.data.changedAt}`} model={model.data} />
}

type Doing = 'publish' | 'retire' | 'remove' | 'version' | 'migrate' | 'template'

function Opened({ model }: { model: ThingModel }) {
  const { t, i18n } = useTranslation('models')
  const writes = useMay('model:write')
  const draws = useMay('asset:write')
  const [doing, setDoing] = useState<Doing>()
  const [isUnsaved, setIsUnsaved] = useState(false)
  const { id, status, version, key, content } = model
  const close = () => setDoing(undefined)
  const button = (what: Doing, primary = false) => (
    <Button
      size="sm"
      variant={primary ? 'filled' : 'default'}
      disabled={what === 'publish' && isUnsaved}
      title={what === 'publish' && isUnsaved ? t('saveFirst') : undefined}
      onClick={() => setDoing(what)}
    >
      {t(`do.${what}`)}
    </Button>
  )
  return (
    <div className="page">
      <title>{`${model.title} – Millrace`}</title>
      <Link to="/models" className={`link ${styles.back}`}>
        <IconArrowLeft size={15} stroke={1.7} aria-hidden="true" /> {t('title')}
      </Link>
      <header className={styles.head}>
        <h1 className="page-title">{model.titles?.[i18n.language] ?? model.title}</h1>
        <span className="num">{version}</span>
        <Standing status={status} />
        <span className="quiet">{t('assets', { count: model.assets })}</span>
        <div className={styles.actions}>
          {writes && status === 'draft' && button('remove')}
          {writes && status === 'draft' && button('publish', true)}
          {draws && status === 'published' && button('template')}
          {draws && model.assets > 0 && button('migrate')}
          {writes && status === 'published' && button('retire')}
          {writes && status !== 'draft' && button('version', true)}
          <Button
            size="sm"
            variant="default"
            onClick={() =>
              void platform.things
                .document(id)
                .then((text) =>
                  saveFile(new Blob([text], { type: 'application/tm+json' }), `${key}-${version}.tm.jsonld`),
                )
            }
          >
            {t('do.document')}
          </Button>
        </div>
      </header>
      {content.description && <p className={styles.note}>{content.description}</p>}
      {content.extends && <p className="quiet">{t('extends', { reference: content.extends })}</p>}
      <div className={styles.panels}>
        {writes && status === 'draft' ? (
          <PropertyEditor model={model} onChanged={() => setIsUnsaved(true)} />
        ) : (
          <PropertyTable model={model} />
        )}
        <Versions model={model} />
      </div>
      {doing === 'version' && <DraftDialog before={model} onClose={close} />}
      {doing === 'migrate' && <MigrateDialog model={model} onClose={close} />}
      {doing === 'template' && <TemplateDialog model={model} onClose={close} />}
      {(doing === 'publish' || doing === 'retire' || doing === 'remove') && (
        <StepDialog model={model} step={doing} onClose={close} />
      )}
    </div>
  )
}
