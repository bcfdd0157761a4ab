import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import type { Plant } from '../../plant.ts'
import { platform } from '../../platform.ts'
import { SharedView } from './parts/SharedView.tsx'
import { isClosed, receivedGrantQuery } from './queries.ts'
import styles from './shared.module.css'

const route = getRouteApi('/app/shared/$grant')

/** What another organisation shares, looked at through the grant: the pages of assets and points, of their plant. */
export function SharedPage() {
  const { t } = useTranslation('sharing')
  const { grant: id } = route.useParams()
  const grant = useQuery(receivedGrantQuery(id))
  const { data, refetch } = grant
  const api = useMemo(() => platform.through(id), [id])
  const plant = useMemo<Plant | null>(() => (data ? { is: 'grant', api, grant: data } : null), [api, data])
  const recheck = useCallback(() => void refetch(), [refetch])
  const back = (
    <Button
      variant="default"
      size="xs"
      renderRoot={(props) => <Link to="/sharing" search={{ side: 'received' }} {...props} />}
    >
      {t('over.back')}
    </Button>
  )
  const closed = isClosed(grant.error)
  if (!plant && closed)
    return (
      <EmptyState title={t('nothing.grant')} lesson={t('nothing.grantLesson')}>
        {back}
      </EmptyState>
    )
  if (!plant && grant.isError) return <FaultView fault={grant.error} retry={recheck} />
  if (!plant) return <Skeleton height={60} m={16} w="auto" />
  return (
    <div className={styles.page}>
      <SharedView key={id} plant={plant} closed={closed} recheck={recheck}>
        {back}
      </SharedView>
    </div>
  )
}
