import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ThingModelListed } from '../../../platform.ts'

const colours = { draft: 'yellow', published: 'teal', retired: 'gray' } as const

/** Where a version stands. */
export function Standing({ status }: { status: ThingModelListed['status'] }) {
  const { t } = useTranslation('models')
  return (
    <Badge variant="light" color={colours[status]}>
      {t(`status.${status}`)}
    </Badge>
  )
}
