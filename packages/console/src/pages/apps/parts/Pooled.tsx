import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppInstallation, AppManifest } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { PublishServiceDialog } from '../../components/parts/PublishServiceDialog.tsx'
import { wholePoolQuery } from '../../components/queries.ts'
import styles from '../apps.module.css'
import { said } from '../words.ts'

type Service = NonNullable<AppManifest['services']>[number]

/** Services that others may call out of the pool of components, and as what they are there. */
export function Pooled({ one, manifest }: { one: AppInstallation; manifest: AppManifest }) {
  const { t } = useTranslation('components')
  const sees = useMay('component:read')
  const publishes = useMay('component:publish') && one.state === 'active'
  const pool = useQuery({ ...wholePoolQuery, enabled: sees })
  const [asked, setAsked] = useState<Service>()
  const called = (manifest.services ?? []).filter(({ http }) => http)
  const pooledAs = (service: Service) =>
    (pool.data ?? []).filter(({ service: own }) => own?.installation === one.id && own.service === service.name)
  if (!pool.data || called.length === 0 || one.trialOf) return null
  if (!publishes && !called.some((service) => pooledAs(service).length > 0)) return null
  return (
    <section className={`panel ${styles.panel}`}>
      <h2 className="section-title">{t('pooled.title')}</h2>
      <p className="quiet">{t('pooled.lesson')}</p>
      <ul className={styles.asks}>
        {called.map((service) => (
          <li key={service.name} className={styles.ask}>
            <div>
              {said(service.title)}
              {pooledAs(service).map(({ name, newest, waiting }) => (
                <p key={name} className="label">
                  <Link to="/components/$name" params={{ name }} search={{}} className="link">
                    {newest === undefined ? name : `${name}@${newest}`}
                  </Link>{' '}
                  {waiting && t('state.waiting')}
                </p>
              ))}
            </div>
            {publishes && (
              <span className={styles.acts}>
                <Button variant="default" size="xs" onClick={() => setAsked(service)}>
                  {t(pooledAs(service).length > 0 ? 'pooled.next' : 'pooled.publish')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {asked && (
        <PublishServiceDialog
          one={one}
          service={asked}
          before={pooledAs(asked)[0]?.name}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  )
}
