import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlant, usePlantMay } from '../../../plant.ts'
import type { Point } from '../../../platform.ts'
import type { Draft } from '../draft.ts'

const WriteDialog = lazy(() => import('./WriteDialog.tsx'))

interface WriteButtonProps {
  point: Point
  /** What is asked for, and how the button says so. */
  preset?: { readonly value: Draft; readonly says: string } | undefined
}

/** Leads to the dialog that writes a point; nothing where it is read only, the reader may not, or looks through a link. */
export function WriteButton({ point, preset }: WriteButtonProps) {
  const { t } = useTranslation('writes')
  const plant = usePlant()
  const may = usePlantMay('point:write')
  const [opened, { open, close }] = useDisclosure(false)
  if (!point.writable || !may || plant.is === 'link') return null
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconPencil size={15} stroke={1.7} />} onClick={open}>
        {preset?.says ?? t('write.button')}
      </Button>
      <Suspense>
        {opened && (
          <WriteDialog
            point={point}
            preset={preset?.value ?? null}
            {...(plant.is === 'grant' ? { grant: plant.grant.id } : {})}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  )
}
