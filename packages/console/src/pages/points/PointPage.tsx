import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../parts/FaultView.tsx'
import { placedName } from '../../parts/point-name.ts'
import { type Point, platform } from '../../platform.ts'
import { PointFacts } from './parts/PointFacts.tsx'
import { PointNow } from './parts/PointNow.tsx'
import { PointTrend } from './parts/PointTrend.tsx'
import styles from './point.module.css'

const route = getRouteApi('/app/points/$id')

export const pointQuery = (id: string) => ({
  queryKey: ['point', id],
  queryFn: ({ signal }: { signal: AbortSignal }) => platform.point(id, signal),
})

export function PointPage() {
  const { id } = route.useParams()
  const point = useQuery(pointQuery(id))
  if (point.isError) return <FaultView fault={point.error} retry={() => void point.refetch()} />
  if (!point.data)
    return (
      <div className="page">
        <Skeleton height={90} radius={6} mb={16} />
        <Skeleton height={440} radius={6} />
      </div>
    )
  return <KnownPoint key={id} point={point.data} />
}

function KnownPoint({ point }: { point: Point }) {
  const { t } = useTranslation('points')
  const { name, place } = placedName(point)
  return (
    <div className={`page ${styles.page}`}>
      <title>{`${name} – Millrace`}</title>
      <header>
        <nav aria-label={t('path')} className={styles.path}>
          <Link to="/assets" search={{ asset: point.assetId }} className="link">
            {place || t('unplaced')}
          </Link>
        </nav>
        <h1 className={styles.name}>{name}</h1>
        {point.description && <p className={styles.description}>{point.description}</p>}
      </header>
      <PointNow point={point} />
      <PointTrend point={point} />
      <PointFacts point={point} />
    </div>
  )
}
