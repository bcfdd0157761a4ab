import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../i18n/language.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import { platform } from '../../platform.ts'
import styles from './derived.module.css'
import { DerivedForm } from './parts/DerivedForm.tsx'
import { derivedQuery } from './queries.ts'
import { parseDerivedSearch } from './search.ts'

/** A new derived point of an asset, or one that is changed. */
export function DerivedPage() {
  const { t } = useTranslation('derived')
  const search = parseDerivedSearch(useSearch({ strict: false }))
  const all = useQuery({ ...derivedQuery, enabled: search.point !== undefined })
  const before = all.data?.find(({ id }) => id === search.point)
  const id = before?.asset ?? search.asset
  const asset = useQuery({
    queryKey: ['asset', id, 'own'],
    enabled: id !== undefined,
    queryFn: ({ signal }) => platform.asset(id!, signal),
  })
  const title = t(search.point ? 'change' : 'add')
  const isGone = search.point !== undefined ? all.data !== undefined && !before : search.asset === undefined
  return (
    <div className="page">
      <title>{`${title} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{before ? before.name[currentLanguage()] : title}</h1>
        {asset.data && (
          <Link to="/assets" search={{ asset: asset.data.id }} className="link">
            {t('of', { asset: asset.data.path.join(' / ') })}
          </Link>
        )}
      </header>
      <p className={`quiet ${styles.intro}`}>{t('lesson')}</p>
      {all.isError && !all.data && <FaultView fault={all.error} retry={() => void all.refetch()} />}
      {asset.isError && <FaultView fault={asset.error} retry={() => void asset.refetch()} />}
      {isGone && (
        <div className="panel">
          <EmptyState title={t('gone')} lesson={t('goneLesson')} />
        </div>
      )}
      {!isGone && !asset.data && !asset.isError && <Skeleton height={420} />}
      {asset.data && !isGone && <DerivedForm key={before?.id ?? ''} asset={asset.data.id} before={before} />}
    </div>
  )
}
