import { Button, Skeleton } from '@mantine/core'
import { IconMoon, IconSitemap } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { assetQuery } from '../../../parts/asset-query.ts'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import { Mark } from '../../../parts/Mark.tsx'
import { type NoticeRule, platform } from '../../../platform.ts'
import styles from '../notices.module.css'
import { rulesQuery } from '../queries.ts'
import { RemoveDialog } from './RemoveDialog.tsx'
import { RuleDialog } from './RuleDialog.tsx'
import { RuleTimeline } from './RuleTimeline.tsx'
import type { SectionProps } from './section.ts'

export function Rules({ mayWrite, adding, onAdd, onAdded }: SectionProps) {
  const { t } = useTranslation('notices')
  const rules = useQuery(rulesQuery)
  const [edited, setEdited] = useState<NoticeRule>()
  const [removed, setRemoved] = useState<NoticeRule>()
  return (
    <>
      {rules.isError && !rules.data && <FaultView fault={rules.error} retry={() => void rules.refetch()} />}
      {rules.isPending && <Skeleton height={220} />}
      {rules.data?.length === 0 && (
        <div className="panel">
          <EmptyState title={t('rules.emptyTitle')} lesson={t('rules.emptyLesson')}>
            {mayWrite && <Button onClick={onAdd}>{t('rules.add')}</Button>}
          </EmptyState>
        </div>
      )}
      <div className={styles.stack}>
        {rules.data?.map((rule) => (
          <RulePanel
            key={rule.id}
            rule={rule}
            {...(mayWrite ? { onEdit: () => setEdited(rule), onRemove: () => setRemoved(rule) } : {})}
          />
        ))}
      </div>
      {adding && <RuleDialog onClose={onAdded} />}
      {edited && <RuleDialog rule={edited} onClose={() => setEdited(undefined)} />}
      {removed && (
        <RemoveDialog
          name={removed.name}
          run={() => platform.notices.dropRule(removed.id)}
          onClose={() => setRemoved(undefined)}
        />
      )}
    </>
  )
}

interface RulePanelProps {
  rule: NoticeRule
  onEdit?: () => void
  onRemove?: () => void
}

function RulePanel({ rule, onEdit, onRemove }: RulePanelProps) {
  const { t } = useTranslation('notices')
  const { quiet } = rule
  return (
    <section className={`panel ${styles.rule}`} aria-label={rule.name}>
      <div className={styles.cardHead}>
        <div className={styles.cardName}>
          <h2>{rule.name}</h2>
          {!rule.enabled && <Mark tone="hollow">{t('channels.off')}</Mark>}
        </div>
        {onEdit && onRemove && (
          <div className={styles.acts}>
            <Button size="compact-sm" variant="default" onClick={onEdit} aria-label={`${t('edit')}: ${rule.name}`}>
              {t('edit')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={onRemove} aria-label={`${t('remove')}: ${rule.name}`}>
              {t('remove')}
            </Button>
          </div>
        )}
      </div>
      <ul className={styles.applies}>
        {rule.priorities.map((priority) => (
          <li key={priority} className={styles.tag} data-priority={priority}>
            {t(`priority.${priority}`)}
          </li>
        ))}
        <li className={styles.tag}>{rule.kinds ? rule.kinds.join(', ') : t('rules.everyKind')}</li>
        <li className={styles.tag}>
          <IconSitemap size={14} stroke={1.6} aria-hidden="true" />
          {rule.asset === undefined ? t('rules.everywhere') : <AssetName id={rule.asset} />}
        </li>
        {quiet && (
          <li className={styles.tag}>
            <IconMoon size={14} stroke={1.6} aria-hidden="true" />
            {t('rules.quietShort', {
              from: quiet.from,
              until: quiet.until,
              priorities: quiet.priorities.map((each) => t(`priority.${each}`)).join(', '),
            })}
          </li>
        )}
      </ul>
      <RuleTimeline levels={rule.levels} />
    </section>
  )
}

function AssetName({ id }: { id: string }) {
  const asset = useQuery(assetQuery(id))
  return <span title={asset.data?.path.join(' / ')}>{asset.data?.name ?? '…'}</span>
}
