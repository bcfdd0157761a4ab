import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../i18n/language.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import { Mark } from '../../parts/Mark.tsx'
import { spanText } from '../../parts/time-text.ts'
import { useNow } from '../../parts/use-now.ts'
import { useSpanWords } from '../../parts/use-span-words.ts'
import type { WorkUnitNow } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import { DayBar } from './parts/DayBar.tsx'
import { DowntimeList } from './parts/DowntimeList.tsx'
import { DowntimeSheet, type SheetFor } from './parts/DowntimeSheet.tsx'
import { OrderPanel } from './parts/OrderPanel.tsx'
import { Unexplained } from './parts/Unexplained.tsx'
import styles from './production.module.css'
import { nowQuery, reasonsQuery } from './queries.ts'
import { reasonPath } from './reasons.ts'
import { lengthOf, stretchText } from './times.ts'
import { isStanding, openStop, toneOf } from './tone.ts'

const route = getRouteApi('/app/production/$asset')

/** One work unit, for who stands beside it. */
export function UnitPage() {
  const { t } = useTranslation('production')
  const { asset } = route.useParams()
  const now = useQuery(nowQuery)
  const mayEnter = useMay('production:enter')
  const [entering, setEntering] = useState<SheetFor>()
  const unit = now.data?.find((one) => one.asset === asset)
  if (now.isError && !now.data) return <FaultView fault={now.error} retry={() => void now.refetch()} />
  if (!now.data) return <Skeleton height={320} m={16} w="auto" />
  if (!unit)
    return (
      <div className="page">
        <EmptyState title={t('gone')} lesson={t('goneLesson')}>
          <Button component={Link} to="/production" variant="default">
            {t('title')}
          </Button>
        </EmptyState>
      </div>
    )
  return (
    <div className={`page ${styles.unit}`}>
      <title>{`${unit.name} – Millrace`}</title>
      <header className={styles.head}>
        <nav className="thing-path" aria-label={t('title')}>
          <Link to="/production" className="link">
            {t('title')}
          </Link>
        </nav>
        <h1 className="thing-title">{unit.name}</h1>
        <p className={styles.about}>
          {unit.path.length > 1 && <span className="label">{unit.path.slice(0, -1).join(' / ')}</span>}
          <Link to="/kpis" search={{ asset }} className="link">
            {t('toKpis')}
          </Link>
        </p>
      </header>
      <Standing unit={unit} {...(mayEnter && { onEnter: setEntering })} />
      <Unexplained unit={unit} {...(mayEnter && { onEnter: setEntering })} />
      <DayBar asset={asset} />
      <div className={styles.columns}>
        <DowntimeList unit={unit} {...(mayEnter && { onEdit: setEntering })} />
        <OrderPanel unit={unit} mayEnter={mayEnter} />
      </div>
      {entering && <DowntimeSheet {...entering} onClose={() => setEntering(undefined)} />}
    </div>
  )
}

/** What it does now, large enough to be read from where one stands; what to do about it in reach of a thumb. */
function Standing({ unit, onEnter }: { unit: WorkUnitNow; onEnter?: (entry: SheetFor) => void }) {
  const { t } = useTranslation('production')
  const now = useNow()
  const words = useSpanWords()
  const language = currentLanguage()
  const reasons = useQuery(reasonsQuery)
  const { asset, name, state, since, downtime, shift, order, plan } = unit
  const stop = openStop(unit)
  const why = downtime && reasonPath(reasons.data ?? [], downtime.reason, language).join(' / ')
  return (
    <section className={`panel ${styles.standing}`} data-state={state} aria-label={t('nowTitle')}>
      <div className={styles.big}>
        <Mark tone={toneOf[state]}>{t(`state.${state}`)}</Mark>
        <span className="num">{since ? spanText(lengthOf(since, undefined, now), words) : t('moreThanDay')}</span>
      </div>
      {why && <p className={styles.why}>{why}</p>}
      <p>{order ? t('makes', { order: order.number, product: order.product.name }) : t('noOrder')}</p>
      <p className={styles.facts}>
        <span>
          {shift ? (
            <>
              {shift.name} <span className="num quiet">{stretchText(shift.begin, shift.end, now, language)}</span>
            </>
          ) : (
            t('noShift')
          )}
        </span>
        {plan === 'stop' && <span className="quiet">{t('break')}</span>}
      </p>
      {onEnter && (stop || isStanding(unit)) && (
        <Button
          size="lg"
          fullWidth
          variant={stop ? 'filled' : 'default'}
          onClick={() =>
            onEnter({
              asset,
              unit: name,
              begin: stop?.begin ?? downtime?.begin ?? since ?? new Date(now).toISOString(),
            })
          }
        >
          {stop ? t('enter') : t('enterOther')}
        </Button>
      )}
    </section>
  )
}
