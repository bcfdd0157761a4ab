import { Button, Skeleton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import folding from '../../../parts/folding.module.css'
import lists from '../../../parts/list.module.css'
import { dateFormat } from '../../../parts/time-text.ts'
import { useMay } from '../../../rights.ts'
import { baselinesQuery } from '../queries.ts'
import { BaselineMark } from './BaselineMark.tsx'

export function Baselines() {
  const { t } = useTranslation('energy')
  const baselines = useQuery(baselinesQuery)
  const may = useMay('energy:manage')
  const day = dateFormat(currentLanguage(), { year: 'numeric', month: 'short', day: 'numeric' })
  const add = may && (
    <Button component={Link} to="/energy/baselines/new" leftSection={<IconPlus size={16} stroke={1.8} />}>
      {t('baselines.add')}
    </Button>
  )
  const rows = baselines.data ?? []
  return (
    <>
      <div className={lists.intro}>
        <p className={lists.lesson}>{t('baselines.lesson')}</p>
        {rows.length > 0 && add}
      </div>
      <div className={`panel ${lists.list}`}>
        {baselines.isError && <FaultView fault={baselines.error} retry={() => void baselines.refetch()} />}
        {baselines.isPending && <Skeleton height={180} m={16} w="auto" />}
        {baselines.data && rows.length === 0 && (
          <EmptyState title={t('baselines.empty')} lesson={t('baselines.emptyLesson')}>
            {add}
          </EmptyState>
        )}
        {rows.length > 0 && (
          <table className={`${lists.table} ${folding.folding}`}>
            <thead>
              <tr>
                <th className={lists.nameColumn}>{t('baselines.name')}</th>
                <th>{t('baselines.state')}</th>
                <th className={lists.wide}>{t('baselines.shape')}</th>
                <th className={`${lists.right} ${lists.wide}`}>R²</th>
                <th className={`${lists.right} ${lists.wide}`}>CV(RMSE)</th>
                <th className={lists.wide}>{t('baselines.frozen')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ id, name, version, meterName, state, shape, rSquared, cvRmse, frozenAt, frozenBy }) => (
                <tr key={id}>
                  <td>
                    <Link to="/energy/baselines/$id" params={{ id }} className={lists.open}>
                      <span className={lists.names}>
                        <span>{name}</span>
                        <span className="quiet">
                          {meterName} · {t('baselines.version', { version })}
                        </span>
                      </span>
                    </Link>
                  </td>
                  <td>
                    <BaselineMark state={state} />
                  </td>
                  <td className={lists.wide}>{t(`shape.${shape}`)}</td>
                  <td className={`${lists.right} ${lists.wide} num`}>
                    {rSquared === null ? '—' : rSquared.toFixed(3)}
                  </td>
                  <td className={`${lists.right} ${lists.wide} num`}>
                    {cvRmse === null ? '—' : `${(cvRmse * 100).toFixed(1)} %`}
                  </td>
                  <td className={lists.wide}>
                    {day.format(Date.parse(frozenAt))} <span className="quiet">{frozenBy.name}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </>
  )
}
