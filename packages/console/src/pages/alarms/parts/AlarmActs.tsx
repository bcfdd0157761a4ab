import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import lists from '../../../parts/list.module.css'
import { type Alarm, type AlarmActReply, platform } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { useAct } from '../use-act.ts'
import { waits } from '../waits.ts'
import { HoldDialog } from './HoldDialog.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'

type Asking = 'shelve' | 'suppress' | 'remove' | 'note'
const api = platform.alarms

/** What can be done about one alarm as it stands. */
export function AlarmActs({ alarm }: { alarm: Alarm }) {
  const { t } = useTranslation('alarms')
  const mayAcknowledge = useMay('alarm:acknowledge')
  const mayShelve = useMay('alarm:shelve')
  const mayRemove = useMay('alarm:remove')
  const [asking, setAsking] = useState<Asking>()
  const act = useAct(
    (run: () => Promise<AlarmActReply>) => run(),
    () => setAsking(undefined),
  )
  const ids = [alarm.id]
  const run = (what: () => Promise<AlarmActReply>) => act.mutate(what)
  const { state } = alarm
  const isSuppressed = alarm.suppressedUntil !== undefined
  const hold = (what: Exclude<Asking, 'note'>, reason: string, until: string | undefined): Promise<AlarmActReply> =>
    what === 'remove' ? api.remove(ids, reason, until) : api[what](ids, reason, until ?? '')
  const noted = async (note: string): Promise<AlarmActReply> => {
    await api.note(alarm.id, note)
    return { changed: 1, items: [] }
  }
  const plain: readonly [shown: boolean, word: string, act: () => void][] = [
    [mayAcknowledge && state.startsWith('latched'), t('act.reset'), () => run(() => api.reset(ids))],
    [mayAcknowledge, t('act.note'), () => setAsking('note')],
    [mayShelve && state !== 'shelved' && state !== 'out_of_service', t('act.shelve'), () => setAsking('shelve')],
    [mayShelve && state === 'shelved', t('act.unshelve'), () => run(() => api.unshelve(ids))],
    [mayRemove && !isSuppressed && state !== 'out_of_service', t('act.suppress'), () => setAsking('suppress')],
    [mayRemove && isSuppressed, t('act.unsuppress'), () => run(() => api.unsuppress(ids))],
    [mayRemove && state !== 'out_of_service', t('act.remove'), () => setAsking('remove')],
    [mayRemove && state === 'out_of_service', t('act.return'), () => run(() => api.return(ids))],
  ]
  return (
    <div className={lists.actions}>
      {mayAcknowledge && waits(alarm) && (
        <Button size="xs" loading={act.isPending} onClick={() => run(() => api.acknowledge(ids))}>
          {t('act.acknowledge')}
        </Button>
      )}
      {plain.map(
        ([shown, word, onClick]) =>
          shown && (
            <Button key={word} size="xs" variant="default" onClick={onClick}>
              {word}
            </Button>
          ),
      )}
      {asking && asking !== 'note' && (
        <HoldDialog
          what={asking}
          count={1}
          busy={act.isPending}
          onHold={({ reason, until }) => run(() => hold(asking, reason, until))}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'note' && (
        <ReasonDialog
          what="note"
          busy={act.isPending}
          onSay={(said) => run(() => noted(said))}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  )
}
