import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconUpload } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import list from '../../parts/list.module.css'
import { ImportTable } from './parts/ImportTable.tsx'
import { importsQuery } from './queries.ts'

const BringDialog = lazy(() => import('./parts/BringDialog.tsx'))
const ImportDialog = lazy(() => import('./parts/ImportDialog.tsx'))

/** Files that history was brought in from, newest first. */
export function Imports() {
  const { t } = useTranslation('imports')
  const imports = useInfiniteQuery(importsQuery)
  const [bringing, { open, close }] = useDisclosure(false)
  const [shown, setShown] = useState<string>()
  const rows = imports.data?.pages.flatMap((page) => page.items) ?? []

  return (
    <>
      <div className={list.intro}>
        <p className={list.lesson}>{t('lesson')}</p>
        <Button leftSection={<IconUpload size={16} stroke={1.8} />} onClick={open}>
          {t('add')}
        </Button>
      </div>
      <div className={`panel ${list.list}`}>
        {imports.isError && <FaultView fault={imports.error} retry={() => void imports.refetch()} />}
        {imports.isPending && <Skeleton height={220} m={16} w="auto" />}
        {imports.data && rows.length === 0 && (
          <EmptyState title={t('empty.title')} lesson={t('empty.lesson')}>
            <Button size="xs" onClick={open}>
              {t('add')}
            </Button>
          </EmptyState>
        )}
        {rows.length > 0 && <ImportTable imports={rows} onShow={setShown} />}
        {imports.hasNextPage && (
          <div className={list.more}>
            <Button
              variant="default"
              size="xs"
              loading={imports.isFetchingNextPage}
              onClick={() => void imports.fetchNextPage()}
            >
              {t('more')}
            </Button>
          </div>
        )}
      </div>
      <Suspense>
        {bringing && <BringDialog onClose={close} />}
        {shown !== undefined && <ImportDialog id={shown} onClose={() => setShown(undefined)} />}
      </Suspense>
    </>
  )
}
