import { useTranslation } from 'react-i18next'
import type { Told } from '../queries.ts'

/** Why there is no value, in words. */
export function useUnavailable(): (told: Pick<Told, 'unavailable'> | undefined) => string {
  const { t } = useTranslation('kpis')
  return (told) => {
    const why = told?.unavailable
    if (!why) return t('whyNot.untold')
    if (why.why === 'unknown') return t('whyNot.unknown', { inputs: why.inputs?.join(', ') ?? '' })
    if (why.why === 'zero') return t('whyNot.zero', { divisor: why.divisor ?? '' })
    return t('whyNot.undefined')
  }
}
