import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { AssetPicker } from '../../../parts/AssetPicker.tsx'
import { assetQuery } from '../../../parts/asset-query.ts'
import { RoleSelect } from '../../../parts/RoleSelect.tsx'
import { useMay } from '../../../rights.ts'
import styles from '../organisation.module.css'
import type { GroupRow } from '../provider-form.ts'

interface GroupMappingProps {
  rows: readonly GroupRow[]
  onChange: (rows: readonly GroupRow[]) => void
}

/** Which role a group of the provider gives, and where. Whoever may not give roles may not say so either. */
export function GroupMapping({ rows, onChange }: GroupMappingProps) {
  const { t } = useTranslation('organisation')
  const gives = useMay('role:manage')
  const reads = useMay('member:read')
  if (!gives || !reads) return <p className={styles.lesson}>{t('providers.form.mappingRights')}</p>
  const change = (row: GroupRow) => onChange(rows.map((each) => (each.key === row.key ? row : each)))
  const add = () =>
    onChange([...rows, { key: Math.max(-1, ...rows.map(({ key }) => key)) + 1, group: '', role: null, below: null }])
  return (
    <>
      <p className={styles.lesson}>{t('providers.form.mappingHint')}</p>
      {rows.map((row) => (
        <MappingRow
          key={row.key}
          row={row}
          onChange={change}
          onDrop={() => onChange(rows.filter(({ key }) => key !== row.key))}
        />
      ))}
      <Button
        className={styles.addRow ?? ''}
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} stroke={1.8} />}
        onClick={add}
      >
        {t('providers.form.addGroup')}
      </Button>
    </>
  )
}

interface MappingRowProps {
  row: GroupRow
  onChange: (row: GroupRow) => void
  onDrop: () => void
}

function MappingRow({ row, onChange, onDrop }: MappingRowProps) {
  const { t } = useTranslation('organisation')
  const queries = useQueryClient()
  const place = useQuery({ ...assetQuery(row.below ?? ''), enabled: row.below !== null })
  return (
    <div className={styles.mapping}>
      <TextInput
        label={t('providers.form.group')}
        required
        withAsterisk={false}
        maxLength={256}
        value={row.group}
        onChange={(event) => onChange({ ...row, group: event.currentTarget.value })}
      />
      <RoleSelect label={t('providers.form.role')} value={row.role} onChange={(role) => onChange({ ...row, role })} />
      <AssetPicker
        label={t('providers.form.below')}
        placeholder={t('providers.form.everywhere')}
        value={row.below === null ? null : (place.data ?? { id: row.below, name: '…', path: [] })}
        onChange={(asset) => {
          if (asset) void queries.prefetchQuery(assetQuery(asset.id))
          onChange({ ...row, below: asset?.id ?? null })
        }}
      />
      <ActionIcon
        className={styles.dropRow ?? ''}
        variant="subtle"
        color="gray"
        size={34}
        aria-label={t('providers.form.dropGroup')}
        onClick={onDrop}
      >
        <IconX size={16} stroke={1.6} />
      </ActionIcon>
    </div>
  )
}
