import { useTranslation } from 'react-i18next'
import { Mark } from '../../../parts/Mark.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { bytesText } from '../../../parts/value-text.ts'
import type { MechanismVersion } from '../../../platform.ts'
import styles from '../mechanisms.module.css'

/** What the package is: digest, size, and whose key signed it. */
export function PackageFacts({ version }: { version: MechanismVersion }) {
  const { t } = useTranslation('mechanisms')
  const { value, unit } = bytesText(version.bytes)
  const { signature } = version
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="package">
      <h2 id="package" className="section-title">
        {t('package.title')}
      </h2>
      <dl className={styles.facts}>
        <dt>{t('package.origin')}</dt>
        <dd>
          {t(`origin.${version.origin}`)} · {version.by.name} · <RelativeTime time={version.at} />
        </dd>
        <dt>{t('package.size')}</dt>
        <dd className="num">
          {value} {unit}
        </dd>
        <dt>{t('package.digest')}</dt>
        <dd>
          <code className={styles.digest}>{version.digest}</code>
        </dd>
        <dt>{t('package.signature')}</dt>
        <dd>
          {signature ? (
            <>
              <Mark tone={signature.trusted ? 'plain' : 'warn'}>
                {t(signature.trusted ? 'package.trusted' : 'package.untrusted')}
              </Mark>
              <code className={styles.digest}>{signature.fingerprint}</code>
            </>
          ) : (
            t('package.unsigned')
          )}
        </dd>
      </dl>
      <p className="label">{t('package.lesson')}</p>
    </section>
  )
}
