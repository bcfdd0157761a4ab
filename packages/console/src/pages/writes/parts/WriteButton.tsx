import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlant, usePlantMay } from '../../../plant.ts'
import type { Point } from '../../../platform.ts'

const WriteDialog = lazy(() => import('./WriteDialog.tsx'))

/** Leads to the dialog that writes a point; nothing where it is read only, the reader may not, or looks through a link. */
export function WriteButton({ point }: { point: Point }) {
  const { t } = useTranslation('writes')
  const plant = usePlant()
  const may = usePlantMay('point:write')
  const [opened, { open, close }] = useDisclosure(false)
  if (!point.writable || !may || plant.is === 'link') return null
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconPencil size={15} stroke={1.7} />} onClick={open}>
        {t('write.button')}
      </Button>
      <Suspense>
        {opened && (
          <WriteDialog point={point} {...(plant.is === 'grant' ? { grant: plant.grant.id } : {})} onClose={close} />
        )}
      </Suspense>
    </>
  )
}
