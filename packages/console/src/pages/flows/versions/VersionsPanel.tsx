import { Button, Modal, Select, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconUpload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { Mark } from '../../../parts/Mark.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { type Flow, platform } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import styles from '../flows.module.css'
import { flowQuery } from '../queries.ts'
import type { Draft } from '../use-draft.ts'
import { DiffDialog } from './DiffDialog.tsx'

interface VersionsPanelProps {
  flow: Flow
  draft: Draft
  ready: boolean
}

const tones = { waiting: 'warn', published: 'plain', rejected: 'hollow' } as const

/** What was published of the flow, by whom, and what each has that another has not. */
export function VersionsPanel({ flow, draft, ready }: VersionsPanelProps) {
  const { t } = useTranslation('flows')
  const publishes = useMay('flow:publish')
  const [publishing, { open, close }] = useDisclosure(false)
  const [reviewed, setReviewed] = useState<{ number: number; agrees: boolean }>()
  const [compared, setCompared] = useState<{ a: number; b: number | undefined }>()
  const newest = flow.versions[0]
  return (
    <div className={styles.stack}>
      <div className={styles.replayBar}>
        {publishes && (
          <Button size="xs" leftSection={<IconUpload size={15} stroke={1.8} />} disabled={!ready} onClick={open}>
            {t('versions.publish')}
          </Button>
        )}
        {!ready && <span className="quiet">{t('replay.mendFirst')}</span>}
        {newest && (
          <Button
            size="xs"
            variant="default"
            onClick={() => void draft.saveNow().then(() => setCompared({ a: newest.number, b: undefined }))}
          >
            {t('versions.compareDraft')}
          </Button>
        )}
      </div>
      {flow.versions.length === 0 && <p className="quiet">{t('versions.none')}</p>}
      <ul className={styles.versions}>
        {flow.versions.map((version) => (
          <li key={version.number}>
            <strong className="num">{t('versions.number', { number: version.number })}</strong>
            <Mark tone={tones[version.stage]}>{t(`versions.stage.${version.stage}`)}</Mark>
            <span>
              <RelativeTime time={version.at} /> <span className="quiet">{version.by.name}</span>
            </span>
            <span className="quiet">{t('versions.tests', { count: version.tests.length })}</span>
            {version.comment && <span>{version.comment}</span>}
            {version.reviewedBy && (
              <span className="quiet">
                {t('versions.reviewedBy', { name: version.reviewedBy.name })} {version.reviewComment}
              </span>
            )}
            <span className={styles.rowActs}>
              {version.mayReview && publishes && (
                <>
                  <Button size="compact-xs" onClick={() => setReviewed({ number: version.number, agrees: true })}>
                    {t('versions.agree')}
                  </Button>
                  <Button
                    size="compact-xs"
                    variant="default"
                    onClick={() => setReviewed({ number: version.number, agrees: false })}
                  >
                    {t('versions.refuse')}
                  </Button>
                </>
              )}
              {flow.versions.length > 1 && (
                <Select
                  size="xs"
                  className={styles.compareWith ?? ''}
                  aria-label={t('versions.compareWith', { number: version.number })}
                  placeholder={t('versions.compare')}
                  value={null}
                  data={flow.versions
                    .filter(({ number }) => number !== version.number)
                    .map(({ number }) => ({ value: String(number), label: t('versions.number', { number }) }))}
                  onChange={(other) => {
                    if (other === null) return
                    const [a, b] = [Number(other), version.number].sort((x, y) => x - y)
                    if (a !== undefined) setCompared({ a, b })
                  }}
                />
              )}
            </span>
          </li>
        ))}
      </ul>
      {publishing && <Publish flow={flow} draft={draft} onClose={close} />}
      {reviewed && <Review flow={flow} {...reviewed} onClose={() => setReviewed(undefined)} />}
      {compared && <DiffDialog flow={flow.id} {...compared} onClose={() => setCompared(undefined)} />}
    </div>
  )
}

function Publish({ flow, draft, onClose }: { flow: Flow; draft: Draft; onClose: () => void }) {
  const { t } = useTranslation('flows')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [comment, setComment] = useState('')
  const publish = useMutation({
    mutationFn: async () => {
      await draft.saveNow()
      return platform.flows.publish(flow.id, { revision: draft.revisionNow(), ...(comment && { comment }) })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: flowQuery(flow.id).queryKey })
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={t('versions.publish')} closeButtonProps={{ 'aria-label': t('close') }}>
      <div className={form.form}>
        <p className={form.lesson}>{t('versions.publishLesson')}</p>
        <Textarea
          data-autofocus
          label={t('versions.comment')}
          maxLength={500}
          autosize
          minRows={2}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        {publish.error && <FormFault words={words(publish.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button loading={publish.isPending} onClick={() => publish.mutate()}>
            {t('versions.publishDo')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

interface ReviewProps {
  flow: Flow
  number: number
  agrees: boolean
  onClose: () => void
}

function Review({ flow, number, agrees, onClose }: ReviewProps) {
  const { t } = useTranslation('flows')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [comment, setComment] = useState('')
  const review = useMutation({
    mutationFn: () => platform.flows.review(flow.id, number, { agrees, ...(comment && { comment }) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: flowQuery(flow.id).queryKey })
      onClose()
    },
  })
  const action = t(agrees ? 'versions.agree' : 'versions.refuse')
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${t('versions.number', { number })}: ${action}`}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className={form.form}>
        <Textarea
          data-autofocus
          label={t('versions.comment')}
          maxLength={500}
          autosize
          minRows={2}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        {review.error && <FormFault words={words(review.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button loading={review.isPending} onClick={() => review.mutate()}>
            {action}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
