import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AppPreview } from '../../../platform.ts'
import styles from '../apps.module.css'
import { appVersionQuery } from '../queries.ts'
import { keyOf, said } from '../words.ts'
import { ConsentList } from './ConsentList.tsx'

const nothing: ReadonlySet<string> = new Set()

type Included = AppPreview['included'][number]

/** Those that somebody has to agree to, and whether it was done. */
export const agreedIn = (all: readonly Included[], agreed: ReadonlySet<string>) => {
  const asked = all.filter(({ is }) => is !== 'there')
  return {
    isWhole: asked.every((one) => one.asks.every((each) => agreed.has(includedKey(one, keyOf(each))))),
    included: asked.map(({ app, asks }) => ({ app, agreed: asks })),
  }
}

/** Of an app that a solution carries: agreed to apart from what others ask. */
export const includedKey = ({ app }: Pick<Included, 'app'>, key: string): string => `${app} ${key}`

interface IncludedConsentProps {
  included: Included
  agreed?: ReadonlySet<string>
  /** Without it the list is read alone. */
  onAgree?: (key: string, agrees: boolean) => void
}

/** What an app asks for that comes with a solution. */
export function IncludedConsent({ included, agreed = nothing, onAgree }: IncludedConsentProps) {
  const { t } = useTranslation('apps')
  const version = useQuery(appVersionQuery(included.app, included.version))
  const name = said(included.title)
  if (included.is === 'there') return <p className="quiet">{t('asks.carriedThere', { name })}</p>
  return (
    <section className={styles.carried}>
      <h2 className="section-title">
        {t(included.is === 'upgraded' ? 'asks.carriedNewer' : 'asks.carried', { name, version: included.version })}
      </h2>
      {version.data && (
        <ConsentList
          manifest={version.data.manifest}
          asks={included.asks}
          beyond={included.beyond}
          agreed={new Set(included.asks.map(keyOf).filter((key) => agreed.has(includedKey(included, key))))}
          {...(onAgree && { onAgree: (key, agrees) => onAgree(includedKey(included, key), agrees) })}
        />
      )}
    </section>
  )
}
