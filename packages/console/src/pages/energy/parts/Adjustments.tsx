import { ActionIcon } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import lists from '../../../parts/list.module.css'
import { dateFormat } from '../../../parts/time-text.ts'
import { unitText } from '../../../parts/unit-text.ts'
import { valueText } from '../../../parts/value-text.ts'
import { type EnergyBaseline, platform } from '../../../platform.ts'
import styles from '../energy.module.css'

type Adjustment = EnergyBaseline['adjustments'][number]

export function Adjustments({ baseline, mayDrop }: { baseline: EnergyBaseline; mayDrop: boolean }) {
  const { t } = useTranslation('energy')
  const queries = useQueryClient()
  const [dropped, setDropped] = useState<Adjustment | null>(null)
  const day = dateFormat(currentLanguage(), { year: 'numeric', month: 'short', day: 'numeric' })
  const drop = useMutation({
    mutationFn: (adjustment: string) => platform.energy.unadjust(baseline.id, adjustment),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['energy'] })
      setDropped(null)
    },
  })
  if (baseline.adjustments.length === 0) return null
  return (
    <section className="panel" aria-labelledby="adjustments">
      <h2 id="adjustments" className={`section-title ${styles.panelTitle}`}>
        {t('adjust.title')}
      </h2>
      <div className={lists.list}>
        <table className={lists.table}>
          <thead>
            <tr>
              <th>{t('adjust.period')}</th>
              <th className={lists.right}>{t('adjust.amount')}</th>
              <th>{t('adjust.reason')}</th>
              <th className={lists.wide}>{t('adjust.by')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {baseline.adjustments.map((one) => (
              <tr key={one.id}>
                <td>
                  {day.format(Date.parse(one.from))} – {day.format(Date.parse(one.to) - 1)}
                </td>
                <td className={`${lists.right} num`}>
                  {valueText(one.amount)} <span className="quiet">{unitText(baseline.unit)}</span>
                </td>
                <td className={styles.said}>{one.reason}</td>
                <td className={lists.wide}>{one.by.name}</td>
                <td className={lists.right}>
                  {mayDrop && (
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={t('adjust.drop', { reason: one.reason })}
                      onClick={() => setDropped(one)}
                    >
                      <IconTrash size={16} stroke={1.7} />
                    </ActionIcon>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {dropped && (
        <ConfirmDialog
          title={t('adjust.dropTitle')}
          action={t('adjust.dropDo')}
          busy={drop.isPending}
          fault={drop.error}
          onConfirm={() => drop.mutate(dropped.id)}
          onClose={() => setDropped(null)}
        >
          {t('adjust.dropLesson')}
        </ConfirmDialog>
      )}
    </section>
  )
}
