import { Button, Modal, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type NoticePerson, type NoticeRota, platform } from '../../../platform.ts'
import styles from '../notices.module.css'
import { useSave } from '../use-save.ts'

interface StandInDialogProps {
  rota: NoticeRota
  people: readonly NoticePerson[]
  onClose: () => void
}

/** Somebody takes over for a while; in the time of whoever fills the form. */
export function StandInDialog({ rota, people, onClose }: StandInDialogProps) {
  const { t } = useTranslation('notices')
  const { t: ofParts } = useTranslation('parts')
  const words = useFaultWords()
  const [person, setPerson] = useState<string | null>(null)
  const [begins, setBegins] = useState('')
  const [ends, setEnds] = useState('')
  const save = useSave(
    (who: string) =>
      platform.notices.standIn(rota.id, {
        person: who,
        beginsAt: new Date(begins).toISOString(),
        endsAt: new Date(ends).toISOString(),
      }),
    onClose,
  )
  const isWhole = person !== null && begins !== '' && ends > begins

  function submit(event: FormEvent) {
    event.preventDefault()
    if (isWhole) save.mutate(person)
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={t('rotas.standInTitle', { name: rota.name })}
      closeButtonProps={{ 'aria-label': ofParts('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <Select
          label={t('rotas.who')}
          searchable
          value={person}
          onChange={setPerson}
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <div className={styles.pair}>
          <TextInput
            label={t('rotas.begins')}
            type="datetime-local"
            value={begins}
            onChange={(event) => setBegins(event.currentTarget.value)}
          />
          <TextInput
            label={t('rotas.ends')}
            type="datetime-local"
            value={ends}
            onChange={(event) => setEnds(event.currentTarget.value)}
          />
        </div>
        {save.error && <FormFault words={words(save.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {ofParts('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={!isWhole}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
