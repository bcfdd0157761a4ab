import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import form from '../../../parts/form.module.css'
import { platform, type RetentionRule } from '../../../platform.ts'
import { daysWithout, effectQuery } from '../queries.ts'
import { Effect } from './Effect.tsx'

interface DropRuleDialogProps {
  rule: RetentionRule
  rules: readonly RetentionRule[]
  onClose: () => void
}

/** Without the rule the next one above counts, which may keep less. */
export function DropRuleDialog({ rule, rules, onClose }: DropRuleDialogProps) {
  const { t } = useTranslation('history')
  const queries = useQueryClient()
  const days = daysWithout(rule, rules)
  const isLess = days !== undefined && days < rule.days
  const effect = useQuery({ ...effectQuery(rule.asset, days ?? 1), enabled: isLess })
  const drop = useMutation({
    mutationFn: () => platform.storage.dropRule(rule.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['history'] })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={t('rules.dropTitle', { place: rule.assetName ?? t('rules.whole') })}
      action={t('rules.drop')}
      destructive
      busy={drop.isPending}
      fault={drop.error}
      onConfirm={() => drop.mutate()}
      onClose={onClose}
    >
      <div className={form.form}>
        <p>{days === undefined ? t('rules.dropEver') : t('rules.dropDays', { count: days })}</p>
        {isLess && <Effect share={effect.data} fault={effect.error} />}
      </div>
    </ConfirmDialog>
  )
}
