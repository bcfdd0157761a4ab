import { useTranslation } from 'react-i18next'
import { Mark } from '../../../parts/Mark.tsx'
import type { Binding } from '../../../platform.ts'

/** How a binding stands: the worst first. */
export function BindingMark({ binding }: { binding: Binding }) {
  const { t } = useTranslation('mechanisms')
  if (binding.broken > 0) return <Mark tone="bad">{t('running.broken', { count: binding.broken })}</Mark>
  if (binding.paused) return <Mark tone="hollow">{t('running.paused')}</Mark>
  if (binding.conditions > 0) return <Mark tone="warn">{t('running.conditions', { count: binding.conditions })}</Mark>
  if (binding.canary) return <Mark tone="plain">{t('running.canary', { version: binding.canary.version })}</Mark>
  return <Mark tone="plain">{t('running.runs')}</Mark>
}
