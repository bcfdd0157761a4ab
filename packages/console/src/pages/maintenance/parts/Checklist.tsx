import { Checkbox, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { platform, type WorkOrder, type WorkOrderChange } from '../../../platform.ts'
import styles from '../maintenance.module.css'
import { useOrder } from '../use-order.ts'

type Task = WorkOrder['checklist'][number]

export function Checklist({ order, changes }: { order: WorkOrder; changes: boolean }) {
  const { t } = useTranslation('maintenance')
  const words = useFaultWords()
  const save = useOrder(order.id, (change: WorkOrderChange) => platform.maintenance.change(order.id, change))
  return (
    <section className={`panel ${styles.section}`}>
      <h2 className="section-title">{t('checklist')}</h2>
      <ol className={styles.tasks}>
        {order.checklist.map((task, at) => (
          <TaskLine
            key={task.text}
            task={task}
            disabled={!changes || save.isPending}
            onChange={(done, value) =>
              save.mutate({ tasks: [{ at, done, ...(value === undefined ? {} : { value }) }] })
            }
          />
        ))}
      </ol>
      {save.error && <FormFault words={words(save.error)} />}
    </section>
  )
}

interface TaskLineProps {
  task: Task
  disabled: boolean
  onChange: (done: boolean, value?: number) => void
}

function TaskLine({ task, disabled, onChange }: TaskLineProps) {
  const { t } = useTranslation('maintenance')
  const [value, setValue] = useState<number | string>(task.value ?? '')
  const number = typeof value === 'number' ? value : undefined
  return (
    <li>
      <Checkbox
        size="lg"
        label={task.text}
        description={task.by ?? (task.required ? t('required') : undefined)}
        checked={task.done}
        disabled={disabled || (task.measure !== undefined && task.required && !task.done && number === undefined)}
        onChange={(event) => onChange(event.currentTarget.checked, number)}
      />
      {task.measure !== undefined && (
        <NumberInput
          aria-label={`${task.text}: ${t('valueIn', { unit: task.measure })}`}
          placeholder={t('valueIn', { unit: task.measure })}
          inputMode="decimal"
          value={value}
          disabled={disabled || task.done}
          onChange={setValue}
        />
      )}
    </li>
  )
}
