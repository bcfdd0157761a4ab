import {
  IconAdjustments,
  IconBell,
  IconChartBar,
  IconChartLine,
  IconGauge,
  IconListDetails,
  IconNumber123,
  IconTarget,
  IconTimeline,
  IconTypography,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Kind, kinds } from '../document.ts'
import styles from '../screens.module.css'

const icons = {
  value: IconNumber123,
  kpi: IconTarget,
  gauge: IconGauge,
  trend: IconChartLine,
  states: IconTimeline,
  bars: IconChartBar,
  table: IconListDetails,
  alarms: IconBell,
  text: IconTypography,
  write: IconAdjustments,
} as const

/** Kinds of widgets; one that is pressed stands in the first gap it fits into, and is chosen. */
export function Palette({ onAdd }: { onAdd: (kind: Kind) => void }) {
  const { t } = useTranslation('screens')
  return (
    <section className={styles.palette} aria-label={t('editor.palette')}>
      {kinds.map((kind) => {
        const Icon = icons[kind]
        return (
          <button key={kind} type="button" title={t(`kindLesson.${kind}`)} onClick={() => onAdd(kind)}>
            <Icon size={18} stroke={1.5} aria-hidden="true" />
            <span>{t(`kind.${kind}`)}</span>
          </button>
        )
      })}
    </section>
  )
}
