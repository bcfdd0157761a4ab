import { Select, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { AssetPicker } from '../../../parts/AssetPicker.tsx'
import { actionsQuery, byAbout } from '../../../parts/actions.ts'
import { assetQuery } from '../../../parts/asset-query.ts'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import { useRightWords } from '../../../parts/right-words.ts'
import { holderQuery } from '../queries.ts'
import styles from '../roles.module.css'
import type { RolesSearch } from '../search.ts'
import { Answer } from './Answer.tsx'
import { HolderPicker } from './HolderPicker.tsx'

type Asked = Pick<RolesSearch, 'member' | 'program' | 'action' | 'asset'>

interface PolicyTesterProps {
  asked: Asked
  onAsk: (asked: Asked) => void
}

/** Why somebody may do something, or not, by the policies that decide each request. */
export function PolicyTester({ asked, onAsk }: PolicyTesterProps) {
  const { t } = useTranslation('roles')
  const rights = useTranslation('rights').t
  const words = useRightWords()
  const actions = useQuery(actionsQuery)
  const holder = useQuery(holderQuery(asked))
  const asset = useQuery({ ...assetQuery(asked.asset ?? ''), enabled: asked.asset !== undefined })
  const action = actions.data?.find((each) => each.action === asked.action)
  const placed = action === undefined || action.about === 'plant'
  const who = { ...(asked.member && { member: asked.member }), ...(asked.program && { program: asked.program }) }
  const what = asked.action ? { action: asked.action } : {}
  const where = asked.asset ? { asset: asked.asset } : {}

  return (
    <>
      <p className={styles.lesson}>{t('why.lesson')}</p>
      <div className={`panel ${styles.question}`}>
        <HolderPicker
          key={holder.data?.id ?? 'nobody'}
          value={holder.data}
          onChange={(chosen) => onAsk({ ...(chosen && { [chosen.kind]: chosen.id }), ...what, ...where })}
        />
        <Select
          label={t('why.action')}
          placeholder={t('matrix.action')}
          searchable
          value={asked.action ?? null}
          onChange={(chosen) => {
            const next = actions.data?.find((each) => each.action === chosen)?.action
            onAsk({ ...who, ...(next && { action: next }), ...where })
          }}
          data={byAbout(actions.data ?? []).map((group) => ({
            group: rights(`about.${group.about}`),
            items: group.items.map((each) => ({ value: each.action, label: words.action(each.action) })),
          }))}
        />
        {placed ? (
          <AssetPicker
            label={t('why.asset')}
            placeholder={t('why.everywhere')}
            value={asset.data ?? null}
            onChange={(chosen) => onAsk({ ...who, ...what, ...(chosen && { asset: chosen.id }) })}
          />
        ) : (
          <p className={styles.notPlaced}>{t('why.notPlaced')}</p>
        )}
      </div>
      <section className={`panel ${styles.answer}`} aria-live="polite">
        {holder.isError && <FaultView fault={holder.error} retry={() => void holder.refetch()} />}
        {asset.isError && <FaultView fault={asset.error} retry={() => void asset.refetch()} />}
        {holder.isFetching && !holder.data && <Skeleton height={140} m={16} w="auto" />}
        {!(holder.data && action) && !holder.isFetching && !holder.isError && (
          <EmptyState title={t('why.wait')} lesson={t('why.waitLesson')} />
        )}
        {holder.data && action && !(placed && asked.asset && !asset.data) && (
          <Answer holder={holder.data} action={action.action} {...(placed && asset.data && { asset: asset.data })} />
        )}
      </section>
    </>
  )
}
