import { ActionIcon, Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import folding from '../../../parts/folding.module.css'
import lists from '../../../parts/list.module.css'
import { unitText } from '../../../parts/unit-text.ts'
import { type EnergyMeter, platform } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import styles from '../energy.module.css'
import { mediaQuery, metersQuery } from '../queries.ts'
import { MeterDialog } from './MeterDialog.tsx'

export function Meters() {
  const { t } = useTranslation('energy')
  const meters = useQuery(metersQuery)
  const media = useQuery(mediaQuery)
  const queries = useQueryClient()
  const may = useMay('energy:manage')
  const [adding, { open, close }] = useDisclosure(false)
  const [dropped, setDropped] = useState<EnergyMeter | null>(null)
  const drop = useMutation({
    mutationFn: (id: string) => platform.energy.removeMeter(id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['energy'] })
      setDropped(null)
    },
  })
  const titleOf = (medium: string) => media.data?.find((one) => one.medium === medium)?.title[currentLanguage()] ?? ''
  const add = may && (
    <Button leftSection={<IconPlus size={16} stroke={1.8} />} onClick={open}>
      {t('meters.add')}
    </Button>
  )
  const rows = meters.data ?? []
  return (
    <>
      <div className={lists.intro}>
        <p className={lists.lesson}>{t('meters.lesson')}</p>
        {rows.length > 0 && add}
      </div>
      <div className={`panel ${lists.list}`}>
        {meters.isError && <FaultView fault={meters.error} retry={() => void meters.refetch()} />}
        {meters.isPending && <Skeleton height={180} m={16} w="auto" />}
        {meters.data && rows.length === 0 && (
          <EmptyState title={t('meters.empty')} lesson={t('meters.emptyLesson')}>
            {add}
          </EmptyState>
        )}
        {rows.length > 0 && (
          <table className={`${lists.table} ${folding.folding}`}>
            <thead>
              <tr>
                <th className={lists.nameColumn}>{t('meters.name')}</th>
                <th>{t('meters.medium')}</th>
                <th className={lists.wide}>{t('meters.reading')}</th>
                <th className={lists.wide}>{t('meters.point')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {rows.map((meter) => (
                <tr key={meter.id}>
                  <td className={styles.meter}>
                    <span className={lists.names}>
                      <span>{meter.name}</span>
                      <span className="quiet">{meter.path.join(' / ')}</span>
                    </span>
                  </td>
                  <td>
                    {titleOf(meter.medium)} <span className="quiet">{unitText(meter.unit)}</span>
                  </td>
                  <td className={lists.wide}>{t(`reading.${meter.reading}`)}</td>
                  <td className={lists.wide}>
                    <Link to="/points/$id" params={{ id: meter.point }} className="link">
                      {meter.pointName}
                    </Link>
                  </td>
                  <td className={lists.right}>
                    {may && (
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        aria-label={t('meters.drop', { name: meter.name })}
                        onClick={() => {
                          drop.reset()
                          setDropped(meter)
                        }}
                      >
                        <IconTrash size={16} stroke={1.7} />
                      </ActionIcon>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {adding && <MeterDialog onClose={close} />}
      {dropped && (
        <ConfirmDialog
          title={t('meters.dropTitle', { name: dropped.name })}
          action={t('meters.dropDo')}
          destructive
          busy={drop.isPending}
          fault={drop.error}
          onConfirm={() => drop.mutate(dropped.id)}
          onClose={() => setDropped(null)}
        >
          {t('meters.dropLesson')}
        </ConfirmDialog>
      )}
    </>
  )
}
