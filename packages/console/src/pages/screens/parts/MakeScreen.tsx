import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconLayoutBoard } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { useMay } from '../../../rights.ts'
import { type NewScreen, useNewScreen } from '../use-propose.ts'

/** Proposes a screen of what one looks at, and goes where it is changed. */
export function MakeScreen({ of }: { of: NewScreen }) {
  const { t } = useTranslation('screens')
  const words = useFaultWords()
  const may = useMay('screen:write')
  const make = useNewScreen()
  if (!may) return null
  return (
    <Button
      size="xs"
      variant="default"
      loading={make.isPending}
      leftSection={<IconLayoutBoard size={15} stroke={1.7} />}
      onClick={() =>
        make.mutate(of, {
          onError: (fault) =>
            notifications.show({ color: 'red', title: words(fault).says, message: words(fault).remedy }),
        })
      }
    >
      {t('propose')}
    </Button>
  )
}
