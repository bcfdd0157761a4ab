import { Select, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../parts/FaultView.tsx'
import type { Component, ComponentVersion } from '../../platform.ts'
import { said } from '../mechanisms/words.ts'
import styles from './components.module.css'
import { CallPanel } from './parts/CallPanel.tsx'
import { FormTable } from './parts/FormTable.tsx'
import { HowPanel } from './parts/HowPanel.tsx'
import { PortTable } from './parts/PortTable.tsx'
import { TryPanel } from './parts/TryPanel.tsx'
import { UsersPanel } from './parts/UsersPanel.tsx'
import { UseView } from './parts/UseView.tsx'
import { VersionTable } from './parts/VersionTable.tsx'
import { componentQuery } from './queries.ts'

const route = getRouteApi('/app/components/$name')

/** A component: what it does, its ports or its form, its versions, and where it is used. */
export function ComponentPage() {
  const { name } = route.useParams()
  const { number } = route.useSearch()
  const component = useQuery(componentQuery(name))
  if (component.isError && !component.data)
    return <FaultView fault={component.error} retry={() => void component.refetch()} />
  const { data } = component
  const version =
    data?.versions.find((each) => each.number === (number ?? data.newest)) ?? (data?.versions[0] as ComponentVersion)
  if (!data || !version)
    return (
      <div className="page">
        <Skeleton height={90} radius={6} mb={16} />
        <Skeleton height={320} radius={6} />
      </div>
    )
  return <Shown component={data} version={version} />
}

function Shown({ component, version }: { component: Component; version: ComponentVersion }) {
  const { t } = useTranslation('components')
  const navigate = useNavigate()
  const { name } = component
  const text = said(version.description)
  return (
    <div className="page">
      <title>{`${said(version.title)} – Millrace`}</title>
      <nav aria-label={t('title')} className="thing-path">
        <Link to="/components" search={{}} className="link">
          {t('title')}
        </Link>
      </nav>
      <header className={styles.head}>
        <div className={styles.titles}>
          <h1 className="thing-title">{said(version.title)}</h1>
          <p className="label">
            <code>
              {name}@{version.number}
            </code>{' '}
            · {t(`kind.${component.kind}`)}
          </p>
        </div>
        <Select
          size="xs"
          w={190}
          aria-label={t('version.choose')}
          allowDeselect={false}
          value={String(version.number)}
          data={component.versions.map((each) => ({
            value: String(each.number),
            label: `${each.number} · ${t(each.deprecated ? 'stage.deprecated' : `stage.${each.stage}`)}`,
          }))}
          onChange={(value) =>
            void navigate({
              to: '/components/$name',
              params: { name },
              search: { number: Number(value) },
              replace: true,
            })
          }
        />
      </header>
      {version.deprecated && (
        <p className={styles.warning} role="note">
          {t('deprecated.why', { reason: version.deprecated.reason })}{' '}
          {version.deprecated.successor && t('deprecated.successor', { name: version.deprecated.successor })}
        </p>
      )}
      {text && <p className={styles.intro}>{text}</p>}
      <div className={styles.columns}>
        <div className={styles.column}>
          {version.service ? <FormTable service={version.service} /> : <PortTable version={version} />}
          <VersionTable component={component} />
        </div>
        <div className={styles.column}>
          {version.service ? (
            <>
              <CallPanel
                key={version.digest}
                name={name}
                number={version.number}
                service={version.service}
                isOpen={version.stage === 'published'}
              />
              <HowPanel name={name} number={version.number} service={version.service} />
            </>
          ) : (
            <>
              <TryPanel key={version.digest} name={name} version={version} />
              <UsersPanel component={component} />
            </>
          )}
        </div>
      </div>
      <h2 className="section-title">{t('use.title')}</h2>
      <div className={styles.below}>
        <UseView days={30} name={name} of={component.kind === 'service' ? 'calls' : 'samples'} />
      </div>
      <p className={styles.counted}>{t(component.kind === 'service' ? 'use.countedCalls' : 'use.counted')}</p>
    </div>
  )
}
