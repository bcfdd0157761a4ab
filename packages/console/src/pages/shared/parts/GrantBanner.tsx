import { IconShare3 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import type { Grant } from '../../../platform.ts'
import { LiveMark } from '../../../shell/LiveMark.tsx'
import { momentText } from '../../sharing/parts/GrantTime.tsx'
import styles from '../shared.module.css'

/** Whose plant one looks at, what for, until when. */
export function GrantBanner({ grant }: { grant: Grant }) {
  const { t } = useTranslation('sharing')
  return (
    <section className={styles.banner} aria-label={t('banner.label')}>
      <IconShare3 size={18} stroke={1.7} aria-hidden="true" />
      <div className={styles.bannerWords}>
        <strong>{t('banner.whose', { giver: grant.giver, subject: grant.subject })}</strong>
        <span>{t('banner.purpose', { purpose: grant.purpose })}</span>
        <span className="num">
          {t('banner.until', { time: momentText(grant.endsAt) })} · <RelativeTime time={grant.endsAt} />
        </span>
      </div>
      <LiveMark />
    </section>
  )
}
