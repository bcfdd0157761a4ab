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

const CHINESE = /\p{Script=Han}/u

export function halfOf(text: string, language: 'en' | 'zh'): string {
  const [, head = '', one, other] = /^([^\n/:]*: )?([^\n/]+)(?:\n| \/ )([^\n/]+)$/.exec(text) ?? []
  if (one === undefined || other === undefined || CHINESE.test(one) === CHINESE.test(other)) return text
  return head + (CHINESE.test(one) === (language === 'zh') ? one : other)
}

/** Words about alarms in the reader's language. */
export function useAlarmWords() {
  const { t } = useTranslation('alarms')
  return {
    of: (words: { readonly en: string; readonly zh: string }): string => words[currentLanguage()],
    /** Of a text that says the same in both languages, one after the other, the reader's half. */
    ofText: (text: string): string => halfOf(text, currentLanguage()),
    refusal: (code: string): string => {
      const known = refusals.find((each) => each === code)
      return known ? t(`refusal.${known}`) : code
    },
  }
}
