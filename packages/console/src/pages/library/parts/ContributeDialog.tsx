import { Button, FileButton, Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconUpload } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type DeviceProfile, platform } from '../../../platform.ts'
import styles from '../library.module.css'
import { checkQuery } from '../queries.ts'
import { Findings } from './Findings.tsx'
import { TextEditor } from './TextEditor.tsx'

const mostBytes = 128 * 1024

interface ContributeDialogProps {
  /** What a new version begins with. */
  before?: DeviceProfile
  onClose: () => void
}

/** The text of a profile, checked while one looks, and contributed when nothing is against it. */
export default function ContributeDialog({ before, onClose }: ContributeDialogProps) {
  const { t } = useTranslation('library')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState(before?.yaml ?? '')
  const [tooLarge, setTooLarge] = useState(false)
  const [settled] = useDebouncedValue(text, 350)
  const check = useQuery(checkQuery(settled))
  const contribute = useMutation({
    mutationFn: () => platform.deviceProfiles.contribute(text),
    onSuccess: async (made) => {
      onClose()
      await queries.invalidateQueries({ queryKey: ['profiles', 'list'] })
      await navigate({ to: '/library/$id', params: { id: made.id } })
    },
  })
  async function take(file: File | null | undefined) {
    if (!file) return
    setTooLarge(file.size > mostBytes)
    if (file.size <= mostBytes) setText(await file.text())
  }
  function drop(event: DragEvent) {
    event.preventDefault()
    void take(event.dataTransfer.files[0])
  }
  const current = text.trim() !== '' && settled === text && !check.isPlaceholderData ? check.data : undefined
  const findings = (text.trim() === '' ? undefined : check.data)?.findings ?? []
  return (
    <Modal
      opened
      onClose={onClose}
      size={860}
      title={before ? t('contribute.newTitle', { name: before.model }) : t('contribute.title')}
      closeButtonProps={{ 'aria-label': part('close') }}
      closeOnClickOutside={text === (before?.yaml ?? '')}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what is dropped can also be chosen by the button */}
      <div className={form.form} onDrop={drop} onDragOver={(event) => event.preventDefault()}>
        <div className={styles.choose}>
          <p className={form.lesson}>{t('contribute.lesson')}</p>
          <FileButton accept=".yaml,.yml,application/yaml,text/yaml" onChange={(file) => void take(file)}>
            {(button) => (
              <Button {...button} variant="default" size="xs" leftSection={<IconUpload size={14} stroke={1.8} />}>
                {t('contribute.file')}
              </Button>
            )}
          </FileButton>
        </div>
        {tooLarge && <p className={styles.missing}>{t('contribute.tooLarge')}</p>}
        <TextEditor
          ref={field}
          label={t('contribute.text')}
          placeholder={t('contribute.placeholder')}
          value={text}
          marked={new Set(findings.map(({ line }) => line))}
          onChange={setText}
        />
        {text.trim() !== '' && <Findings check={current} findings={findings} text={text} field={field} />}
        {check.error && !contribute.error ? <FormFault words={words(check.error)} /> : null}
        {contribute.error ? <FormFault words={words(contribute.error)} /> : null}
        <div className={styles.last}>
          <p className={form.lesson}>{t('contribute.addresses')}</p>
          <Button loading={contribute.isPending} disabled={current?.total !== 0} onClick={() => contribute.mutate()}>
            {t('contribute.action')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
