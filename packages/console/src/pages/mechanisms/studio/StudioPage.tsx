import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../../parts/FaultView.tsx'
import { sessionQuery } from '../../../session.ts'
import { versionQuery } from '../queries.ts'
import { draftOf, firstDraft, type Naming } from './draft.ts'
import { slugOf } from './names.ts'
import { Studio } from './Studio.tsx'

const route = getRouteApi('/app/mechanisms/studio')

/** Where a model is written: a new one, or the next version of one there is. */
export function StudioPage() {
  const { t } = useTranslation('studio')
  const { mechanism = '', version = '' } = route.useSearch()
  const isNew = mechanism === '' || version === ''
  const session = useQuery(sessionQuery)
  const before = useQuery({ ...versionQuery(mechanism, version), enabled: !isNew })
  const [otherwise] = useState(() => `model-${Math.random().toString(36).slice(2, 6)}`)
  if (before.isError && !before.data) return <FaultView fault={before.error} retry={() => void before.refetch()} />
  const ready = session.data && (isNew || before.data)
  const naming: Naming = {
    publisher: slugOf(session.data?.tenant.name ?? '') || 'own',
    otherwise,
    owner: session.data?.user.name ?? '',
    ownSource: t('sources.own'),
  }
  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <nav aria-label={t('models')} className="thing-path">
        <Link to="/mechanisms" search={{}} className="link">
          {t('models')}
        </Link>
      </nav>
      <h1 className="thing-title">{t('title')}</h1>
      {!ready && <Skeleton height={520} />}
      {ready && (
        <Studio
          key={`${mechanism} ${version}`}
          naming={naming}
          start={before.data && !isNew ? draftOf(before.data) : firstDraft(naming)}
          stored={!isNew && before.data?.may.includes('change') ? before.data : undefined}
        />
      )}
    </div>
  )
}
