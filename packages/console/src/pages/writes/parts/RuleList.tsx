import { Button } from '@mantine/core'
import { IconSitemap, IconUser, IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import folding from '../../../parts/folding.module.css'
import lists from '../../../parts/list.module.css'
import type { WriteRule } from '../../../platform.ts'
import styles from '../rules.module.css'

interface RuleListProps {
  rules: readonly WriteRule[]
  onEdit?: (rule: WriteRule) => void
  onRemove?: (rule: WriteRule) => void
}

/** The rule of the whole organisation first, then by place. */
export function RuleList({ rules, onEdit, onRemove }: RuleListProps) {
  const { t } = useTranslation('writes')
  const sorted = rules.toSorted((a, b) => (a.assetName ?? '').localeCompare(b.assetName ?? ''))
  return (
    <table className={`${lists.table} ${folding.folding} ${styles.rules}`}>
      <thead>
        <tr>
          <th>{t('rules.column.place')}</th>
          <th>{t('rules.column.confirm')}</th>
          <th>{t('rules.column.minutes')}</th>
          <th>
            <span className="sr">{t('rules.edit')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((rule) => {
          const place = rule.assetName ?? t('rules.whole')
          const Who = rule.confirm ? IconUsers : IconUser
          return (
            <tr key={rule.id}>
              <td className={styles.rulePlace}>
                <span className={styles.iconed}>
                  <IconSitemap size={16} stroke={1.6} aria-hidden="true" />
                  {place}
                </span>
              </td>
              <td>
                <span className={styles.iconed}>
                  <Who size={16} stroke={1.6} aria-hidden="true" />
                  {t(rule.confirm ? 'rules.two' : 'rules.one')}
                </span>
              </td>
              <td className="num">{rule.confirm ? t('rules.minutes', { count: rule.minutes }) : '—'}</td>
              <td className={styles.ruleActs}>
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
                {onRemove && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`${t('rules.remove')}: ${place}`}
                    onClick={() => onRemove(rule)}
                  >
                    {t('rules.remove')}
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
