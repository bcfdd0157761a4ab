import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMay } from '../rights.ts'
import { alarmCountsQuery, changeCountsQuery } from './alarm-counts.ts'
import { Count } from './Count.tsx'

/** Alarms that wait for an acknowledgement, and changes of alarms that wait for this person. */
export function AlarmCounts() {
  const { t } = useTranslation('shell')
  const alarms = useQuery({ ...alarmCountsQuery, enabled: useMay('alarm:read') })
  const changes = useQuery({ ...changeCountsQuery, enabled: useMay('alarm:approve') })
  const [unseen, decidable] = [alarms.data?.unacknowledged ?? 0, changes.data?.decidable ?? 0]
  return (
    <>
      {decidable > 0 && <Count label={t('changesWait', { count: decidable })}>{String(decidable)}</Count>}
      {unseen > 0 && (
        <Count urgent label={t('alarmsWait', { count: unseen })}>
          {unseen > 999 ? '999+' : String(unseen)}
        </Count>
      )}
    </>
  )
}
