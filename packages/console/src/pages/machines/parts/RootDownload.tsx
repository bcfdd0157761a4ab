import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../../parts/save-file.ts'
import { authorityQuery } from '../queries.ts'
import { rootFile } from './root-file.ts'

export function RootDownload() {
  const { t } = useTranslation('machines')
  const authority = useQuery(authorityQuery)
  const root = authority.data?.root
  return (
    <span>
      <Button
        variant="default"
        size="xs"
        disabled={root === undefined}
        leftSection={<IconDownload size={14} stroke={1.7} />}
        onClick={() => root && saveFile(new Blob([root], { type: 'application/x-pem-file' }), rootFile)}
      >
        {t('authority.download')}
      </Button>
    </span>
  )
}
