import { Select, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../parts/FaultView.tsx'
import { type Asset, platform } from '../../platform.ts'
import styles from './classes.module.css'
import { ApplyForm } from './parts/ApplyForm.tsx'
import { applicationQuery, classesQuery } from './queries.ts'
import { useClassWords } from './use-class-words.ts'

const route = getRouteApi('/app/classes/apply')

/** A class is applied to an asset: choose it, check its points, see what comes of it. */
export function ApplyPage() {
  const { t } = useTranslation('classes')
  const { asset: id } = route.useSearch()
  const asset = useQuery({
    queryKey: ['asset', id, 'own'],
    enabled: id !== undefined,
    queryFn: ({ signal }) => platform.asset(id!, signal),
  })
  if (id === undefined)
    return (
      <div className="page">
        <p className={styles.lesson}>{t('apply.noAsset')}</p>
        <Link to="/assets" className="link">
          {t('apply.toAssets')}
        </Link>
      </div>
    )
  if (asset.isError) return <FaultView fault={asset.error} retry={() => void asset.refetch()} />
  if (!asset.data) return <Skeleton height={240} m={24} w="auto" />
  return <ForAsset key={id} asset={asset.data} />
}

function ForAsset({ asset }: { asset: Asset }) {
  const { t } = useTranslation('classes')
  const words = useClassWords()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const classes = useQuery(classesQuery)
  const before = useQuery(applicationQuery(asset.id))
  const chosen = search.class ?? before.data?.class
  const known = classes.data?.find((one) => one.class === chosen)
  return (
    <div className="page">
      <title>{`${t('apply.title')} – ${asset.name} – Millrace`}</title>
      <nav aria-label={asset.name} className="thing-path">
        <Link to="/assets" search={{ asset: asset.id, view: 'about' }} className="link">
          {asset.path.join(' / ')}
        </Link>
      </nav>
      <header className={styles.head}>
        <h1 className="thing-title">{t('apply.title')}</h1>
      </header>
      {(classes.isError || before.isError) && (
        <FaultView
          fault={classes.error ?? before.error}
          retry={() => void Promise.all([classes.refetch(), before.refetch()])}
        />
      )}
      <div className={styles.choose}>
        <Select
          label={t('apply.class')}
          placeholder={t('apply.choose')}
          searchable
          value={known ? known.class : null}
          data={(classes.data ?? []).map((one) => ({ value: one.class, label: words.of(one.title) }))}
          onChange={(value) => void navigate({ search: { ...search, ...(value && { class: value }) }, replace: true })}
          nothingFoundMessage={t('apply.nothing')}
        />
        {known && (
          <Link to="/classes/$class" params={{ class: known.class }} className="link">
            {t('apply.about', { class: words.of(known.title) })}
          </Link>
        )}
      </div>
      {before.data && (
        <p className={styles.lesson}>
          {t('apply.before', {
            class: words.of(before.data.title),
            version: before.data.version,
            by: before.data.by.name,
          })}
        </p>
      )}
      {known && before.data !== undefined ? (
        <ApplyForm
          key={known.class}
          asset={asset}
          name={known.class}
          variant={before.data?.class === known.class ? before.data.variant : undefined}
        />
      ) : (
        !known && <p className={styles.lesson}>{t('apply.lesson')}</p>
      )}
    </div>
  )
}
