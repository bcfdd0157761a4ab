import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { PlatformFault } from '../../../platform.ts'

const known = {
  'access.grant_times': 'times',
  'access.beyond_own': 'beyond',
  'access.grant_unknown': 'gone',
} as const
const isKnown = (code: string): code is keyof typeof known => code in known

/** Faults of giving and stopping in the reader's language; any other as everywhere. */
export function useGrantFaultWords() {
  const { t } = useTranslation('sharing')
  const words = useFaultWords()
  return (fault: unknown) => {
    if (!(fault instanceof PlatformFault && isKnown(fault.code))) return words(fault)
    const which = known[fault.code]
    return { says: t(`fault.${which}`), remedy: t(`fault.${which}Remedy`), code: fault.code }
  }
}
