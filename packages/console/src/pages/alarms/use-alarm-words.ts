import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../i18n/language.ts'

const refusals = [
  'active_already',
  'not_active',
  'still_active',
  'nothing_to_acknowledge',
  'acknowledged_already',
  'not_latched',
  'not_annunciated',
  'not_shelved',
  'out_of_service',
  'in_service',
  'unknown',
] as const

/** Words about alarms in the reader's language. */
export function useAlarmWords() {
  const { t } = useTranslation('alarms')
  return {
    of: (words: { readonly en: string; readonly zh: string }): string => words[currentLanguage()],
    refusal: (code: string): string => {
      const known = refusals.find((each) => each === code)
      return known ? t(`refusal.${known}`) : code
    },
  }
}
