import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { Mark } from '../../../parts/Mark.tsx'
import { spanText } from '../../../parts/time-text.ts'
import { useNow } from '../../../parts/use-now.ts'
import { useSpanWords } from '../../../parts/use-span-words.ts'
import type { WorkUnitNow } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import styles from '../production.module.css'
import { reasonsQuery } from '../queries.ts'
import { reasonName } from '../reasons.ts'
import { lengthOf } from '../times.ts'
import { openStop, toneOf } from '../tone.ts'
import type { SheetFor } from './DowntimeSheet.tsx'

/** A work unit on one card: what it does, since when, why, and what it makes. */
export function UnitCard({ unit, onEnter }: { unit: WorkUnitNow; onEnter: (entry: SheetFor) => void }) {
  const { t } = useTranslation('production')
  const now = useNow()
  const words = useSpanWords()
  const mayEnter = useMay('production:enter')
  const reasons = useQuery(reasonsQuery)
  const { asset, name, path, state, since, shift, order, downtime } = unit
  const stop = openStop(unit)
  const more = unit.unexplained.length - (stop ? 1 : 0)
  return (
    <li className={`panel ${styles.card}`} data-state={state} data-open={stop !== undefined}>
      <div className={styles.line}>
        <Mark tone={toneOf[state]}>{t(`state.${state}`)}</Mark>
        <span className="num">{since ? spanText(lengthOf(since, undefined, now), words) : t('moreThanDay')}</span>
      </div>
      <Link to="/production/$asset" params={{ asset }} className={styles.cover}>
        <span className={styles.name}>{name}</span>
        <span className="label clip">{path.slice(0, -1).join(' / ')}</span>
      </Link>
      {downtime && (
        <p>
          {t('because', {
            reason: reasonName(
              reasons.data?.find(({ id }) => id === downtime.reason),
              currentLanguage(),
            ),
          })}
        </p>
      )}
      <p className={styles.facts}>
        <span>{order ? t('makes', { order: order.number, product: order.product.name }) : t('noOrder')}</span>
        <span className="quiet">{shift ? shift.name : t('noShift')}</span>
      </p>
      {more > 0 && <p className={styles.warned}>{t('stopsOpen', { count: more })}</p>}
      {stop && mayEnter && (
        <Button
          size="lg"
          className={styles.above ?? ''}
          onClick={() => onEnter({ asset, unit: name, begin: stop.begin })}
        >
          {t('enter')}
        </Button>
      )}
    </li>
  )
}
