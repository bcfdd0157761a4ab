import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { IconChartLine, IconSitemap } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AssetPicker } from '../../../parts/AssetPicker.tsx'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import type { GrantRequest } from '../../../platform.ts'
import styles from '../sharing.module.css'
import { type Draft, requestOf, type ShareWith, type Subject, timesOf } from '../subject.ts'
import { AllowedActions } from './AllowedActions.tsx'
import { EndField } from './EndField.tsx'

interface ShareFormProps {
  /** Fixed by where the dialog was opened; without it an asset is picked. */
  subject?: Subject
  busy: boolean
  fault: unknown
  onSubmit: (request: GrantRequest) => void
}

type Unpicked = Omit<Draft, 'subject'> & { readonly subject: Subject | null }

const receivers: readonly ShareWith[] = ['organisation', 'link']
const shortestPurpose = 3

export function ShareForm({ subject, busy, fault, onSubmit }: ShareFormProps) {
  const { t } = useTranslation('sharing')
  const words = useFaultWords()
  const [draft, setDraft] = useState<Unpicked>({
    subject: subject ?? null,
    receiver: 'organisation',
    handle: '',
    actions: ['asset:read', 'point:read'],
    purpose: '',
    begins: '',
    length: 'week',
    until: '',
  })
  const [tried, setTried] = useState(false)
  const change = (part: Partial<Unpicked>) => setDraft((before) => ({ ...before, ...part }))
  const { start, end } = timesOf(draft, Date.now())
  const short = draft.purpose.trim().length < shortestPurpose
  const ready =
    draft.subject !== null &&
    !short &&
    (draft.receiver === 'link' || draft.handle.trim() !== '') &&
    end > Math.max(start, Date.now())

  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (ready && draft.subject) onSubmit(requestOf({ ...draft, subject: draft.subject }, Date.now()))
  }

  return (
    <form className={form.form} onSubmit={submit}>
      {subject ? (
        <FixedSubject subject={subject} />
      ) : (
        <AssetPicker
          label={t('give.subject')}
          placeholder={t('give.subjectHint')}
          required
          value={draft.subject && { id: draft.subject.id, name: draft.subject.name, path: pathOf(draft.subject) }}
          onChange={(asset) =>
            change({
              subject: asset && {
                is: 'asset',
                id: asset.id,
                name: asset.name,
                place: asset.path.slice(0, -1).join(' / '),
              },
            })
          }
        />
      )}
      <div className={styles.field}>
        <span className={styles.fieldLabel} id="share-with">
          {t('give.with')}
        </span>
        <SegmentedControl
          fullWidth
          aria-labelledby="share-with"
          value={draft.receiver}
          onChange={(value) => change({ receiver: receivers.find((known) => known === value) ?? 'organisation' })}
          data={receivers.map((value) => ({ value, label: t(`give.receiver.${value}`) }))}
        />
        {draft.receiver === 'link' && <p className={styles.hint}>{t('give.linkHint')}</p>}
      </div>
      {draft.receiver === 'organisation' && (
        <TextInput
          label={t('give.handle')}
          description={t('give.handleHint')}
          required
          withAsterisk={false}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          pattern=".*\S.*"
          value={draft.handle}
          onChange={(event) => change({ handle: event.currentTarget.value })}
        />
      )}
      <AllowedActions
        is={draft.subject?.is ?? 'asset'}
        receiver={draft.receiver}
        value={draft.actions}
        onChange={(actions) => change({ actions })}
      />
      <Textarea
        label={t('give.purpose')}
        placeholder={t('give.purposeHint')}
        required
        withAsterisk={false}
        rows={2}
        error={tried && short ? t('give.purposeShort') : null}
        maxLength={500}
        value={draft.purpose}
        onChange={(event) => change({ purpose: event.currentTarget.value })}
      />
      <EndField draft={draft} onChange={change} />
      {fault ? <FormFault words={words(fault)} /> : null}
      <div className={form.actions}>
        <Button type="submit" loading={busy}>
          {t(draft.receiver === 'link' ? 'give.makeLink' : 'give.submit')}
        </Button>
      </div>
    </form>
  )
}

const pathOf = ({ place, name }: Subject) => [...(place ? [place] : []), name]

function FixedSubject({ subject }: { subject: Subject }) {
  const { t } = useTranslation('sharing')
  const Icon = subject.is === 'asset' ? IconSitemap : IconChartLine
  return (
    <div className={styles.fixed}>
      <Icon size={18} stroke={1.6} aria-hidden="true" />
      <div className={styles.names}>
        <span className={styles.subject}>{subject.name}</span>
        <span className="label">{subject.place || t(`subject.${subject.is}`)}</span>
        {subject.is === 'asset' && <span className="label">{t('give.withBelow')}</span>}
      </div>
    </div>
  )
}
