import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useRightWords } from '../../../parts/right-words.ts'
import { useMay } from '../../../rights.ts'
import { separationQuery } from '../queries.ts'
import styles from '../roles.module.css'

const three = ['system', 'security', 'audit'] as const

/** What the three separated administrators are, and whether this organisation keeps them apart. */
export function Apart() {
  const { t } = useTranslation('roles')
  const words = useRightWords()
  const reads = useMay('organisation:read')
  const separated = useQuery({ ...separationQuery, enabled: reads })
  const titleOf = (name: string) => words.role({ name, title: name })
  const undivided = titleOf('tenant_admin')
  return (
    <section className={`panel ${styles.apart}`} aria-labelledby="apart">
      <h2 id="apart" className={styles.heading}>
        {t('apart.title')}
      </h2>
      <p className={styles.prose}>{t('apart.lesson')}</p>
      <dl className={styles.three}>
        {three.map((one) => (
          <div key={one}>
            <dt>{titleOf(`${one}_admin`)}</dt>
            <dd>{t(`apart.${one}`)}</dd>
          </div>
        ))}
      </dl>
      {separated.data !== undefined && (
        <p className={styles.prose}>{t(separated.data ? 'apart.on' : 'apart.off', { undivided })}</p>
      )}
    </section>
  )
}
