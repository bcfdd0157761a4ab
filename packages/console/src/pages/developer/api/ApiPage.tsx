import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../../parts/FaultView.tsx'
import lists from '../../../parts/list.module.css'
import { SearchField } from '../../../parts/SearchField.tsx'
import styles from '../developer.module.css'
import { PortalNav } from '../PortalNav.tsx'
import { apiQuery } from './document.ts'
import { ApiStart } from './parts/ApiStart.tsx'
import { OperationList } from './parts/OperationList.tsx'
import { OperationView } from './parts/OperationView.tsx'

const route = getRouteApi('/app/developer')

export function ApiPage() {
  const { t } = useTranslation('developer')
  const { q = '', op } = route.useSearch()
  const navigate = useNavigate()
  const api = useQuery(apiQuery)
  const operation = api.data?.operations.find(({ operationId }) => operationId === op)
  return (
    <div className="page">
      <title>{`${operation?.summary ?? t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
        {api.data && <span className="quiet num">{t('api.version', { version: api.data.version })}</span>}
      </header>
      <PortalNav />
      {api.isError && <FaultView fault={api.error} retry={() => void api.refetch()} />}
      {api.isPending && <Skeleton height={420} radius={6} />}
      {api.data && (
        <div className={styles.reference} data-open={operation !== undefined}>
          <div className={`panel ${styles.contents}`}>
            <SearchField
              className={styles.find}
              value={q}
              label={t('api.search')}
              onChange={(words) =>
                void navigate({
                  to: '/developer',
                  search: ({ q: _, ...before }) => ({ ...before, ...(words && { q: words }) }),
                  replace: true,
                })
              }
            />
            <OperationList api={api.data} search={q.trim()} chosen={operation} />
          </div>
          {operation ? (
            <OperationView key={operation.operationId} api={api.data} operation={operation} />
          ) : (
            <ApiStart api={api.data} />
          )}
        </div>
      )}
    </div>
  )
}
