import { ActionIcon, Button, Skeleton } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { assetQuery } from '../../parts/asset-query.ts'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import { Mark } from '../../parts/Mark.tsx'
import { RelativeTime } from '../../parts/RelativeTime.tsx'
import { valueText } from '../../parts/value-text.ts'
import { type MaintenancePlan, platform } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import { PlanDialog } from './parts/PlanDialog.tsx'
import { plansQuery } from './queries.ts'

/** What makes work orders by itself. */
export function PlansPage() {
  const { t } = useTranslation('maintenance')
  const queries = useQueryClient()
  const plans = useQuery(plansQuery)
  const assets = useQueries({ queries: [...new Set(plans.data?.map(({ asset }) => asset))].map(assetQuery) })
  const may = useMay('maintenance:plan')
  const [editing, setEditing] = useState<MaintenancePlan | 'new'>()
  const [dropped, setDropped] = useState<MaintenancePlan>()
  const drop = useMutation({
    mutationFn: (id: string) => platform.maintenance.dropPlan(id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: plansQuery.queryKey })
      setDropped(undefined)
    },
  })
  const assetOf = (id: string) => assets.find(({ data }) => data?.id === id)?.data
  const add = may && (
    <Button leftSection={<IconPlus size={16} stroke={1.8} />} onClick={() => setEditing('new')}>
      {t('plans.add')}
    </Button>
  )
  const when = ({ trigger, counted }: MaintenancePlan): string => {
    if (trigger.is === 'months') return t('plans.everyMonths', { count: trigger.every })
    if (trigger.is === 'event') return t('plans.onEvent', { kinds: trigger.kinds.join(', ') })
    const every = valueText(trigger.every)
    return counted === undefined
      ? t('plans.everyCounter', { every })
      : t('plans.everyCounted', { every, counted: valueText(counted) })
  }
  const rows = plans.data ?? []
  return (
    <div className="page">
      <title>{`${t('plans.title')} – Millrace`}</title>
      <nav aria-label={t('title')} className="thing-path">
        <Link to="/maintenance" className="link">
          {t('title')}
        </Link>
      </nav>
      <header className={lists.head}>
        <h1 className="page-title">{t('plans.title')}</h1>
      </header>
      <div className={lists.intro}>
        <p className={lists.lesson}>{t('plans.lesson')}</p>
        {rows.length > 0 && add}
      </div>
      <div className={`panel ${lists.list}`}>
        {plans.isError && !plans.data && <FaultView fault={plans.error} retry={() => void plans.refetch()} />}
        {plans.isPending && <Skeleton height={180} m={16} w="auto" />}
        {plans.data && rows.length === 0 && (
          <EmptyState title={t('plans.empty')} lesson={t('plans.emptyLesson')}>
            {add}
          </EmptyState>
        )}
        {rows.length > 0 && (
          <table className={lists.table}>
            <thead>
              <tr>
                <th className={lists.nameColumn}>{t('plans.name')}</th>
                <th>{t('plans.trigger')}</th>
                <th className={lists.wide}>{t('plans.next')}</th>
                <th className={lists.wide}>{t('plans.priority')}</th>
                <th className={lists.wide}>{t('plans.enabled')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {rows.map((plan) => {
                const said = (
                  <span className={lists.names}>
                    <span>{plan.name}</span>
                    <span className="quiet">{assetOf(plan.asset)?.path.join(' / ') ?? '…'}</span>
                  </span>
                )
                return (
                  <tr key={plan.id}>
                    <td>
                      {may ? (
                        <button type="button" className={lists.open} onClick={() => setEditing(plan)}>
                          {said}
                        </button>
                      ) : (
                        said
                      )}
                    </td>
                    <td className="num">{when(plan)}</td>
                    <td className={lists.wide}>{plan.nextAt && <RelativeTime time={plan.nextAt} />}</td>
                    <td className={lists.wide}>{t(`priority.${plan.priority}`)}</td>
                    <td className={lists.wide}>
                      <Mark tone={plan.enabled ? 'plain' : 'hollow'}>{t(plan.enabled ? 'plans.on' : 'plans.off')}</Mark>
                    </td>
                    <td className={lists.right}>
                      {may && (
                        <ActionIcon
                          variant="subtle"
                          color="gray"
                          pos="relative"
                          aria-label={t('plans.drop', { name: plan.name })}
                          onClick={() => {
                            drop.reset()
                            setDropped(plan)
                          }}
                        >
                          <IconTrash size={16} stroke={1.7} />
                        </ActionIcon>
                      )}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        )}
      </div>
      {editing && (
        <PlanDialog {...(editing === 'new' ? {} : { plan: editing })} onClose={() => setEditing(undefined)} />
      )}
      {dropped && (
        <ConfirmDialog
          title={t('plans.drop', { name: dropped.name })}
          action={t('plans.dropDo')}
          destructive
          busy={drop.isPending}
          fault={drop.error}
          onConfirm={() => drop.mutate(dropped.id)}
          onClose={() => setDropped(undefined)}
        >
          {t('plans.dropLesson')}
        </ConfirmDialog>
      )}
    </div>
  )
}
