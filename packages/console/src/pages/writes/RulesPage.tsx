import { Button, Skeleton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import { platform, type WriteRule } from '../../platform.ts'
import { useMay } from '../../rights.ts'
import { RuleDialog } from './parts/RuleDialog.tsx'
import { RuleList } from './parts/RuleList.tsx'
import { rulesQuery } from './queries.ts'
import rulesLook from './rules.module.css'

export function RulesPage() {
  const { t } = useTranslation('writes')
  const may = useMay('organisation:manage')
  const rules = useQuery(rulesQuery)
  const [edited, setEdited] = useState<WriteRule | 'new'>()
  const [removed, setRemoved] = useState<WriteRule>()
  return (
    <div className="page">
      <title>{`${t('rules.title')} – Millrace`}</title>
      <nav className="thing-path">
        <Link to="/writes" className="link">
          {t('title')}
        </Link>
      </nav>
      <header className={lists.head}>
        <h1 className="page-title">{t('rules.title')}</h1>
        {may && (
          <div className={lists.actions}>
            <Button leftSection={<IconPlus size={16} stroke={1.8} />} onClick={() => setEdited('new')}>
              {t('rules.add')}
            </Button>
          </div>
        )}
      </header>
      <p className={rulesLook.rulesLesson}>{t('rules.lesson')}</p>
      <div className={`panel ${lists.list}`}>
        {rules.isError && !rules.data && <FaultView fault={rules.error} retry={() => void rules.refetch()} />}
        {rules.isPending && <Skeleton height={120} m={16} w="auto" />}
        {rules.data?.length === 0 && <EmptyState title={t('rules.emptyTitle')} lesson={t('rules.emptyLesson')} />}
        {rules.data && rules.data.length > 0 && (
          <RuleList rules={rules.data} {...(may ? { onEdit: setEdited, onRemove: setRemoved } : {})} />
        )}
      </div>
      {edited && (
        <RuleDialog
          rules={rules.data ?? []}
          {...(edited === 'new' ? {} : { rule: edited })}
          onClose={() => setEdited(undefined)}
        />
      )}
      {removed && <RemoveDialog rule={removed} onClose={() => setRemoved(undefined)} />}
    </div>
  )
}

function RemoveDialog({ rule, onClose }: { rule: WriteRule; onClose: () => void }) {
  const { t } = useTranslation('writes')
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => platform.commands.dropRule(rule.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: rulesQuery.queryKey })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={t('rules.removeTitle', { place: rule.assetName ?? t('rules.whole') })}
      action={t('rules.remove')}
      destructive
      busy={remove.isPending}
      fault={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {t('rules.removeLesson')}
    </ConfirmDialog>
  )
}
