import { ActionIcon } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'

export function DropButton({ label, onDrop }: { label: string; onDrop: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onDrop} pos="relative">
      <IconTrash size={16} stroke={1.7} />
    </ActionIcon>
  )
}
