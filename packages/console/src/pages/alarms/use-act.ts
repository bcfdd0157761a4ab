import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../parts/FaultView.tsx'
import type { AlarmActReply } from '../../platform.ts'
import { alarmsKey } from './queries.ts'
import { useAlarmWords } from './use-alarm-words.ts'

/** Something that is done to alarms: what could not be done is said, and the lists are asked anew. */
export function useAct<Said>(act: (said: Said) => Promise<AlarmActReply>, onDone?: () => void) {
  const { t } = useTranslation('alarms')
  const queries = useQueryClient()
  const faults = useFaultWords()
  const words = useAlarmWords()
  return useMutation({
    mutationFn: act,
    onSuccess: async ({ changed, items }) => {
      onDone?.()
      const refused = items.filter(({ refused: why }) => why !== undefined)
      const [first] = refused
      if (first?.refused)
        notifications.show({
          color: changed === 0 ? 'red' : 'yellow',
          title: t('act.refused', { count: refused.length }),
          message: words.refusal(first.refused),
        })
      await queries.invalidateQueries({ queryKey: alarmsKey })
    },
    onError: (fault) => {
      const { says, remedy } = faults(fault)
      notifications.show({ color: 'red', title: says, message: remedy })
    },
  })
}
