import { ActionIcon, Button, Input, Modal, Select, TextInput } from '@mantine/core'
import { IconArrowUp, IconX } from '@tabler/icons-react'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { dateFormat } from '../../../parts/time-text.ts'
import { type NoticePerson, type NoticeRota, platform } from '../../../platform.ts'
import styles from '../notices.module.css'
import { useSave } from '../use-save.ts'
import { ownZone, weekdayDate, weekdays } from '../words.ts'
import { ZoneSelect } from './ZoneSelect.tsx'

interface RotaDialogProps {
  rota?: NoticeRota
  people: readonly NoticePerson[]
  onClose: () => void
}

export function RotaDialog({ rota, people, onClose }: RotaDialogProps) {
  const { t } = useTranslation('notices')
  const { t: ofParts } = useTranslation('parts')
  const words = useFaultWords()
  const [name, setName] = useState(rota?.name ?? '')
  const [zone, setZone] = useState(rota?.zone ?? ownZone())
  const [weekday, setWeekday] = useState<number>(rota?.weekday ?? 1)
  const [at, setAt] = useState(rota?.at ?? '08:00')
  const [beginsOn, setBeginsOn] = useState(rota?.beginsOn ?? new Date().toISOString().slice(0, 10))
  const [turn, setTurn] = useState<readonly string[]>(rota?.people ?? [])
  const save = useSave(
    () => platform.notices.saveRota({ name: name.trim(), zone, weekday, at, beginsOn, people: [...turn] }, rota?.id),
    onClose,
  )
  const isWhole = name.trim() !== '' && turn.length > 0 && at !== '' && beginsOn !== ''
  const dayName = dateFormat(currentLanguage(), { weekday: 'long', timeZone: 'UTC' })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (isWhole) save.mutate(undefined)
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={rota ? t('rotas.editTitle', { name: rota.name }) : t('rotas.addTitle')}
      closeButtonProps={{ 'aria-label': ofParts('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <TextInput
          label={t('name')}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <TurnField people={people} value={turn} onChange={setTurn} />
        <div className={styles.pair}>
          <Select
            label={t('rotas.weekday')}
            allowDeselect={false}
            value={String(weekday)}
            onChange={(value) => setWeekday(Number(value ?? 1))}
            data={weekdays.map((day) => ({ value: String(day), label: dayName.format(weekdayDate(day)) }))}
          />
          <TextInput
            label={t('rotas.at')}
            type="time"
            value={at}
            onChange={(event) => setAt(event.currentTarget.value)}
          />
        </div>
        <div className={styles.pair}>
          <ZoneSelect label={t('zone')} zone={zone} onChange={setZone} />
          <TextInput
            label={t('rotas.beginsOn')}
            type="date"
            value={beginsOn}
            onChange={(event) => setBeginsOn(event.currentTarget.value)}
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

interface TurnFieldProps {
  people: readonly NoticePerson[]
  value: readonly string[]
  onChange: (people: readonly string[]) => void
}

/** People in the order in which they take their turn. */
function TurnField({ people, value, onChange }: TurnFieldProps) {
  const { t } = useTranslation('notices')
  const label = useId()
  const nameOf = (id: string): string => people.find((person) => person.id === id)?.name ?? '…'
  const up = (at: number): void => {
    const next = [...value]
    next.splice(at - 1, 0, ...next.splice(at, 1))
    onChange(next)
  }
  return (
    <div role="group" aria-labelledby={label}>
      <Input.Label component="span" id={label} mb={4} fw={500}>
        {t('rotas.people')}
      </Input.Label>
      {value.length > 0 && (
        <ol className={styles.turns}>
          {value.map((id, at) => (
            <li key={id}>
              <span className="num quiet">{at + 1}</span>
              <span className={styles.strong}>{nameOf(id)}</span>
              <ActionIcon
                variant="subtle"
                color="gray"
                disabled={at === 0}
                aria-label={t('rotas.earlier', { name: nameOf(id) })}
                onClick={() => up(at)}
              >
                <IconArrowUp size={16} stroke={1.6} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`${t('remove')}: ${nameOf(id)}`}
                onClick={() => onChange(value.filter((one) => one !== id))}
              >
                <IconX size={16} stroke={1.6} />
              </ActionIcon>
            </li>
          ))}
        </ol>
      )}
      <Select
        aria-label={t('rotas.addPerson')}
        placeholder={t('rotas.addPerson')}
        searchable
        value={null}
        onChange={(id) => id !== null && onChange([...value, id])}
        data={people.filter(({ id }) => !value.includes(id)).map(({ id, name }) => ({ value: id, label: name }))}
        nothingFoundMessage={t('rotas.noPerson')}
      />
    </div>
  )
}
