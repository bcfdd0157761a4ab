import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { AssetPicker, type PickedAsset } from '../../../parts/AssetPicker.tsx'
import { RoleSelect } from '../../../parts/RoleSelect.tsx'
import styles from '../members.module.css'

/** A role to be given, as far as it is chosen. */
export interface RoleLine {
  readonly key: number
  readonly role: string | null
  readonly below: PickedAsset | null
}

export const firstLine: RoleLine = { key: 0, role: null, below: null }

interface RoleLinesProps {
  lines: readonly RoleLine[]
  onChange: (lines: readonly RoleLine[]) => void
}

/** Roles, each for everywhere or below an asset; at least one. */
export function RoleLines({ lines, onChange }: RoleLinesProps) {
  const { t } = useTranslation('members')
  const parts = useTranslation('parts').t
  const set = (line: RoleLine) => onChange(lines.map((each) => (each.key === line.key ? line : each)))
  return (
    <div className={styles.group} role="group" aria-label={t('dialog.roles')}>
      {lines.map((line) => (
        <div key={line.key} className={styles.roleLine}>
          <div>
            <RoleSelect
              label={parts('roles.role')}
              placeholder={parts('roles.choose')}
              value={line.role}
              onChange={(role) => set({ ...line, role })}
            />
          </div>
          <div className={styles.where}>
            <AssetPicker
              label={parts('roles.where')}
              placeholder={parts('held.everywhere')}
              value={line.below}
              onChange={(below) => set({ ...line, below })}
            />
          </div>
          {lines.length > 1 && (
            <ActionIcon
              className={styles.dropRole ?? ''}
              variant="subtle"
              color="gray"
              size={34}
              aria-label={t('dialog.dropRole')}
              onClick={() => onChange(lines.filter(({ key }) => key !== line.key))}
            >
              <IconX size={16} stroke={1.6} />
            </ActionIcon>
          )}
        </div>
      ))}
      <Button
        className={styles.addRole ?? ''}
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} stroke={1.8} />}
        onClick={() => onChange([...lines, { ...firstLine, key: Math.max(...lines.map(({ key }) => key)) + 1 }])}
      >
        {t('dialog.addRole')}
      </Button>
    </div>
  )
}
