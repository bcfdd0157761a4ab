import { Button, Skeleton } from '@mantine/core'
import { IconPlus, IconSitemap } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import folding from '../../../parts/folding.module.css'
import lists from '../../../parts/list.module.css'
import { countText } from '../../../parts/value-text.ts'
import type { RetentionRule, StorageFigures } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import styles from '../history.module.css'
import { retentionRulesQuery } from '../queries.ts'
import { DropRuleDialog } from './DropRuleDialog.tsx'
import { RetentionDialog } from './RetentionDialog.tsx'

/** For how long history is kept, where; and how many points that comes to. */
export function RetentionRules({ kept }: { kept: StorageFigures['kept'] }) {
  const { t } = useTranslation('history')
  const manages = useMay('organisation:manage')
  const removes = useMay('history:remove')
  const may = manages && removes
  const rules = useQuery(retentionRulesQuery)
  const [edited, setEdited] = useState<RetentionRule | 'new'>()
  const [dropped, setDropped] = useState<RetentionRule>()
  return (
    <section className="panel" aria-labelledby="kept">
      <header className={styles.panelHead}>
        <h2 id="kept" className="section-title">
          {t('rules.title')}
        </h2>
        {may && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} stroke={1.8} />}
            onClick={() => setEdited('new')}
          >
            {t('rules.add')}
          </Button>
        )}
        <p className={styles.lesson}>{t('rules.lesson')}</p>
      </header>
      {rules.isError && !rules.data && <FaultView fault={rules.error} retry={() => void rules.refetch()} />}
      {rules.isPending && <Skeleton height={96} m={16} w="auto" />}
      {rules.data?.length === 0 && <EmptyState title={t('rules.empty')} lesson={t('rules.emptyLesson')} />}
      {rules.data && rules.data.length > 0 && (
        <>
          <div className={lists.list}>
            <RuleTable rules={rules.data} {...(may ? { onEdit: setEdited, onDrop: setDropped } : {})} />
          </div>
          <ul className={styles.kept} aria-label={t('rules.keptLabel')}>
            {kept.map(({ days, points }) => (
              <li key={String(days)}>
                <span className="num">{t('rules.points', { count: points, shown: countText(points) })}</span>{' '}
                <span className="quiet">{days === null ? t('rules.ever') : t('rules.days', { count: days })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {edited && (
        <RetentionDialog
          rules={rules.data ?? []}
          {...(edited === 'new' ? {} : { rule: edited })}
          onClose={() => setEdited(undefined)}
        />
      )}
      {dropped && <DropRuleDialog rule={dropped} rules={rules.data ?? []} onClose={() => setDropped(undefined)} />}
    </section>
  )
}

interface RuleTableProps {
  rules: readonly RetentionRule[]
  onEdit?: (rule: RetentionRule) => void
  onDrop?: (rule: RetentionRule) => void
}

/** The rule of the whole organisation first, then by place. */
function RuleTable({ rules, onEdit, onDrop }: RuleTableProps) {
  const { t } = useTranslation('history')
  const sorted = rules.toSorted((a, b) => (a.assetName ?? '').localeCompare(b.assetName ?? ''))
  return (
    <table className={`${lists.table} ${folding.folding} ${styles.rules}`}>
      <thead>
        <tr>
          <th>{t('rules.place')}</th>
          <th>{t('rules.keptFor')}</th>
          <th>
            <span className="sr">{t('rules.edit')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((rule) => {
          const place = rule.assetName ?? t('rules.whole')
          return (
            <tr key={rule.id}>
              <td className={styles.placed}>
                <span className={styles.place}>
                  <IconSitemap size={16} stroke={1.6} aria-hidden="true" />
                  <span>{place}</span>
                </span>
              </td>
              <td className="num">{t('rules.days', { count: rule.days })}</td>
              <td className={styles.acts}>
                {onEdit && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`${t('rules.edit')}: ${place}`}
                    onClick={() => onEdit(rule)}
                  >
                    {t('rules.edit')}
                  </Button>
                )}
                {onDrop && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`${t('rules.drop')}: ${place}`}
                    onClick={() => onDrop(rule)}
                  >
                    {t('rules.drop')}
                  </Button>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
