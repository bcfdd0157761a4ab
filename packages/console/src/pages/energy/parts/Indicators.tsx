import { ActionIcon, Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView, useFaultWords } from '../../../parts/FaultView.tsx'
import lists from '../../../parts/list.module.css'
import { Mark } from '../../../parts/Mark.tsx'
import { unitText } from '../../../parts/unit-text.ts'
import { valueText } from '../../../parts/value-text.ts'
import { type EnergyIndicator, platform } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { indicatorsQuery, valuesQuery } from '../queries.ts'
import { IndicatorDialog } from './IndicatorDialog.tsx'

/** The last so many days against those before. */
const shown = 30

export function Indicators() {
  const { t } = useTranslation('energy')
  const indicators = useQuery(indicatorsQuery)
  const queries = useQueryClient()
  const may = useMay('energy:manage')
  const [adding, { open, close }] = useDisclosure(false)
  const [dropped, setDropped] = useState<EnergyIndicator | null>(null)
  const drop = useMutation({
    mutationFn: (id: string) => platform.energy.removeIndicator(id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['energy', 'indicators'] })
      setDropped(null)
    },
  })
  const add = may && (
    <Button leftSection={<IconPlus size={16} stroke={1.8} />} onClick={open}>
      {t('indicators.add')}
    </Button>
  )
  const rows = indicators.data ?? []
  return (
    <>
      <div className={lists.intro}>
        <p className={lists.lesson}>{t('indicators.lesson')}</p>
        {rows.length > 0 && add}
      </div>
      <div className={`panel ${lists.list}`}>
        {indicators.isError && <FaultView fault={indicators.error} retry={() => void indicators.refetch()} />}
        {indicators.isPending && <Skeleton height={180} m={16} w="auto" />}
        {indicators.data && rows.length === 0 && (
          <EmptyState title={t('indicators.empty')} lesson={t('indicators.emptyLesson')}>
            {add}
          </EmptyState>
        )}
        {rows.length > 0 && (
          <table className={lists.table}>
            <thead>
              <tr>
                <th className={lists.nameColumn}>{t('indicators.name')}</th>
                <th className={lists.right}>{t('indicators.last', { count: shown })}</th>
                <th className={lists.right}>{t('indicators.target')}</th>
                <th>{t('indicators.standing')}</th>
                <th className={lists.wide}>{t('indicators.gaps')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {rows.map((indicator) => (
                <Row
                  key={indicator.id}
                  indicator={indicator}
                  {...(may && {
                    onDrop: () => {
                      drop.reset()
                      setDropped(indicator)
                    },
                  })}
                />
              ))}
            </tbody>
          </table>
        )}
      </div>
      {adding && <IndicatorDialog onClose={close} />}
      {dropped && (
        <ConfirmDialog
          title={t('indicators.dropTitle', { name: dropped.name })}
          action={t('indicators.dropDo')}
          destructive
          busy={drop.isPending}
          fault={drop.error}
          onConfirm={() => drop.mutate(dropped.id)}
          onClose={() => setDropped(null)}
        >
          {t('indicators.dropLesson')}
        </ConfirmDialog>
      )}
    </>
  )
}

function Row({ indicator, onDrop }: { indicator: EnergyIndicator; onDrop?: () => void }) {
  const { t } = useTranslation('energy')
  const words = useFaultWords()
  const values = useQuery(valuesQuery(indicator.id, shown))
  const { name, meterName, per, unit, target } = indicator
  const whole = values.data?.whole ?? null
  const told = unitText(unit)
  return (
    <tr>
      <td className={lists.names}>
        <span>{name}</span>
        <span className="quiet">{per ? `${meterName} / ${per.name}` : meterName}</span>
      </td>
      <td className={`${lists.right} num`}>
        {values.isError ? (
          <span className="quiet" title={words(values.error).says}>
            {t('indicators.unread')}
          </span>
        ) : (
          <>
            {whole === null ? '—' : valueText(whole)} <span className="quiet">{told}</span>
          </>
        )}
      </td>
      <td className={`${lists.right} num`}>{target === undefined ? '—' : valueText(target)}</td>
      <td>
        {target !== undefined && whole !== null && (
          <Mark tone={whole > target ? 'warn' : 'plain'}>
            {t(whole > target ? 'indicators.above' : 'indicators.within')}
          </Mark>
        )}
      </td>
      <td className={`${lists.wide} num`}>{values.data ? t('indicators.gapDays', { count: values.data.gaps }) : ''}</td>
      <td className={lists.right}>
        {onDrop && (
          <ActionIcon variant="subtle" color="gray" aria-label={t('indicators.drop', { name })} onClick={onDrop}>
            <IconTrash size={16} stroke={1.7} />
          </ActionIcon>
        )}
      </td>
    </tr>
  )
}
