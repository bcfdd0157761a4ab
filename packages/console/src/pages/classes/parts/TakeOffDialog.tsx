import { Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { type Asset, type EquipmentRemoval, platform } from '../../../platform.ts'
import styles from '../classes.module.css'
import { removalQuery } from '../queries.ts'
import { useClassWords } from '../use-class-words.ts'

interface TakeOffDialogProps {
  asset: Asset
  onClose: () => void
}

/** Asks before a class is taken off, with all that goes with it. */
export function TakeOffDialog({ asset, onClose }: TakeOffDialogProps) {
  const { t } = useTranslation('classes')
  const queries = useQueryClient()
  const removal = useQuery(removalQuery(asset.id))
  const remove = useMutation({
    mutationFn: () => platform.equipment.remove(asset.id, removal.data?.seen),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] !== 'removal' })
    },
    // Somebody changed it in between: what goes is looked at anew.
    onError: () => removal.refetch(),
  })
  return (
    <ConfirmDialog
      title={t('off.title', { asset: asset.name })}
      action={t('off.action')}
      destructive
      busy={remove.isPending || removal.isPending}
      fault={remove.error ?? removal.error}
      onConfirm={() => removal.data && remove.mutate()}
      onClose={onClose}
    >
      {removal.isPending && <Skeleton height={120} />}
      {removal.data && <Going removal={removal.data} />}
    </ConfirmDialog>
  )
}

const kinds = ['retired', 'withdrawn', 'stays'] as const

function Going({ removal: { title, model, alarms, kpis, workUnit } }: { removal: EquipmentRemoval }) {
  const { t } = useTranslation('classes')
  const words = useClassWords()
  return (
    <div className={styles.going}>
      <p>{t('off.lesson', { class: words.of(title) })}</p>
      {model && <p>{t('off.model', { count: model.bound, version: model.version })}</p>}
      {kinds.map((is) => {
        const some = alarms.filter((alarm) => alarm.is === is)
        return some.length > 0 && <Named key={is} says={t(`off.${is}`, { count: some.length })} items={some} />
      })}
      {kpis.length > 0 && <Named says={t('off.kpis', { count: kpis.length })} items={kpis} />}
      {workUnit && <p>{t('off.workUnit')}</p>}
    </div>
  )
}

function Named({ says, items }: { says: string; items: readonly { name: string; en: string; zh: string }[] }) {
  const words = useClassWords()
  return (
    <div className={styles.row}>
      <p>{says}</p>
      <ul className={styles.named}>
        {items.map((one) => (
          <li key={one.name}>{words.of(one)}</li>
        ))}
      </ul>
    </div>
  )
}
