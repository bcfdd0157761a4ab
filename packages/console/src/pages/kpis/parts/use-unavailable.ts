import { useTranslation } from 'react-i18next'
import type { Told } from '../queries.ts'

/** Of what the words say more than its sign. */
const zeros = ['APT', 'PBT', 'PQ', 'PRT'] as const

/** Why there is no value, in words. */
export function useUnavailable(): (told: Pick<Told, 'unavailable'> | undefined) => string {
  const { t } = useTranslation('kpis')
  return (told) => {
    const why = told?.unavailable
    if (!why) return t('whyNot.untold')
    if (why.why === 'unknown')
      return why.inputs?.length ? t('whyNot.unknown', { inputs: why.inputs.join(', ') }) : t('whyNot.nothing')
    if (why.why === 'zero') {
      const known = zeros.find((each) => each === why.divisor)
      return known ? t(`whyNot.zeroOf.${known}`) : t('whyNot.zero', { divisor: why.divisor ?? '' })
    }
    return t('whyNot.undefined')
  }
}
