import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import { SearchField } from '../../parts/SearchField.tsx'
import { useMay } from '../../rights.ts'
import { DraftDialog } from './parts/DraftDialog.tsx'
import { Standing } from './parts/Standing.tsx'
import { modelsQuery } from './queries.ts'

const route = getRouteApi('/app/models')

export function ModelsPage() {
  const { t, i18n } = useTranslation('models')
  const { q } = route.useSearch()
  const navigate = useNavigate()
  const models = useInfiniteQuery(modelsQuery(q))
  const writes = useMay('model:write')
  const [drafting, { open, close }] = useDisclosure(false)
  const rows = models.data?.pages.flatMap((page) => page.items) ?? []
  const total = models.data?.pages[0]?.total
  const add = writes && (
    <Button leftSection={<IconPlus size={16} stroke={1.8} />} onClick={open}>
      {t('add')}
    </Button>
  )
  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
        {total !== undefined && <span className="quiet num">{t('total', { count: total })}</span>}
        <div className={lists.actions}>{add}</div>
      </header>
      <div className={lists.tools}>
        <SearchField
          className={lists.search}
          value={q ?? ''}
          label={t('search')}
          onChange={(words) => void navigate({ to: '/models', search: words ? { q: words } : {}, replace: true })}
        />
      </div>
      <div className={`panel ${lists.list}`}>
        {models.isError && <FaultView fault={models.error} retry={() => void models.refetch()} />}
        {models.isPending && <Skeleton height={160} m={16} w="auto" />}
        {models.data && rows.length === 0 && (
          <EmptyState title={q ? t('empty.filtered') : t('empty.title')} lesson={t('empty.lesson')}>
            {!q && add}
          </EmptyState>
        )}
        {rows.length > 0 && (
          <table className={lists.table}>
            <thead>
              <tr>
                <th>{t('column.model')}</th>
                <th>{t('column.version')}</th>
                <th>{t('column.status')}</th>
                <th className="num">{t('column.assets')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((model) => (
                <tr key={model.id}>
                  <td>
                    <Link to="/models/$id" params={{ id: model.id }} className="link">
                      {model.titles?.[i18n.language] ?? model.title}
                    </Link>
                    <span className="quiet"> {model.key}</span>
                  </td>
                  <td className="num">{model.version}</td>
                  <td>
                    <Standing status={model.status} />
                  </td>
                  <td className="num">{model.assets}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {models.hasNextPage && (
          <div className={lists.more}>
            <Button
              variant="default"
              size="xs"
              loading={models.isFetchingNextPage}
              onClick={() => void models.fetchNextPage()}
            >
              {t('more')}
            </Button>
          </div>
        )}
      </div>
      {drafting && <DraftDialog onClose={close} />}
    </div>
  )
}
