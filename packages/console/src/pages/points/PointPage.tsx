import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../parts/FaultView.tsx'
import { placedName } from '../../parts/point-name.ts'
import { type Plant, plantKey, usePlant } from '../../plant.ts'
import { usePlantPlaces } from '../../plant-places.ts'
import type { Point } from '../../platform.ts'
import { DerivedFacts } from '../derived/parts/DerivedFacts.tsx'
import { Lineage } from '../mechanisms/bindings/parts/Lineage.tsx'
import { ShareButton } from '../sharing/parts/ShareButton.tsx'
import { PointFacts } from './parts/PointFacts.tsx'
import { PointNow } from './parts/PointNow.tsx'
import { PointTrend } from './parts/PointTrend.tsx'
import styles from './point.module.css'

const pointQuery = (plant: Plant, id: string) => ({
  queryKey: ['point', id, plantKey(plant)],
  queryFn: ({ signal }: { signal: AbortSignal }) => plant.api.point(id, signal),
})

export function PointPage() {
  const { id = '' } = useParams({ strict: false })
  const point = useQuery(pointQuery(usePlant(), id))
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
  const { name, place } = placedName(point)
  const own = usePlant().is === 'own'
  return (
    <div className={`page ${styles.page}`}>
      <title>{`${name} – Millrace`}</title>
      <header>
        <PointPath point={point} place={place} />
        <div className={styles.title}>
          <h1 className={styles.name}>{name}</h1>
          <ShareButton size="xs" subject={{ is: 'point', id: point.id, name, place }} />
        </div>
        {point.description && <p className={styles.description}>{point.description}</p>}
      </header>
      <PointNow point={point} />
      <PointTrend point={point} />
      {own && point.deviceId === undefined && <DerivedFacts point={point} />}
      {own && point.deviceId === undefined && <Lineage point={point.id} />}
      <PointFacts point={point} />
    </div>
  )
}

/** The way up; where the point alone is shared there is none. */
function PointPath({ point, place }: { point: Point; place: string }) {
  const { t } = useTranslation('points')
  const plant = usePlant()
  const places = usePlantPlaces()
  if (plant.is !== 'own' && plant.grant.point) return null
  return (
    <nav aria-label={t('path')} className={styles.path}>
      <Link {...places.assets({ asset: point.assetId })} className="link">
        {place || t('unplaced')}
      </Link>
    </nav>
  )
}
