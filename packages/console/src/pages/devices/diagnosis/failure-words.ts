import { useTranslation } from 'react-i18next'

export interface FailureWords {
  says: string
  remedy: string
}

type KnownFailure = 'driver.timeout'

/** Where the device itself refuses, its own code says what; only the remedy differs by who is asked. */
const refusals: ReadonlySet<string> = new Set([
  'modbus.exception',
  'fins.end_code',
  'melsec.end_code',
  's7.item_error',
  's7.job_error',
  'ethernet_ip.status',
  'dlt645.refused',
  'iec104.refused',
])

/** What a kind of failure means on the shop floor and what to do; those nobody wrote words for keep their code. */
export function useFailureWords(): (code: string) => FailureWords {
  const { t, i18n } = useTranslation('diagnosis')
  const isKnown = (code: string): code is KnownFailure => i18n.exists(`failure.${code}.says`, { ns: 'diagnosis' })
  return (code) => {
    if (refusals.has(code)) return { says: t('failure.refused.says'), remedy: t('failure.refused.remedy') }
    if (isKnown(code)) return { says: t(`failure.${code}.says`), remedy: t(`failure.${code}.remedy`) }
    return { says: code, remedy: t('failure.other') }
  }
}
