import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { FaultView } from '../../../parts/FaultView.tsx'
import lists from '../../../parts/list.module.css'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import type { Binding } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { classesQuery } from '../../classes/queries.ts'
import styles from '../mechanisms.module.css'
import { BindingMark } from '../parts/BindingMark.tsx'
import { said } from '../words.ts'
import { BindingDialogs, type Doing } from './parts/BindingDialogs.tsx'
import { BoundAssets } from './parts/BoundAssets.tsx'
import { Canary } from './parts/Canary.tsx'
import { bindingQuery } from './queries.ts'

const route = getRouteApi('/app/mechanisms/bindings/$id')

/** A model that runs: how it stands at each asset, and which version is in force. */
export function BindingPage() {
  const { id } = route.useParams()
  const binding = useQuery(bindingQuery(id))
  if (binding.isError && !binding.data) return <FaultView fault={binding.error} retry={() => void binding.refetch()} />
  if (!binding.data)
    return (
      <div className="page">
        <Skeleton height={90} radius={6} mb={16} />
        <Skeleton height={360} radius={6} />
      </div>
    )
  return <KnownBinding binding={binding.data} />
}

function KnownBinding({ binding }: { binding: Binding }) {
  const { t } = useTranslation('mechanismRuns')
  const { t: catalogue } = useTranslation('mechanisms')
  const navigate = useNavigate()
  const binds = useMay('mechanism:bind')
  const [doing, setDoing] = useState<Doing>()
  const { model } = binding
  const button = (what: Doing, primary = false) => (
    <Button size="xs" variant={primary ? 'filled' : 'default'} onClick={() => setDoing(what)}>
      {t(`do.${what}`, { version: binding.before ?? '' })}
    </Button>
  )
  const classes = useQuery({ ...classesQuery, enabled: binding.target.equipmentClass !== undefined })
  const ofClass = classes.data?.find((one) => one.class === binding.target.equipmentClass)
  const target = binding.target.thingModel ?? (ofClass ? said(ofClass.title) : binding.target.equipmentClass)
  return (
    <div className="page">
      <title>{`${binding.name[currentLanguage()]} – Millrace`}</title>
      <nav aria-label={catalogue('title')} className="thing-path">
        <Link to="/mechanisms" search={{ tab: 'running' }} className="link">
          {catalogue('title')}
        </Link>
      </nav>
      <header className={styles.head}>
        <div className={styles.titles}>
          <h1 className="thing-title">{said(binding.name)}</h1>
          <p className="label">
            <Link
              to="/mechanisms/$id"
              params={{ id: model.mechanism }}
              search={{ version: model.version }}
              className="link"
            >
              {said(model.title)} <span className="num">{model.version}</span>
            </Link>
            {target && ` · ${t('binding.target', { target })}`} · {t('binding.assets', { count: binding.assets })} ·{' '}
            {binding.every === undefined ? t('binding.eachChange') : t('binding.every', { seconds: binding.every })}
          </p>
        </div>
        <BindingMark binding={binding} />
        {binds && (
          <div className={lists.actions}>
            {button(binding.paused ? 'resume' : 'pause')}
            {button('back')}
            {!binding.canary && button('canary')}
            {button('promote')}
            {binding.before !== undefined && button('rollback')}
            <Button
              size="xs"
              variant="default"
              onClick={() =>
                void navigate({ to: '/mechanisms/studies/new', search: { kind: 'backtest', binding: binding.id } })
              }
            >
              {t('do.study')}
            </Button>
            {button('remove')}
          </div>
        )}
      </header>
      <p className="quiet">
        {t('binding.by', { name: binding.changedBy.name })} <RelativeTime time={binding.changedAt} />
      </p>
      <div className={styles.column} style={{ marginTop: 12 }}>
        {binding.canary && <Canary binding={binding} binds={binds} onPromote={() => setDoing('promoteCanary')} />}
        <BoundAssets binding={binding} binds={binds} />
      </div>
      {doing && <BindingDialogs doing={doing} binding={binding} onClose={() => setDoing(undefined)} />}
    </div>
  )
}
