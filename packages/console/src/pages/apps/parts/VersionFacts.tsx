import { useTranslation } from 'react-i18next'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import type { AppVersion } from '../../../platform.ts'
import styles from '../apps.module.css'
import { useIndustryText } from '../words.ts'
import { SignatureMark } from './SignatureMark.tsx'

/** What a package brings, and from whom it is. */
export function VersionFacts({ version }: { version: AppVersion }) {
  const { t } = useTranslation('apps')
  const industry = useIndustryText()
  const { manifest, signature } = version
  const brings = (['pages', 'services', 'flows', 'models', 'classes', 'tables'] as const).flatMap((what) => {
    const count = manifest[what]?.length ?? 0
    return count > 0 ? [t(`brings.${what}`, { count })] : []
  })
  return (
    <section className={`panel ${styles.panel}`}>
      <h2 className="section-title">{t('facts.title')}</h2>
      <dl className={styles.facts}>
        <dt>{t('facts.signature')}</dt>
        <dd>
          <SignatureMark signature={signature} />
          {signature && <code className={styles.digest}>{signature.fingerprint}</code>}
        </dd>
        <dt>{t('facts.for')}</dt>
        <dd>
          {[
            t(`reach.${manifest.taxonomy.reach}`),
            ...manifest.taxonomy.stages.map((stage) => t(`stage.${stage}`)),
            ...manifest.taxonomy.scenarios.map((scenario) => t(`scenario.${scenario}`)),
            ...(manifest.taxonomy.industries ?? []).map(industry),
          ].join(' · ')}
        </dd>
        <dt>{t('facts.brings')}</dt>
        <dd>{brings.length > 0 ? brings.join(' · ') : t('brings.nothing')}</dd>
        <dt>{t('facts.licence')}</dt>
        <dd>{manifest.licence}</dd>
        <dt>{t('facts.brought')}</dt>
        <dd>
          {version.by.name} · <RelativeTime time={version.at} />
        </dd>
        <dt>{t('facts.digest')}</dt>
        <dd>
          <code className={styles.digest}>{version.digest}</code>
        </dd>
      </dl>
    </section>
  )
}
