import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Point } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'

const WriteDialog = lazy(() => import('./WriteDialog.tsx'))

interface WriteButtonProps {
  point: Point
  /** The grant through which the point is shown. */
  grant?: string
}

/** Leads to the dialog that writes a point; nothing where it is read only, or the person may not. */
export function WriteButton({ point, grant }: WriteButtonProps) {
  const { t } = useTranslation('writes')
  const may = useMay('point:write')
  const [opened, { open, close }] = useDisclosure(false)
  if (!point.writable || !may) return null
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconPencil size={15} stroke={1.7} />} onClick={open}>
        {t('write.button')}
      </Button>
      <Suspense>
        {opened && <WriteDialog point={point} {...(grant === undefined ? {} : { grant })} onClose={close} />}
      </Suspense>
    </>
  )
}
