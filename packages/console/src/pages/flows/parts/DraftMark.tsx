import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import type { Flow } from '../../../platform.ts'
import { useEditor } from '../editor.ts'
import styles from '../flows.module.css'
import type { Draft } from '../use-draft.ts'

/** Whether what is drawn is kept; where somebody else kept another, the choice between both. */
export function DraftMark({ flow, draft, readOnly }: { flow: Flow; draft: Draft; readOnly: boolean }) {
  const { t } = useTranslation('flows')
  const editor = useEditor()
  const words = useFaultWords()
  const [asked, setAsked] = useState(true)
  const { state } = draft
  if (readOnly) return <span className="quiet">{t('draft.readOnly', { name: flow.changedBy.name })}</span>
  if (state.is === 'failed')
    return (
      <span className={styles.wrong} role="alert">
        {words(state.fault).says}
        <Button size="compact-xs" variant="default" onClick={() => void draft.saveNow()}>
          {t('draft.again')}
        </Button>
      </span>
    )
  if (state.is !== 'conflict')
    return (
      <span className="quiet" role="status">
        {t(`draft.${state.is}`)}
      </span>
    )
  return (
    <>
      <button type="button" className={styles.wrong} onClick={() => setAsked(true)}>
        {t('draft.conflict')}
      </button>
      <Modal
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('draft.conflict')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <div className={form.form}>
          <FormFault words={words(state.fault)} />
          <p className={form.lesson}>{t('draft.conflictLesson')}</p>
          <div className={form.actions}>
            <Button variant="default" color="red" onClick={() => void draft.overwrite()}>
              {t('draft.overwrite')}
            </Button>
            <Button data-autofocus onClick={() => void draft.theirs().then(editor.take)}>
              {t('draft.theirs')}
            </Button>
          </div>
        </div>
      </Modal>
    </>
  )
}
