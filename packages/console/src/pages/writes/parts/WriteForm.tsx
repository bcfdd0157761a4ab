import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLive, useLiveState } from '../../../live/use-live.ts'
import { useAskedText } from '../../../parts/AskedValue.tsx'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { rangeText } from '../../../parts/range-text.ts'
import { unitText } from '../../../parts/unit-text.ts'
import type { Point } from '../../../platform.ts'
import { type Caution, cautionsOf, type Draft, isHeld, readDraft, type Written } from '../draft.ts'
import styles from '../writes.module.css'
import { ChangeText } from './ChangeText.tsx'
import { Notice } from './Notice.tsx'
import { ReasonField } from './ReasonField.tsx'
import { ValueField } from './ValueField.tsx'
import { ValueNow } from './ValueNow.tsx'

const shortest = 3

interface WriteFormProps {
  point: Point
  draft: Draft
  reason: string
  fault: unknown
  onDraft: (draft: Draft) => void
  onReason: (reason: string) => void
  onSend: (value: Written) => void
  onClose: () => void
}

export function WriteForm({ point, draft, reason, fault, onDraft, onReason, onSend, onClose }: WriteFormProps) {
  const { t } = useTranslation('writes')
  const { t: ofParts } = useTranslation('parts')
  const faultWords = useFaultWords()
  const [tried, setTried] = useState(false)
  const [warned, setWarned] = useState(false)
  const sample = useLive(point.id, point.latest)
  const lost = useLiveState().is === 'lost'

  const read = readDraft(point, draft)
  const value = read.is === 'value' ? read.value : undefined
  const held = value !== undefined && isHeld(value, sample)
  const cautions = value === undefined ? [] : cautionsOf(point, value, { sample, lost })
  const reasonFits = reason.trim().length >= shortest
  const range = rangeText(point)

  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (value === undefined || held || !reasonFits || warned) return
    if (cautions.length > 0) setWarned(true)
    else onSend(value)
  }

  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <ValueNow of={point} />
      <ValueField
        point={point}
        draft={draft}
        start={sample?.value}
        error={read.is === 'wrong' ? t(`write.wrong.${read.why}`, { range }) : null}
        onDraft={(next) => {
          setWarned(false)
          onDraft(next)
        }}
      />
      <div className={styles.preview} aria-live="polite">
        <span className="label">{t('write.change')}</span>
        {value === undefined ? (
          <span className="quiet">—</span>
        ) : held ? (
          <span className={styles.note}>{t('write.same')}</span>
        ) : (
          <ChangeText of={point} before={sample} to={value} />
        )}
      </div>
      <ReasonField reason={reason} error={tried && !reasonFits ? t('write.reasonShort') : null} onReason={onReason} />
      {fault ? <FormFault words={faultWords(fault)} /> : null}
      {warned && cautions.length > 0 && value !== undefined ? (
        <Cautioned
          cautions={cautions}
          point={point}
          value={value}
          onSend={() => reasonFits && onSend(value)}
          onBack={() => setWarned(false)}
        />
      ) : (
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {ofParts('cancel')}
          </Button>
          <Button type="submit" disabled={value === undefined || held}>
            {t('write.send')}
          </Button>
        </div>
      )}
    </form>
  )
}

interface CautionedProps {
  cautions: readonly Caution[]
  point: Point
  value: Written
  onSend: () => void
  onBack: () => void
}

/** The second click. The first button is the one that goes back, so that a hasty Enter writes nothing. */
function Cautioned({ cautions, point, value, onSend, onBack }: CautionedProps) {
  const { t } = useTranslation('writes')
  const text = useAskedText()
  const words = (caution: Caution): string => {
    switch (caution.is) {
      case 'large':
        return t('caution.large', { percent: caution.percent })
      case 'bad':
      case 'uncertain':
        return t(`caution.${caution.is}`, { status: caution.status })
      case 'none':
      case 'lost':
        return t(`caution.${caution.is}`)
    }
  }
  return (
    <>
      <Notice tone="bad" icon={IconAlertTriangle} title={t('caution.title')}>
        {cautions.map((caution) => (
          <p key={caution.is}>{words(caution)}</p>
        ))}
      </Notice>
      <div className={form.actions}>
        <Button variant="default" autoFocus onClick={onBack}>
          {t('caution.back')}
        </Button>
        <Button color="red" onClick={onSend}>
          {t('caution.anyway', { value: `${text(value, point)} ${unitText(point.unit)}`.trim() })}
        </Button>
      </div>
    </>
  )
}
