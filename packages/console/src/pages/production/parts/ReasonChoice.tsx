import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import type { DowntimeReason } from '../../../platform.ts'
import styles from '../production.module.css'
import { downtimesQuery } from '../queries.ts'
import { offered, reasonName } from '../reasons.ts'

interface ReasonChoiceProps {
  asset: string
  reasons: readonly DowntimeReason[]
  value: string | undefined
  onChange: (id: string) => void
}

/** Reasons as buttons for a thumb: what was used here last, then the headings, and below a heading its own. */
export function ReasonChoice({ asset, reasons, value, onChange }: ReasonChoiceProps) {
  const { t } = useTranslation('production')
  const language = currentLanguage()
  const entered = useQuery(downtimesQuery(asset))
  const [opened, setOpened] = useState<string>()
  const { last, groups, alone } = offered(reasons, entered.data ?? [])
  const group = groups.find(({ reason }) => reason.id === opened)
  const choice = (reason: DowntimeReason) => (
    <button
      key={reason.id}
      type="button"
      className={styles.touch}
      data-state={reason.state}
      aria-pressed={reason.id === value}
      onClick={() => onChange(reason.id)}
    >
      <span>{reasonName(reason, language)}</span>
      <span className="label">{t(`state.${reason.state}`)}</span>
    </button>
  )

  if (reasons.length === 0) return <p className="quiet">{t('sheet.noReasons')}</p>
  if (group)
    return (
      <section className={styles.choice}>
        <button type="button" className={styles.back} onClick={() => setOpened(undefined)}>
          <IconChevronLeft size={20} stroke={1.8} aria-hidden="true" />
          {reasonName(group.reason, language)}
        </button>
        <div className={styles.grid}>{group.leaves.map(choice)}</div>
      </section>
    )
  return (
    <section className={styles.choice}>
      {last.length > 0 && (
        <>
          <h3 className="label">{t('sheet.last')}</h3>
          <div className={styles.grid}>{last.map(choice)}</div>
          <h3 className="label">{t('sheet.all')}</h3>
        </>
      )}
      <div className={styles.grid}>
        {groups.map(({ reason, leaves }) => (
          <button
            key={reason.id}
            type="button"
            className={styles.touch}
            data-group
            onClick={() => setOpened(reason.id)}
          >
            <span>{reasonName(reason, language)}</span>
            <span className="label">{t('sheet.below', { count: leaves.length })}</span>
            <IconChevronRight size={20} stroke={1.8} aria-hidden="true" />
          </button>
        ))}
        {alone.map(choice)}
      </div>
    </section>
  )
}
