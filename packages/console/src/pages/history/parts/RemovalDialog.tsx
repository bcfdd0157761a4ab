import { Button, Modal, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import form from '../../../parts/form.module.css'
import { countText } from '../../../parts/value-text.ts'
import { platform, type RemovalRequest } from '../../../platform.ts'
import styles from '../history.module.css'
import { boundsOf, firstSubject, isWhole, type Subject } from '../subject.ts'
import { Effect } from './Effect.tsx'
import { RangeText } from './RangeText.tsx'
import { SubjectFields } from './SubjectFields.tsx'

const shortest = 3
const longest = 500
/** Long enough for the platform to have told of it. */
const beginsMs = 400

/** Asks of what and why, then says how much that is before it is done. */
export function RemovalDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('history')
  const { t: part } = useTranslation('parts')
  const [subject, setSubject] = useState<Subject>({ ...firstSubject, scope: 'asset', period: 'custom' })
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState<RemovalRequest>()
  const isReady = isWhole(subject) && reason.trim().length >= shortest

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!isReady) return
    const { scope, asset, points } = subject
    setAsked({
      ...boundsOf(subject, Date.now()),
      ...(scope === 'asset' && asset ? { asset: asset.id } : { points: points.map(({ id }) => id) }),
      reason: reason.trim(),
    })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={asked ? t('removals.sure') : t('removals.ask')}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      {asked ? (
        <Sure request={asked} subject={subject} onBack={() => setAsked(undefined)} onClose={onClose} />
      ) : (
        <form className={form.form} onSubmit={submit}>
          <SubjectFields
            subject={subject}
            scopes={['asset', 'points']}
            onChange={(more) => setSubject((before) => ({ ...before, ...more }))}
          />
          <TextInput
            label={t('removals.reason')}
            description={t('removals.reasonHint')}
            required
            withAsterisk={false}
            minLength={shortest}
            maxLength={longest}
            autoComplete="off"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <div className={form.actions}>
            <Button variant="default" onClick={onClose}>
              {part('cancel')}
            </Button>
            <Button type="submit" disabled={!isReady}>
              {t('removals.next')}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  )
}

interface SureProps {
  request: RemovalRequest
  subject: Subject
  onBack: () => void
  onClose: () => void
}

/** As many are named. */
const named = 6

function Sure({ request, subject: { scope, asset, points }, onBack, onClose }: SureProps) {
  const { t } = useTranslation('history')
  const words = useFaultWords()
  const queries = useQueryClient()
  const { reason, ...about } = request
  const preview = useQuery({
    queryKey: ['history', 'preview', about],
    queryFn: ({ signal }) => platform.storage.preview(about, signal),
    staleTime: 0,
  })
  // It goes on, and tells how it ended, when the dialog is closed: the list shows that it is under way.
  const remove = useMutation({
    mutationFn: () => platform.storage.remove(request),
    onSuccess: ({ samples }) =>
      notifications.show({ message: t('removals.removed', { count: samples, shown: countText(samples) }) }),
    onError: (fault) => notifications.show({ color: 'red', title: words(fault).says, message: words(fault).remedy }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['history'] }),
  })

  function begin() {
    remove.mutate()
    setTimeout(() => void queries.invalidateQueries({ queryKey: ['history', 'removals'] }), beginsMs)
    onClose()
  }

  return (
    <div className={form.form}>
      <p className={form.lesson}>
        {scope === 'asset' ? t('removals.sureOf', { name: asset?.name }) : t('removals.sureLesson')}
      </p>
      <Effect share={preview.data} fault={preview.error} />
      <dl className={styles.facts}>
        {scope === 'points' && (
          <div>
            <dt className="label">{t('subject.points')}</dt>
            <dd>
              {points
                .slice(0, named)
                .map(({ name }) => name)
                .join(', ')}
              {points.length > named && ` + ${points.length - named}`}
            </dd>
          </div>
        )}
        <div>
          <dt className="label">{t('subject.period')}</dt>
          <dd className="num">
            <RangeText of={request} />
          </dd>
        </div>
        <div>
          <dt className="label">{t('removals.reason')}</dt>
          <dd>{reason}</dd>
        </div>
      </dl>
      <div className={form.actions}>
        <Button variant="default" onClick={onBack} data-autofocus>
          {t('removals.back')}
        </Button>
        <Button color="red" disabled={!preview.data || preview.data.samples === 0} onClick={begin}>
          {t('removals.remove')}
        </Button>
      </div>
    </div>
  )
}
