import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { spanText } from '../../../parts/time-text.ts'
import { useNow } from '../../../parts/use-now.ts'
import { useSpanWords } from '../../../parts/use-span-words.ts'
import { type DowntimeRequest, platform } from '../../../platform.ts'
import styles from '../production.module.css'
import { reasonsQuery } from '../queries.ts'
import { reasonName } from '../reasons.ts'
import { fieldTime, lengthOf, stretchText } from '../times.ts'
import { ReasonChoice } from './ReasonChoice.tsx'

/** Which stop a reason is for: a new entry, or one that is there. */
export interface SheetFor {
  readonly asset: string
  /** The work unit's name. */
  readonly unit: string
  readonly begin: string
  readonly end?: string
  readonly entered?: { readonly id: string; readonly reason: string; readonly note?: string }
}

/** Says why a machine stands: two taps of a thumb. Times and a note may be added. */
export function DowntimeSheet({ asset, unit, begin, end, entered, onClose }: SheetFor & { onClose: () => void }) {
  const { t } = useTranslation('production')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const span = useSpanWords()
  const now = useNow()
  const queries = useQueryClient()
  const isPhone = useMediaQuery('(width < 48em)')
  const reasons = useQuery(reasonsQuery)
  const [reason, setReason] = useState(entered?.reason)
  const [note, setNote] = useState(entered?.note ?? '')
  const [isDetailed, setDetailed] = useState(entered !== undefined)
  const [from, setFrom] = useState(fieldTime(Date.parse(begin)))
  const [to, setTo] = useState(end === undefined ? '' : fieldTime(Date.parse(end)))
  const done = async () => {
    await queries.invalidateQueries({ queryKey: ['production'] })
    onClose()
  }
  const save = useMutation({
    mutationFn: (request: DowntimeRequest) => platform.production.putDowntime(entered?.id, request),
    onSuccess: done,
  })
  const takeBack = useMutation({
    mutationFn: (id: string) => platform.production.takeDowntimeBack(id),
    onSuccess: done,
  })
  // What was not touched keeps its milliseconds.
  const beginSaid = from === fieldTime(Date.parse(begin)) ? begin : new Date(from).toISOString()
  const endSaid = end !== undefined && to === fieldTime(Date.parse(end)) ? end : to && new Date(to).toISOString()
  const chosen = reasons.data?.find(({ id }) => id === reason)
  const fault = save.error ?? takeBack.error ?? reasons.error

  function submit(event: FormEvent) {
    event.preventDefault()
    if (reason)
      save.mutate({
        asset,
        reason,
        begin: beginSaid,
        ...(endSaid && { end: endSaid }),
        ...(note.trim() && { note: note.trim() }),
      })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      fullScreen={isPhone ?? false}
      title={entered ? t('sheet.change', { unit }) : t('sheet.title', { unit })}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <form className={styles.sheet} onSubmit={submit}>
        <p className={`num ${styles.when}`}>
          {stretchText(beginSaid, endSaid || undefined, now, currentLanguage())}
          <span className="quiet">
            {spanText(lengthOf(beginSaid, endSaid || undefined, now), span)}
            {!endSaid && ` · ${t('lasts')}`}
          </span>
        </p>
        {reasons.data && (
          <ReasonChoice asset={asset} reasons={reasons.data} value={reason} onChange={(id) => setReason(id)} />
        )}
        {isDetailed ? (
          <div className={styles.details}>
            <div className={styles.pair}>
              <TextInput
                type="datetime-local"
                step={1}
                label={t('sheet.begin')}
                value={from}
                onChange={(event) => setFrom(event.currentTarget.value)}
              />
              <TextInput
                type="datetime-local"
                step={1}
                label={t('sheet.end')}
                description={to === '' ? t('sheet.endHint') : undefined}
                inputWrapperOrder={['label', 'input', 'description']}
                value={to}
                onChange={(event) => setTo(event.currentTarget.value)}
              />
            </div>
            <Textarea
              label={t('sheet.note')}
              autosize
              minRows={2}
              maxLength={1_000}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          </div>
        ) : (
          <Button variant="subtle" onClick={() => setDetailed(true)}>
            {t('sheet.more')}
          </Button>
        )}
        {fault && <FormFault words={words(fault)} />}
        <div className={styles.foot}>
          {entered && (
            <Button
              size="lg"
              variant="default"
              aria-label={t('sheet.takeBack')}
              title={t('sheet.takeBack')}
              loading={takeBack.isPending}
              onClick={() => takeBack.mutate(entered.id)}
            >
              <IconTrash size={20} stroke={1.7} />
            </Button>
          )}
          <Button type="submit" size="lg" flex={1} disabled={!chosen || from === ''} loading={save.isPending}>
            {chosen ? t('sheet.save', { reason: reasonName(chosen, currentLanguage()) }) : t('sheet.choose')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
