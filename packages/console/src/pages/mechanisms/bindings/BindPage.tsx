import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import styles from '../mechanisms.module.css'
import { StageMark } from '../parts/StageMark.tsx'
import { versionQuery } from '../queries.ts'
import { said } from '../words.ts'
import { BindForm } from './parts/BindForm.tsx'

const route = getRouteApi('/app/mechanisms/bind')

/** From a published version to points of every asset that it fits. */
export function BindPage() {
  const { t } = useTranslation('mechanismRuns')
  const { mechanism = '', version = '' } = route.useSearch()
  const isAsked = mechanism !== '' && version !== ''
  const found = useQuery({ ...versionQuery(mechanism, version), enabled: isAsked })
  return (
    <div className="page">
      <title>{`${t('bind.title')} – Millrace`}</title>
      <nav aria-label={t('bind.model')} className="thing-path">
        {isAsked && (
          <Link to="/mechanisms/$id" params={{ id: mechanism }} search={{ version }} className="link">
            {found.data ? said(found.data.manifest.title) : t('bind.model')}
          </Link>
        )}
      </nav>
      <header className={styles.head}>
        <h1 className="thing-title">{t('bind.title')}</h1>
        {found.data && <span className="num quiet">{found.data.version}</span>}
        {found.data && <StageMark stage={found.data.stage} />}
      </header>
      <p className={styles.intro}>{t('bind.lesson')}</p>
      {found.isError && <FaultView fault={found.error} retry={() => void found.refetch()} />}
      {!isAsked && <EmptyState title={t('bind.none')} lesson={t('bind.noneLesson')} />}
      {isAsked && found.isPending && <Skeleton height={420} />}
      {found.data && <BindForm key={found.data.digest} version={found.data} />}
    </div>
  )
}
