import { Checkbox, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { EquipmentPlan } from '../../../platform.ts'
import { calendarsQuery } from '../../production/queries.ts'
import styles from '../classes.module.css'
import type { Application } from '../use-application.ts'

interface WorkUnitOfferProps {
  plan: EquipmentPlan
  application: Application
}

/** Makes the asset a work unit along with it, so that its KPIs are told. */
export function WorkUnitOffer({ plan: { unitWith }, application }: WorkUnitOfferProps) {
  const { t } = useTranslation('classes')
  const { data: calendars } = useQuery(calendarsQuery)
  const usual = unitWith?.calendar ?? calendars?.[0]?.id
  if (!calendars) return null
  if (usual === undefined)
    return (
      <div className={styles.offer}>
        <span>{t('unit.noCalendar')}</span>
        <Link to="/production/setup" search={{ tab: 'calendars' }} className="link">
          {t('unit.toCalendars')}
        </Link>
      </div>
    )
  return (
    <div className={styles.offer}>
      <Checkbox
        label={t('unit.make')}
        checked={application.calendar !== null}
        onChange={(event) => application.setCalendar(event.currentTarget.checked ? usual : null)}
      />
      <Select
        size="xs"
        aria-label={t('unit.calendar')}
        allowDeselect={false}
        value={application.calendar ?? usual}
        data={calendars.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => id && application.setCalendar(id)}
      />
    </div>
  )
}
