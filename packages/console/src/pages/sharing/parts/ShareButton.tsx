import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconShare3 } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlant } from '../../../plant.ts'
import { useMay } from '../../../rights.ts'
import type { Subject } from '../subject.ts'

const ShareDialog = lazy(() => import('./ShareDialog.tsx'))

/** Shares what one looks at; what others share is theirs to give. */
export function ShareButton({ subject, size = 'sm' }: { subject: Subject; size?: 'xs' | 'sm' }) {
  const { t } = useTranslation('sharing')
  const [opened, { open, close }] = useDisclosure(false)
  const may = useMay('grant:give')
  const plant = usePlant()
  if (!may || plant.is !== 'own') return null
  return (
    <>
      <Button size={size} variant="default" leftSection={<IconShare3 size={14} stroke={1.7} />} onClick={open}>
        {t('share')}
      </Button>
      <Suspense>{opened && <ShareDialog subject={subject} onClose={close} />}</Suspense>
    </>
  )
}
