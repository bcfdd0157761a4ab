import { Button, Checkbox, Modal, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type DeviceProfile, type DeviceProfileTrialRequest, platform } from '../../../platform.ts'
import { sessionQuery } from '../../../session.ts'
import styles from '../library.module.css'
import { useStep } from '../use-step.ts'

export function TrialDialog({ profile, onClose }: { profile: DeviceProfile; onClose: () => void }) {
  const { t } = useTranslation('library')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const session = useQuery(sessionQuery)
  const known = profile.content.tables.map(({ name }) => name)
  const [device, setDevice] = useState('')
  const [firmware, setFirmware] = useState('')
  const [by, setBy] = useState<string>()
  const [tables, setTables] = useState<readonly string[]>(known.length === 1 ? known : [])
  const [note, setNote] = useState('')
  const step = useStep((trial: DeviceProfileTrialRequest) => platform.deviceProfiles.try(profile.id, trial), onClose)
  const tried = by ?? session.data?.user.name ?? ''
  function submit(event: FormEvent) {
    event.preventDefault()
    step.mutate({
      device: device.trim(),
      firmware: firmware.trim(),
      by: tried.trim(),
      tables: [...tables],
      ...(note.trim() && { note: note.trim() }),
    })
  }
  const given = [device, firmware, tried].every((text) => text.trim() !== '') && tables.length > 0
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={t('try.title', { name: `${profile.model} ${profile.version}` })}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <p className={form.lesson}>{t('try.lesson')}</p>
        <TextInput
          label={t('try.device')}
          description={t('try.deviceHint')}
          maxLength={200}
          data-autofocus
          value={device}
          onChange={(event) => setDevice(event.currentTarget.value)}
        />
        <div className={styles.pair}>
          <TextInput
            label={t('try.firmware')}
            maxLength={100}
            value={firmware}
            onChange={(event) => setFirmware(event.currentTarget.value)}
          />
          <TextInput
            label={t('try.by')}
            maxLength={100}
            value={tried}
            onChange={(event) => setBy(event.currentTarget.value)}
          />
        </div>
        <Checkbox.Group label={t('try.tables')} value={[...tables]} onChange={setTables}>
          <div className={styles.boxes}>
            {known.map((name) => (
              <Checkbox key={name} value={name} label={name} />
            ))}
          </div>
        </Checkbox.Group>
        <Textarea
          label={t('try.note')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2_000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {step.error ? <FormFault words={words(step.error)} /> : null}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button type="submit" loading={step.isPending} disabled={!given}>
            {t('try.action')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
