import { useTranslation } from 'react-i18next'
import { domains } from '../search.ts'

/** A field of engineering; one that the console has no word for is told as it is written. */
export function DomainText({ domain }: { domain: string }) {
  const { t } = useTranslation('mechanisms')
  const known = domains.find((each) => each === domain)
  return known ? t(`domain.${known}`) : domain
}
