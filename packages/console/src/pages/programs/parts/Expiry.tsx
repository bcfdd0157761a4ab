import { useTranslation } from 'react-i18next'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { useNow } from '../../../parts/use-now.ts'
import type { Program } from '../../../platform.ts'
import { expiryOf } from '../expiry.ts'
import styles from '../programs.module.css'

/** When a program ends; coloured only when somebody has to rotate it. */
export function Expiry({ program }: { program: Program }) {
  const { t } = useTranslation('programs')
  const expiry = expiryOf(program, useNow())
  return (
    <span className={styles.expiry} data-expiry={expiry}>
      <RelativeTime time={program.expiresAt} />
      {expiry === 'near' && <span className={styles.expiryHint}>{t('expiry.near')}</span>}
    </span>
  )
}
