import { useTranslation } from 'react-i18next'
import type { texts } from '../../../i18n/en/index.ts'

type Texts = (typeof texts)['mechanismStudies']

const spaced = (kind: string): string => kind.replaceAll('_', ' ')

/** Kinds that the platform tells, in the reader's language; one that is not known here as it is written. */
export function useStudyWords() {
  const { t, i18n } = useTranslation('mechanismStudies')
  const has = (key: string): boolean => i18n.exists(key, { ns: 'mechanismStudies' })
  const isPart = (part: string): part is keyof Texts['part'] => has(`part.${part}`)
  const isColumn = (name: string): name is keyof Texts['column'] => has(`column.${name}`)
  const isWarning = (kind: string): kind is keyof Texts['warning'] => has(`warning.${kind}`)
  const isVerdict = (kind: string): kind is keyof Texts['verdict'] => has(`verdict.${kind}`)
  const isLeftOut = (why: string): why is keyof Texts['leftOut'] => has(`leftOut.${why}`)
  const isMetric = (name: string): name is keyof Texts['metric'] => has(`metric.${name}.title`)
  /** An output, and the part of its rows: "duty held_back before". */
  const part = (text: string): string =>
    text
      .split(' ')
      .map((word) => (isPart(word) ? t(`part.${word}`) : word))
      .join(', ')
  return {
    part,
    column: (name: string): string => (isColumn(name) ? t(`column.${name}`) : spaced(name)),
    warning: (text: string): string => {
      const [kind = text, ...rest] = text.split(/[: ]/)
      const of = rest.filter(Boolean).join(' ')
      return isWarning(kind) ? [t(`warning.${kind}`), of && `(${of})`].filter(Boolean).join(' ') : spaced(text)
    },
    verdict: (kind: string): string => (isVerdict(kind) ? t(`verdict.${kind}`) : spaced(kind)),
    leftOut: (why: string): string => (isLeftOut(why) ? t(`leftOut.${why}`) : spaced(why)),
    metric: (name: string): { title: string; says: string } =>
      isMetric(name)
        ? { title: t(`metric.${name}.title`), says: t(`metric.${name}.says`) }
        : { title: spaced(name), says: '' },
  }
}
