import {
  type Icon,
  IconActivity,
  IconBolt,
  IconCalendarTime,
  IconChartDots,
  IconGauge,
  IconLeaf,
  IconReportAnalytics,
  IconShieldCheck,
  IconTool,
  IconTruck,
} from '@tabler/icons-react'
import type { AppListed } from '../../../platform.ts'
import styles from '../apps.module.css'

type Scenario = AppListed['taxonomy']['scenarios'][number]

const icons: Readonly<Record<Scenario, Icon>> = {
  energy: IconBolt,
  efficiency: IconGauge,
  maintenance: IconTool,
  quality: IconChartDots,
  scheduling: IconCalendarTime,
  safety: IconShieldCheck,
  environment: IconLeaf,
  logistics: IconTruck,
  monitoring: IconActivity,
  reporting: IconReportAnalytics,
}

/** A sign of what an app is for first. */
export function AppIcon({ scenarios: [first = 'monitoring'] }: { scenarios: readonly Scenario[] }) {
  const Sign = icons[first]
  return (
    <span className={styles.icon} aria-hidden="true">
      <Sign size={22} stroke={1.6} />
    </span>
  )
}
