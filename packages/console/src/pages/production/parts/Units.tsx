import { useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { assetQuery } from '../../../parts/asset-query.ts'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import lists from '../../../parts/list.module.css'
import { platform, type WorkUnit } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { calendarsQuery, unitsQuery } from '../queries.ts'
import { useDrop } from '../use-drop.ts'
import { DropButton } from './DropButton.tsx'
import { SetupList } from './SetupList.tsx'
import { UnitDialog } from './UnitDialog.tsx'

export function Units() {
  const { t } = useTranslation('production')
  const units = useQuery(unitsQuery)
  const calendars = useQuery(calendarsQuery)
  const assets = useQueries({ queries: (units.data ?? []).map(({ asset }) => assetQuery(asset)) })
  const may = useMay('production:manage')
  const [editing, setEditing] = useState<WorkUnit | 'new'>()
  const drop = useDrop(({ asset }: WorkUnit) => platform.production.removeUnit(asset))
  const assetOf = (id: string) => assets.find(({ data }) => data?.id === id)?.data
  return (
    <>
      <SetupList of="units" query={units} onAdd={may ? () => setEditing('new') : undefined}>
        <table className={lists.table}>
          <thead>
            <tr>
              <th className={lists.nameColumn}>{t('units.name')}</th>
              <th>{t('units.calendar')}</th>
              <th className={lists.wide}>{t('units.states')}</th>
              <th className={lists.wide}>{t('units.counters')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {units.data?.map((unit) => {
              const asset = assetOf(unit.asset)
              const said = (
                <span className={lists.names}>
                  <span>{asset?.name ?? '…'}</span>
                  <span className="quiet">{asset?.path.slice(0, -1).join(' / ')}</span>
                </span>
              )
              return (
                <tr key={unit.asset}>
                  <td>
                    {may ? (
                      <button type="button" className={lists.open} onClick={() => setEditing(unit)}>
                        {said}
                      </button>
                    ) : (
                      said
                    )}
                  </td>
                  <td>{calendars.data?.find(({ id }) => id === unit.calendar)?.name ?? '…'}</td>
                  <td className={lists.wide}>
                    {unit.states ? t('units.rules', { count: unit.states.mapping.rules.length }) : t('units.noStates')}
                  </td>
                  <td className={`${lists.wide} num`}>{Object.keys(unit.counters).join(', ') || '—'}</td>
                  <td className={lists.right}>
                    {may && (
                      <DropButton label={t('units.drop', { name: asset?.name ?? '' })} onDrop={() => drop.ask(unit)} />
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </SetupList>
      {editing && (
        <UnitDialog
          calendars={calendars.data ?? []}
          {...(editing === 'new' ? {} : { unit: editing })}
          onClose={() => setEditing(undefined)}
        />
      )}
      {drop.asked && (
        <ConfirmDialog
          title={t('units.drop', { name: assetOf(drop.asked.asset)?.name ?? '' })}
          action={t('remove')}
          destructive
          busy={drop.busy}
          fault={drop.fault}
          onConfirm={() => drop.asked && drop.confirm(drop.asked)}
          onClose={drop.close}
        >
          {t('units.dropLesson')}
        </ConfirmDialog>
      )}
    </>
  )
}
