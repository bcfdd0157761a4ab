import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../parts/FaultView.tsx'
import { useMay } from '../../rights.ts'
import { wholePoolQuery } from '../components/queries.ts'
import { told } from './catalogue.ts'
import { withPool } from './pool.ts'
import { catalogueQuery, flowQuery } from './queries.ts'
import { Workbench } from './Workbench.tsx'

const route = getRouteApi('/app/flows/$id')

/** A flow as it is drawn, tested, replayed, published and run. */
export function FlowPage() {
  const { t } = useTranslation('flows')
  const { id } = route.useParams()
  const writes = useMay('flow:write')
  const flow = useQuery({ ...flowQuery(id), refetchOnWindowFocus: false })
  const catalogue = useQuery(catalogueQuery)
  const pool = useQuery({ ...wholePoolQuery, enabled: useMay('component:read') })
  const kinds = useMemo(() => catalogue.data && withPool(catalogue.data, pool.data ?? []), [catalogue.data, pool.data])
  const fault = flow.error ?? catalogue.error
  if (fault && (!flow.data || !catalogue.data)) return <FaultView fault={fault} retry={() => void flow.refetch()} />
  if (!flow.data || !kinds) return <Skeleton height="70vh" m={20} w="auto" />
  return (
    <>
      <title>{`${told(flow.data.title)} – ${t('title')} – Millrace`}</title>
      <Workbench key={id} flow={flow.data} catalogue={kinds} mayWrite={writes} />
    </>
  )
}
