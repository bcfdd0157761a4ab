import { Button, Select, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { platform, type WorkCalendarRequest } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import styles from '../calendar.module.css'
import { plannedMinutes, weekOf } from '../week.ts'
import { DatedDays } from './DatedDays.tsx'
import { dayNames } from './day-names.ts'
import { Shifts } from './Shifts.tsx'
import { WeekPicture } from './WeekPicture.tsx'

const zones = Intl.supportedValuesOf('timeZone')

/** A calendar, and what it looks like while it is typed. The platform says what is wrong with it. */
export function CalendarForm({ id, begins }: { id?: string; begins: WorkCalendarRequest }) {
  const { t } = useTranslation('production')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const may = useMay('production:manage')
  const [name, setName] = useState(begins.name)
  const [content, setContent] = useState(begins.content)
  const save = useMutation({
    mutationFn: (request: WorkCalendarRequest) => platform.production.putCalendar(id, request),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['production'] })
      void navigate({ to: '/production/setup' })
    },
  })
  const set = (change: Partial<typeof content>) => {
    // What the platform said was of what stood here before.
    save.reset()
    setContent((before) => ({ ...before, ...change }))
  }
  const days = dayNames()

  function submit(event: FormEvent) {
    event.preventDefault()
    if (name.trim() !== '') save.mutate({ name: name.trim(), content })
  }

  return (
    <form className={styles.page} onSubmit={submit} aria-label={t('calendars.one')}>
      <div className={styles.beside}>
        <section className={`panel ${styles.panel}`}>
          <TextInput
            label={t('calendars.name')}
            maxLength={100}
            disabled={!may}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <div className={styles.row}>
            <Select
              label={t('calendars.zone')}
              searchable
              allowDeselect={false}
              disabled={!may}
              data={zones.includes(content.zone) ? zones : [content.zone, ...zones]}
              value={content.zone}
              onChange={(zone) => zone && set({ zone })}
            />
            <TextInput
              className={styles.time ?? ''}
              type="time"
              label={t('calendars.dayBegins')}
              disabled={!may}
              value={content.dayBegins}
              onChange={(event) => set({ dayBegins: event.currentTarget.value })}
            />
            <Select
              className={styles.time ?? ''}
              label={t('calendars.weekBegins')}
              allowDeselect={false}
              disabled={!may}
              data={days.map((label, k) => ({ value: String(k + 1), label }))}
              value={String(content.weekBegins)}
              onChange={(day) => set({ weekBegins: Number(day) })}
            />
          </div>
          <p className="label">{t('calendars.dayBeginsHint')}</p>
        </section>
        <Shifts shifts={content.shifts} may={may} onChange={(shifts) => set({ shifts })} />
      </div>
      <div className={styles.beside}>
        <section className={`panel ${styles.panel} ${styles.picture}`} aria-label={t('calendars.week')}>
          <div className={styles.lineHead}>
            <h2 className="section-title">{t('calendars.week')}</h2>
            <span className="num quiet">
              {t('calendars.hours', { hours: Math.round(plannedMinutes(weekOf(content)) / 6) / 10 })}
            </span>
          </div>
          <WeekPicture content={content} />
        </section>
        <DatedDays content={content} may={may} onChange={set} />
      </div>
      <div className={styles.foot}>
        {save.error && <FormFault words={words(save.error)} />}
        <Button component={Link} to="/production/setup" variant="default">
          {part('cancel')}
        </Button>
        {may && (
          <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
            {t('save')}
          </Button>
        )}
      </div>
    </form>
  )
}
