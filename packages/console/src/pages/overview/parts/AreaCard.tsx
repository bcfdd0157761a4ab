import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Sparkline } from '../../../charts/Sparkline.tsx'
import { placedName } from '../../../parts/point-name.ts'
import { LiveValue } from '../../../parts/ValueText.tsx'
import type { Asset, Point } from '../../../platform.ts'
import { keyPoints } from '../key-points.ts'
import styles from '../overview.module.css'
import { areaPointsQuery, sparkQuery } from '../queries.ts'

const shown = 5

export function AreaCard({ area }: { area: Asset }) {
  const { t } = useTranslation('overview')
  const points = useQuery(areaPointsQuery(area))
  const keys = points.data ? keyPoints(points.data, shown) : []
  return (
    <article className={`panel ${styles.card}`}>
      <header className={styles.cardHead}>
        <Link to="/assets" search={{ asset: area.id }} className={`clip ${styles.cardName}`}>
          {area.name}
        </Link>
        <span className="label num">{t('points', { count: area.pointCount })}</span>
      </header>
      <ul className={styles.values}>
        {keys.map((point) => (
          <KeyValue key={point.id} point={point} depth={area.path.length} />
        ))}
      </ul>
      {points.data?.length === 0 && <p className={styles.noPoints}>{t('noPoints')}</p>}
    </article>
  )
}

function KeyValue({ point, depth }: { point: Point; depth: number }) {
  const spark = useQuery(sparkQuery(point))
  const { name, place } = placedName(point, depth)
  return (
    <li>
      <Link
        to="/points/$id"
        params={{ id: point.id }}
        className={styles.key}
        title={[...point.path, point.name].join(' / ')}
      >
        <span className={styles.keyName}>
          <span className="clip">{name}</span>
          <span className={`clip ${styles.keyPlace}`}>{place}</span>
        </span>
        <span className={styles.keySpark}>{spark.data && <Sparkline values={spark.data} height={22} />}</span>
        <span className={styles.keyValue}>
          <LiveValue point={point} />
        </span>
      </Link>
    </li>
  )
}
