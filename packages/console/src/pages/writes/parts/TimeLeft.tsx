import { useTranslation } from 'react-i18next'
import { spanText } from '../../../parts/time-text.ts'
import { useNow } from '../../../parts/use-now.ts'
import { useSpanWords } from '../../../parts/use-span-words.ts'

/** How long a write still waits. */
export function TimeLeft({ until }: { until: string }) {
  const { t } = useTranslation('writes')
  const span = useSpanWords()
  const seconds = (Date.parse(until) - useNow()) / 1000
  return <span className="num">{seconds > 0 ? t('left', { span: spanText(seconds, span) }) : t('over')}</span>
}
