import { Button, Popover, TextInput } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Span } from '../charts/window-moves.ts'
import styles from './range.module.css'

interface CustomRangeProps {
  span: Span
  chosen: boolean
  size?: 'xs' | 'sm'
  onChoose: (span: Span) => void
}

const pad = (part: number) => String(part).padStart(2, '0')

/** Local time in the form a date-time field reads. */
function fieldTime(seconds: number): string {
  const date = new Date(seconds * 1000)
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
  return `${day}T${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`
}

export function CustomRange({ span, chosen, size = 'xs', onChoose }: CustomRangeProps) {
  const { t } = useTranslation('parts')
  const [opened, setOpened] = useState(false)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const asked: Span = { from: Date.parse(from) / 1000, to: Date.parse(to) / 1000 }
  const valid = asked.to > asked.from

  function toggle() {
    setFrom(fieldTime(span.from))
    setTo(fieldTime(span.to))
    setOpened((before) => !before)
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!valid) return
    setOpened(false)
    onChoose(asked)
  }

  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus shadow="md" radius={6}>
      <Popover.Target>
        <Button
          size={size}
          variant={chosen ? 'light' : 'default'}
          leftSection={<IconCalendar size={14} stroke={1.7} />}
          onClick={toggle}
        >
          {t('range.button')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={styles.range} onSubmit={submit}>
          <TextInput
            type="datetime-local"
            step={1}
            label={t('range.from')}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            step={1}
            label={t('range.to')}
            value={to}
            error={from && to && !valid ? t('range.order') : null}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
          <Button type="submit" size="xs" disabled={!valid}>
            {t('range.show')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
