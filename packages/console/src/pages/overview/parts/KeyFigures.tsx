import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Sparkline } from '../../../charts/Sparkline.tsx'
import { Figure, Figures } from '../../../parts/Figures.tsx'
import { spanText } from '../../../parts/time-text.ts'
import { useSpanWords } from '../../../parts/use-span-words.ts'
import { bytesText, countText } from '../../../parts/value-text.ts'
import type { Overview } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import styles from '../overview.module.css'
import { silentQuery } from '../queries.ts'
import { AlarmFigure } from './AlarmFigure.tsx'

/** The rate as it was read since the page is open; two minutes at one reading in two seconds. */
function useRates(overview: Overview | undefined): number[] {
  const [rates, setRates] = useState<number[]>([])
  useEffect(() => {
    if (overview) setRates((before) => [...before.slice(-59), overview.valuesPerSecond])
  }, [overview])
  return rates
}

export function KeyFigures({ overview }: { overview: Overview | undefined }) {
  const { t } = useTranslation('overview')
  const rates = useRates(overview)
  const mayAlarms = useMay('alarm:read')
  const stored = bytesText(overview?.storedBytes)
  const span = useSpanWords()
  const offline = overview?.devices.offline ?? 0
  const silent = useQuery(silentQuery).data?.[0]?.state
  const silentState = offline > 0 && (silent === 'offline' || silent === 'stale') ? silent : undefined
  return (
    <Figures>
      <Figure label={t('figures.rate')} value={countText(overview?.valuesPerSecond)} unit={t('figures.rateUnit')}>
        <div className={styles.rate}>
          <Sparkline values={rates} height={18} />
        </div>
      </Figure>
      <Figure label={t('figures.points')} value={countText(overview?.points)}>
        <Link to="/assets" className="link">
          {t('figures.pointsLink')}
        </Link>
      </Figure>
      <Figure
        label={t('figures.devices')}
        value={countText(overview?.devices.online)}
        unit={overview ? t('figures.devicesOf', { total: overview.devices.total }) : ''}
      >
        <Link
          to="/devices"
          search={silentState ? { state: silentState } : {}}
          className={offline > 0 ? styles.attention : 'link'}
        >
          {offline > 0 ? t('figures.devicesOffline', { count: offline }) : t('figures.devicesLink')}
        </Link>
      </Figure>
      {mayAlarms && <AlarmFigure />}
      <Figure label={t('figures.stored')} value={stored.value} unit={stored.unit}>
        <span className="quiet num">
          {overview ? t('figures.uptime', { span: spanText(overview.uptimeSeconds, span) }) : ''}
        </span>
      </Figure>
    </Figures>
  )
}
