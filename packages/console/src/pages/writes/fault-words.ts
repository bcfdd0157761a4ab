import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../parts/FaultView.tsx'
import { PlatformFault } from '../../platform.ts'

const known = {
  'commands.second_person': 'second',
  'commands.not_waiting': 'closed',
  'commands.asker_may_not': 'asker',
  'commands.not_writable': 'readOnly',
  'commands.out_of_range': 'range',
  'commands.too_many_open': 'full',
} as const
const isKnown = (code: string): code is keyof typeof known => code in known

/** Faults of writing and deciding in the reader's language; any other as everywhere. */
export function useWriteFaultWords() {
  const { t } = useTranslation('writes')
  const words = useFaultWords()
  return (fault: unknown) => {
    if (!(fault instanceof PlatformFault && isKnown(fault.code))) return words(fault)
    const which = known[fault.code]
    return { says: t(`fault.${which}`), remedy: t(`fault.${which}Remedy`), code: fault.code }
  }
}

/** True if the request may have been carried out all the same. */
export const inDoubt = (fault: unknown): boolean =>
  !(fault instanceof PlatformFault) || fault.status === 0 || fault.status >= 500
