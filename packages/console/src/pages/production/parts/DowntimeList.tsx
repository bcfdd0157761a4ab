import { Button, Skeleton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { FaultView, useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { spanText } from '../../../parts/time-text.ts'
import { useNow } from '../../../parts/use-now.ts'
import { useSpanWords } from '../../../parts/use-span-words.ts'
import { type Downtime, platform, type WorkUnitNow } from '../../../platform.ts'
import styles from '../production.module.css'
import { downtimesQuery, reasonsQuery } from '../queries.ts'
import { reasonPath } from '../reasons.ts'
import { lengthOf, stretchText } from '../times.ts'
import type { SheetFor } from './DowntimeSheet.tsx'

/** What was entered at this work unit, to be corrected; what is still open can be ended. */
export function DowntimeList({ unit, onEdit }: { unit: WorkUnitNow; onEdit?: (entry: SheetFor) => void }) {
  const { t } = useTranslation('production')
  const now = useNow()
  const words = useSpanWords()
  const faultWords = useFaultWords()
  const queries = useQueryClient()
  const language = currentLanguage()
  const reasons = useQuery(reasonsQuery)
  const downtimes = useQuery(downtimesQuery(unit.asset))
  const end = useMutation({
    mutationFn: ({ id, ...rest }: Downtime) =>
      platform.production.putDowntime(id, {
        ...rest,
        // Since it produces the reason explains nothing any more.
        end:
          unit.state === 'producing' && unit.since && unit.since > rest.begin ? unit.since : new Date().toISOString(),
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['production'] }),
  })
  const sheetOf = (one: Downtime): SheetFor => ({
    asset: unit.asset,
    unit: unit.name,
    begin: one.begin,
    ...(one.end && { end: one.end }),
    entered: { id: one.id, reason: one.reason, ...(one.note && { note: one.note }) },
  })
  return (
    <section className={`panel ${styles.section}`} aria-label={t('entered')}>
      <div className={styles.line}>
        <h2 className="section-title">{t('entered')}</h2>
        {onEdit && (
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconPlus size={16} stroke={1.8} />}
            onClick={() => onEdit({ asset: unit.asset, unit: unit.name, begin: new Date(now).toISOString() })}
          >
            {t('add')}
          </Button>
        )}
      </div>
      {downtimes.isError && <FaultView fault={downtimes.error} retry={() => void downtimes.refetch()} />}
      {downtimes.isPending && <Skeleton height={80} />}
      {end.error && <FormFault words={faultWords(end.error)} />}
      {downtimes.data?.length === 0 && <p className="quiet">{t('noneEntered')}</p>}
      <ul className={styles.rows}>
        {downtimes.data?.map((one) => {
          const said = (
            <span className={styles.rowText}>
              <span className={styles.strong}>{reasonPath(reasons.data ?? [], one.reason, language).join(' / ')}</span>
              <span className="num quiet">
                {stretchText(one.begin, one.end, now, language)} {spanText(lengthOf(one.begin, one.end, now), words)}
              </span>
              {one.note && <span className={styles.note}>{one.note}</span>}
            </span>
          )
          return (
            <li key={one.id} className={styles.entry}>
              {onEdit ? (
                <button
                  type="button"
                  className={styles.rowButton}
                  aria-label={t('edit', {
                    reason: reasonPath(reasons.data ?? [], one.reason, language).at(-1) ?? '',
                    when: stretchText(one.begin, one.end, now, language),
                  })}
                  onClick={() => onEdit(sheetOf(one))}
                >
                  {said}
                </button>
              ) : (
                said
              )}
              {onEdit && one.end === undefined && (
                <Button variant="default" loading={end.isPending} onClick={() => end.mutate(one)}>
                  {t('endIt')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
