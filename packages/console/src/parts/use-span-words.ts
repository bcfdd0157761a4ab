import { useTranslation } from 'react-i18next'
import type { SpanWords } from './time-text.ts'

/** What the units of a length of time are called. */
export function useSpanWords(): SpanWords {
  const { t } = useTranslation('parts')
  return { day: t('span.day'), hour: t('span.hour'), minute: t('span.minute'), second: t('span.second') }
}
