import { Button, NumberInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { platform, type WorkOrder, type WorkOrderChange } from '../../../platform.ts'
import styles from '../maintenance.module.css'
import { useOrder } from '../use-order.ts'

/** Parts and time that the work took. */
export function Used({ order, changes }: { order: WorkOrder; changes: boolean }) {
  const { t } = useTranslation('maintenance')
  const words = useFaultWords()
  const save = useOrder(order.id, (change: WorkOrderChange) => platform.maintenance.change(order.id, change))
  const add = (change: WorkOrderChange) => save.mutate(change)
  if (!changes && order.parts.length + order.times.length === 0) return null
  return (
    <section className={`panel ${styles.section}`}>
      <h2 className="section-title">{t('parts')}</h2>
      <ul>
        {order.parts.map(({ name, quantity, unit }) => (
          <li key={`${name} ${quantity}`} className={styles.line}>
            <span>{name}</span>
            <span className="num">
              {quantity} {unit}
            </span>
          </li>
        ))}
      </ul>
      {changes && <PartForm onAdd={(part) => add({ parts: [...order.parts, part] })} />}
      <h2 className="section-title">{t('times')}</h2>
      <ul>
        {order.times.map(({ person, minutes, day }) => (
          <li key={`${person} ${day} ${minutes}`} className={styles.line}>
            <span>{t('spent', { person, minutes })}</span>
            <span className="num quiet">{day}</span>
          </li>
        ))}
      </ul>
      {changes && <TimeForm onAdd={(time) => add({ times: [...order.times, time] })} />}
      {save.error && <FormFault words={words(save.error)} />}
    </section>
  )
}

function PartForm({ onAdd }: { onAdd: (part: WorkOrder['parts'][number]) => void }) {
  const { t } = useTranslation('maintenance')
  const [name, setName] = useState('')
  const [quantity, setQuantity] = useState<number | string>(1)
  const [unit, setUnit] = useState('1')
  function submit(event: FormEvent) {
    event.preventDefault()
    if (name.trim() === '' || typeof quantity !== 'number' || quantity <= 0) return
    onAdd({ name: name.trim(), quantity, unit: unit.trim() || '1' })
    setName('')
  }
  return (
    <form className={styles.quick} onSubmit={submit}>
      <TextInput label={t('part')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <NumberInput label={t('quantity')} min={0} value={quantity} onChange={setQuantity} />
      <TextInput label={t('unit')} value={unit} onChange={(event) => setUnit(event.currentTarget.value)} />
      <Button type="submit" variant="default" disabled={name.trim() === ''}>
        {t('addPart')}
      </Button>
    </form>
  )
}

function TimeForm({ onAdd }: { onAdd: (time: WorkOrder['times'][number]) => void }) {
  const { t } = useTranslation('maintenance')
  const [person, setPerson] = useState('')
  const [minutes, setMinutes] = useState<number | string>('')
  const isWhole = person.trim() !== '' && typeof minutes === 'number' && minutes >= 1
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!isWhole) return
    onAdd({ person: person.trim(), minutes, day: new Date().toISOString().slice(0, 10) })
    setMinutes('')
  }
  return (
    <form className={styles.quick} onSubmit={submit}>
      <TextInput label={t('who')} value={person} onChange={(event) => setPerson(event.currentTarget.value)} />
      <NumberInput label={t('minutes')} min={1} allowDecimal={false} value={minutes} onChange={setMinutes} />
      <Button type="submit" variant="default" disabled={!isWhole}>
        {t('addTime')}
      </Button>
    </form>
  )
}
