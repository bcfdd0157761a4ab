import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../../parts/FaultView.tsx'
import type { MechanismVersion } from '../../../platform.ts'
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
  const navigate = route.useNavigate()
  // What this studio saved goes on in it, at the address that a reload finds it by.
  const [saved] = useState(() => new Map<string, string>())
  const at = `${mechanism} ${version}`
  const key = saved.get(at) ?? at
  const follow = ({ mechanism, version }: MechanismVersion) => {
    saved.set(`${mechanism} ${version}`, key)
    void navigate({ search: { mechanism, version }, replace: true })
  }
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
          key={key}
          naming={naming}
          start={before.data && !isNew ? draftOf(before.data) : firstDraft(naming)}
          onSaved={follow}
          stored={!isNew && before.data?.may.includes('change') ? before.data : undefined}
        />
      )}
    </div>
  )
}
