import { useTranslation } from 'react-i18next'
import type { texts } from '../../i18n/en/index.ts'

type Weakness = keyof (typeof texts)['account']['weak']

/** What the platform found against a password stands in brackets in its answer; the texts are kept by its words. */
const keyOf = (message: string): string =>
  (/\((.+?)\.?\)/.exec(message)?.[1] ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '_')
    .replaceAll(/^_|_$/g, '')

/** Why a password is easy to guess, in the reader's language; nothing where the platform said none that is known here. */
export function useWeakness(): (message: string) => { says: string } | undefined {
  const { t, i18n } = useTranslation('account')
  const isKnown = (key: string): key is Weakness => key !== '' && i18n.exists(`weak.${key}`, { ns: 'account' })
  return (message) => {
    const key = keyOf(message)
    return isKnown(key) ? { says: t(`weak.${key}`) } : undefined
  }
}
