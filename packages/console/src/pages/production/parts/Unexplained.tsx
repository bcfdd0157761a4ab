import { Button } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { spanText } from '../../../parts/time-text.ts'
import { useNow } from '../../../parts/use-now.ts'
import { useSpanWords } from '../../../parts/use-span-words.ts'
import type { WorkUnitNow } from '../../../platform.ts'
import styles from '../production.module.css'
import { lengthOf, stretchText } from '../times.ts'
import type { SheetFor } from './DowntimeSheet.tsx'

/** So many are shown at first. */
const few = 4

/** Stops of the last day that nobody gave a reason for; one tap each. */
export function Unexplained({ unit, onEnter }: { unit: WorkUnitNow; onEnter?: (entry: SheetFor) => void }) {
  const { t } = useTranslation('production')
  const now = useNow()
  const words = useSpanWords()
  const [isWhole, setWhole] = useState(false)
  const { asset, name } = unit
  // What lasts has a button of its own above.
  const stops = unit.unexplained.filter(({ end }) => end !== undefined)
  if (stops.length === 0) return null
  return (
    <section className={`panel ${styles.section}`} aria-label={t('unexplained')}>
      <h2 className="section-title">{t('unexplained')}</h2>
      <ul className={styles.rows}>
        {stops.slice(0, isWhole ? stops.length : few).map(({ begin, end, state }) => {
          const said = (
            <>
              <span className="num">{stretchText(begin, end, now, currentLanguage())}</span>
              <span className="quiet">
                {spanText(lengthOf(begin, end, now), words)} · {t(`state.${state}`)}
              </span>
            </>
          )
          return (
            <li key={begin}>
              {onEnter ? (
                <button
                  type="button"
                  className={styles.rowButton}
                  onClick={() => onEnter({ asset, unit: name, begin, ...(end && { end }) })}
                >
                  <span className={styles.rowText}>{said}</span>
                  <span className="link">{t('enter')}</span>
                  <IconChevronRight size={18} stroke={1.8} aria-hidden="true" />
                </button>
              ) : (
                <span className={styles.rowText}>{said}</span>
              )}
            </li>
          )
        })}
      </ul>
      {!isWhole && stops.length > few && (
        <Button variant="subtle" onClick={() => setWhole(true)}>
          {t('allStops', { count: stops.length })}
        </Button>
      )}
    </section>
  )
}
