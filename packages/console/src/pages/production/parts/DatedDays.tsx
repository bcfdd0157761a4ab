import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { WorkCalendarRequest } from '../../../platform.ts'
import styles from '../calendar.module.css'
import { ShiftTimesFields } from './Shifts.tsx'

type Content = WorkCalendarRequest['content']
type Holiday = Content['holidays'][number]
type Exception = Content['exceptions'][number]

interface DatedDaysProps {
  content: Content
  may: boolean
  onChange: (change: Partial<Content>) => void
}

/** Days that are not as their day of the week: holidays without a shift, and days with shifts of their own. */
export function DatedDays({ content, may, onChange }: DatedDaysProps) {
  const { t } = useTranslation('production')
  const { holidays, exceptions, shifts } = content
  const putHoliday = (at: number, change: Partial<Holiday>) =>
    onChange({ holidays: holidays.map((day, k) => (k === at ? { ...day, ...change } : day)) })
  const putException = (at: number, change: Partial<Exception>) =>
    onChange({ exceptions: exceptions.map((day, k) => (k === at ? { ...day, ...change } : day)) })
  const today = new Date().toISOString().slice(0, 10)
  return (
    <>
      <section className={`panel ${styles.panel}`} aria-label={t('calendars.holidays')}>
        <h2 className="section-title">{t('calendars.holidays')}</h2>
        {holidays.length === 0 && <p className="quiet">{t('calendars.noHolidays')}</p>}
        {[...holidays.entries()].map(([at, day]) => (
          <div key={at} className={styles.row}>
            <DayFields day={day} may={may} onChange={(change) => putHoliday(at, change)} />
            {may && (
              <Drop
                label={t('calendars.dropDay', { name: day.name || day.date })}
                onDrop={() => onChange({ holidays: holidays.filter((_, k) => k !== at) })}
              />
            )}
          </div>
        ))}
        {may && (
          <Add
            label={t('calendars.addHoliday')}
            onAdd={() => onChange({ holidays: [...holidays, { date: today, name: '' }] })}
          />
        )}
      </section>
      <section className={`panel ${styles.panel}`} aria-label={t('calendars.exceptions')}>
        <h2 className="section-title">{t('calendars.exceptions')}</h2>
        <p className="quiet">{t('calendars.exceptionsLesson')}</p>
        {[...exceptions.entries()].map(([at, day]) => (
          <fieldset key={at} className={styles.one}>
            <legend className="sr">{day.name || day.date}</legend>
            <div className={styles.row}>
              <DayFields day={day} may={may} onChange={(change) => putException(at, change)} />
              {may && (
                <Drop
                  label={t('calendars.dropDay', { name: day.name || day.date })}
                  onDrop={() => onChange({ exceptions: exceptions.filter((_, k) => k !== at) })}
                />
              )}
            </div>
            {[...day.shifts.entries()].map(([of, shift]) => (
              <ShiftTimesFields
                key={of}
                shift={shift}
                may={may}
                onChange={(change) =>
                  putException(at, { shifts: day.shifts.map((one, k) => (k === of ? { ...one, ...change } : one)) })
                }
              >
                {may && (
                  <Drop
                    label={t('calendars.dropShift', { name: shift.name })}
                    onDrop={() => putException(at, { shifts: day.shifts.filter((_, k) => k !== of) })}
                  />
                )}
              </ShiftTimesFields>
            ))}
            {may && (
              <Add
                label={t('calendars.addShift')}
                onAdd={() =>
                  putException(at, {
                    shifts: [
                      ...day.shifts,
                      { name: t('calendars.nextShift'), begin: '06:00', end: '14:00', breaks: [] },
                    ],
                  })
                }
              />
            )}
          </fieldset>
        ))}
        {may && (
          <Add
            label={t('calendars.addException')}
            onAdd={() =>
              onChange({
                exceptions: [
                  ...exceptions,
                  { date: today, name: '', shifts: shifts.slice(0, 1).map(({ days: _, ...times }) => times) },
                ],
              })
            }
          />
        )}
      </section>
    </>
  )
}

function DayFields({
  day,
  may,
  onChange,
}: {
  day: Holiday
  may: boolean
  onChange: (change: Partial<Holiday>) => void
}) {
  const { t } = useTranslation('production')
  return (
    <>
      <TextInput
        label={t('calendars.dayName')}
        maxLength={100}
        disabled={!may}
        value={day.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextInput
        className={styles.time ?? ''}
        type="date"
        label={t('calendars.date')}
        disabled={!may}
        value={day.date}
        onChange={(event) => onChange({ date: event.currentTarget.value })}
      />
    </>
  )
}

function Drop({ label, onDrop }: { label: string; onDrop: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={onDrop}>
      <IconTrash size={17} stroke={1.7} />
    </ActionIcon>
  )
}

function Add({ label, onAdd }: { label: string; onAdd: () => void }) {
  return (
    <Button variant="subtle" size="xs" mr="auto" leftSection={<IconPlus size={14} stroke={1.8} />} onClick={onAdd}>
      {label}
    </Button>
  )
}
