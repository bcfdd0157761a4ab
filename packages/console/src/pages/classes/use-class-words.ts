import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../i18n/language.ts'

interface Words {
  readonly en: string
  readonly zh: string
}

const format = new Intl.NumberFormat('en', { maximumSignificantDigits: 7, useGrouping: 'min2' })

/** A figure of a class, with all the digits that somebody wrote. */
export const figureText = (value: number): string => format.format(value)

/** Words of a class in the reader's language, and seconds as people say them. */
export function useClassWords() {
  const { t } = useTranslation('classes')
  return {
    of: (words: Words): string => words[currentLanguage()],
    seconds: (seconds: number): string =>
      seconds >= 60 && seconds % 60 === 0
        ? t('time.minutes', { count: seconds / 60 })
        : t('time.seconds', { count: seconds }),
    minutes: (minutes: number): string =>
      minutes >= 1_440 && minutes % 1_440 === 0
        ? t('time.days', { count: minutes / 1_440 })
        : minutes >= 60 && minutes % 60 === 0
          ? t('time.hours', { count: minutes / 60 })
          : t('time.minutes', { count: minutes }),
  }
}
