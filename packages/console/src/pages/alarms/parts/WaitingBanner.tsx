import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../rights.ts'
import { changeCountsQuery } from '../../../shell/alarm-counts.ts'
import styles from '../database.module.css'

/** Changes that wait for a second person: for whoever looks, or for somebody else whom there may not be yet. */
export function WaitingBanner({ here = false }: { here?: boolean }) {
  const { t } = useTranslation('alarms')
  const counts = useQuery(changeCountsQuery)
  const mayApprove = useMay('alarm:approve')
  const mayInvite = useMay('member:manage')
  const { waiting = 0, decidable = 0 } = counts.data ?? {}
  if (waiting === 0 || (here && mayApprove && decidable > 0)) return null
  const forReader = mayApprove && decidable > 0
  return (
    <div className={styles.banner} role="status">
      <span className={styles.bannerText}>
        <strong>{t(forReader ? 'banner.yours' : 'banner.others', { count: forReader ? decidable : waiting })}</strong>{' '}
        {t(forReader ? 'banner.yoursLesson' : 'banner.othersLesson')}
      </span>
      {!here && (
        <Button
          size="xs"
          variant="default"
          renderRoot={(props) => <Link to="/alarms/database" search={{ open: 'changes' }} {...props} />}
        >
          {t('banner.look')}
        </Button>
      )}
      {!forReader && mayInvite && (
        <Button size="xs" variant="default" component={Link} to="/members">
          {t('banner.invite')}
        </Button>
      )}
    </div>
  )
}
