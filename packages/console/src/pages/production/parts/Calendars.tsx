import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import lists from '../../../parts/list.module.css'
import { platform, type WorkCalendar } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { calendarsQuery } from '../queries.ts'
import { useDrop } from '../use-drop.ts'
import { DropButton } from './DropButton.tsx'
import { SetupList } from './SetupList.tsx'
import { WeekPicture } from './WeekPicture.tsx'

export function Calendars() {
  const { t } = useTranslation('production')
  const navigate = useNavigate()
  const calendars = useQuery(calendarsQuery)
  const may = useMay('production:manage')
  const drop = useDrop(({ id }: WorkCalendar) => platform.production.removeCalendar(id))
  const add = () => void navigate({ to: '/production/calendars/$id', params: { id: 'new' } })
  return (
    <>
      <SetupList of="calendars" query={calendars} onAdd={may ? add : undefined}>
        <table className={lists.table}>
          <thead>
            <tr>
              <th className={lists.nameColumn}>{t('calendars.name')}</th>
              <th className={lists.wide}>{t('calendars.week')}</th>
              <th>{t('calendars.shifts')}</th>
              <th className={lists.wide}>{t('calendars.holidays')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {calendars.data?.map((calendar) => (
              <tr key={calendar.id}>
                <td>
                  <Link to="/production/calendars/$id" params={{ id: calendar.id }} className={lists.open}>
                    <span className={lists.names}>
                      <span>{calendar.name}</span>
                      <span className="quiet">{calendar.content.zone}</span>
                    </span>
                  </Link>
                </td>
                <td className={lists.wide}>
                  <WeekPicture content={calendar.content} small />
                </td>
                <td>{calendar.content.shifts.map(({ name }) => name).join(', ') || '—'}</td>
                <td className={`${lists.wide} num`}>{calendar.content.holidays.length}</td>
                <td className={lists.right}>
                  {may && (
                    <DropButton
                      label={t('calendars.drop', { name: calendar.name })}
                      onDrop={() => drop.ask(calendar)}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </SetupList>
      {drop.asked && (
        <ConfirmDialog
          title={t('calendars.drop', { name: drop.asked.name })}
          action={t('remove')}
          destructive
          busy={drop.busy}
          fault={drop.fault}
          onConfirm={() => drop.asked && drop.confirm(drop.asked)}
          onClose={drop.close}
        >
          {t('calendars.dropLesson')}
        </ConfirmDialog>
      )}
    </>
  )
}
