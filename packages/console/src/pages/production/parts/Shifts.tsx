import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { WorkCalendarRequest } from '../../../platform.ts'
import styles from '../calendar.module.css'
import { dayNames } from './day-names.ts'

type Shift = WorkCalendarRequest['content']['shifts'][number]
type Times = Omit<Shift, 'days'>

interface ShiftsProps {
  shifts: readonly Shift[]
  may: boolean
  onChange: (shifts: Shift[]) => void
}

/** The shifts of the common week: on which days, from when to when, with which breaks. */
export function Shifts({ shifts, may, onChange }: ShiftsProps) {
  const { t } = useTranslation('production')
  const names = dayNames()
  const put = (at: number, change: Partial<Shift>) =>
    onChange(shifts.map((shift, k) => (k === at ? { ...shift, ...change } : shift)))
  return (
    <section className={`panel ${styles.panel}`} aria-label={t('calendars.shifts')}>
      <h2 className="section-title">{t('calendars.shifts')}</h2>
      {[...shifts.entries()].map(([at, shift]) => (
        <fieldset key={at} className={styles.one}>
          <legend className="sr">{shift.name}</legend>
          <ShiftTimesFields shift={shift} may={may} onChange={(change) => put(at, change)}>
            {may && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t('calendars.dropShift', { name: shift.name })}
                onClick={() => onChange(shifts.filter((_, k) => k !== at))}
              >
                <IconTrash size={17} stroke={1.7} />
              </ActionIcon>
            )}
          </ShiftTimesFields>
          <fieldset className={styles.days} aria-label={t('calendars.days')}>
            {names.map((name, k) => {
              const isOn = shift.days.includes(k + 1)
              return (
                <button
                  key={name}
                  type="button"
                  className={styles.dayToggle}
                  disabled={!may}
                  aria-pressed={isOn}
                  onClick={() =>
                    put(at, {
                      days: isOn
                        ? shift.days.filter((day) => day !== k + 1)
                        : [...shift.days, k + 1].sort((a, b) => a - b),
                    })
                  }
                >
                  {name}
                </button>
              )
            })}
          </fieldset>
        </fieldset>
      ))}
      {may && (
        <Button
          variant="default"
          leftSection={<IconPlus size={16} stroke={1.8} />}
          onClick={() => onChange([...shifts, followUp(shifts.at(-1), t('calendars.nextShift'))])}
        >
          {t('calendars.addShift')}
        </Button>
      )}
    </section>
  )
}

/** A shift as long as the one before it, right after it. */
function followUp(before: Shift | undefined, name: string): Shift {
  const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
  if (!before) return { name, days: [1, 2, 3, 4, 5], begin: '06:00', end: '14:00', breaks: [] }
  const length = (minutes(before.end) - minutes(before.begin) + 1_440) % 1_440 || 1_440
  const end = (minutes(before.end) + length) % 1_440
  const pad = (part: number): string => String(part).padStart(2, '0')
  return {
    name,
    days: before.days,
    begin: before.end,
    end: `${pad(Math.floor(end / 60))}:${pad(end % 60)}`,
    breaks: [],
  }
}

interface ShiftTimesFieldsProps {
  shift: Times
  may: boolean
  onChange: (change: Partial<Times>) => void
  /** What stands at the end of the first line. */
  children?: React.ReactNode
}

export function ShiftTimesFields({ shift, may, onChange, children }: ShiftTimesFieldsProps) {
  const { t } = useTranslation('production')
  const breaks = shift.breaks ?? []
  const putBreak = (at: number, change: Partial<(typeof breaks)[number]>) =>
    onChange({ breaks: breaks.map((rest, k) => (k === at ? { ...rest, ...change } : rest)) })
  return (
    <>
      <div className={styles.row}>
        <TextInput
          label={t('calendars.shift')}
          maxLength={100}
          disabled={!may}
          value={shift.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <TextInput
          className={styles.time ?? ''}
          type="time"
          label={t('calendars.begin')}
          disabled={!may}
          value={shift.begin}
          onChange={(event) => onChange({ begin: event.currentTarget.value })}
        />
        <TextInput
          className={styles.time ?? ''}
          type="time"
          label={t('calendars.end')}
          disabled={!may}
          value={shift.end}
          onChange={(event) => onChange({ end: event.currentTarget.value })}
        />
        {children}
      </div>
      {[...breaks.entries()].map(([at, rest]) => (
        <div key={at} className={`${styles.row} ${styles.brief}`}>
          <TextInput
            type="time"
            label={t('calendars.breakFrom')}
            disabled={!may}
            value={rest.begin}
            onChange={(event) => putBreak(at, { begin: event.currentTarget.value })}
          />
          <TextInput
            type="time"
            className={styles.time ?? ''}
            label={t('calendars.breakTo')}
            disabled={!may}
            value={rest.end}
            onChange={(event) => putBreak(at, { end: event.currentTarget.value })}
          />
          {may && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('calendars.dropBreak', { begin: rest.begin })}
              onClick={() => onChange({ breaks: breaks.filter((_, k) => k !== at) })}
            >
              <IconTrash size={17} stroke={1.7} />
            </ActionIcon>
          )}
        </div>
      ))}
      {may && (
        <Button
          variant="subtle"
          size="xs"
          mr="auto"
          leftSection={<IconPlus size={14} stroke={1.8} />}
          onClick={() => onChange({ breaks: [...breaks, { begin: shift.begin, end: shift.begin }] })}
        >
          {t('calendars.addBreak')}
        </Button>
      )}
    </>
  )
}
