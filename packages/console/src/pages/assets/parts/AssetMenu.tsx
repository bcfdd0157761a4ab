import { ActionIcon, Menu } from '@mantine/core'
import { IconArchive, IconArrowsMove, IconDotsVertical, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Asset } from '../../../platform.ts'
import type { Doing } from '../drawing.ts'

/** What can be done to an asset, also without a pointer. */
export function AssetMenu({ asset, onDo }: { asset: Asset; onDo: (doing: Doing) => void }) {
  const { t } = useTranslation('drawing')
  const icon = { size: 16, stroke: 1.7 }
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="default" size={32} aria-label={t('menu.label', { name: asset.name })}>
          <IconDotsVertical size={16} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPlus {...icon} />}
          rightSection={<kbd>Ins</kbd>}
          onClick={() => onDo({ is: 'make', below: asset })}
        >
          {t('menu.make')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconPencil {...icon} />}
          rightSection={<kbd>F2</kbd>}
          onClick={() => onDo({ is: 'change', asset })}
        >
          {t('menu.change')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowsMove {...icon} />}
          rightSection={<kbd>M</kbd>}
          onClick={() => onDo({ is: 'move', asset })}
        >
          {t('menu.move')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconArchive {...icon} />} onClick={() => onDo({ is: 'retire', asset })}>
          {asset.retiredAt ? t('menu.restore') : t('menu.retire')}
        </Menu.Item>
        <Menu.Item
          color="red"
          leftSection={<IconTrash {...icon} />}
          rightSection={<kbd>Del</kbd>}
          onClick={() => onDo({ is: 'remove', asset })}
        >
          {t('menu.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
