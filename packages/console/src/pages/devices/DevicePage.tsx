import { Skeleton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ErrorText } from '../../parts/ErrorText.tsx'
import { FaultView } from '../../parts/FaultView.tsx'
import { PointTable } from '../../parts/PointTable.tsx'
import { protocolText } from '../../parts/protocol-text.ts'
import { RelativeTime } from '../../parts/RelativeTime.tsx'
import { StateMark } from '../../parts/StateMark.tsx'
import { countText } from '../../parts/value-text.ts'
import type { Device } from '../../platform.ts'
import styles from './devices.module.css'
import { Diagnosis } from './diagnosis/Diagnosis.tsx'
import { CertificatePanel } from './parts/CertificatePanel.tsx'
import { DeviceList } from './parts/DeviceList.tsx'
import { Health } from './parts/Health.tsx'
import { behindQuery, deviceQuery } from './queries.ts'

const route = getRouteApi('/app/devices/$id')

export function DevicePage() {
  const { id } = route.useParams()
  const device = useQuery(deviceQuery(id))
  if (device.isError && !device.data) return <FaultView fault={device.error} retry={() => void device.refetch()} />
  if (!device.data)
    return (
      <div className="page">
        <Skeleton height={110} radius={6} mb={16} />
        <Skeleton height={380} radius={6} />
      </div>
    )
  return <KnownDevice device={device.data} />
}

function KnownDevice({ device }: { device: Device }) {
  const { t } = useTranslation('devices')
  const parent = useQuery({ ...deviceQuery(device.parentId ?? ''), enabled: device.parentId !== undefined })
  return (
    <div className="page">
      <title>{`${device.name} – Millrace`}</title>
      <nav aria-label={t('path')} className="thing-path">
        <Link to="/devices" className="link">
          {t('title')}
        </Link>
        {parent.data && (
          <>
            {' / '}
            <Link to="/devices/$id" params={{ id: parent.data.id }} className="link">
              {parent.data.name}
            </Link>
          </>
        )}
      </nav>
      <header className={styles.deviceHead}>
        <h1 className="thing-title">{device.name}</h1>
        <StateMark state={device.state} />
      </header>
      <dl className={`panel ${styles.facts}`}>
        <div>
          <dt className="label">{t('fact.kind')}</dt>
          <dd>{t(`one.${device.kind}`)}</dd>
        </div>
        <div>
          <dt className="label">{t('fact.protocol')}</dt>
          <dd>{protocolText(device.protocol)}</dd>
        </div>
        <div>
          <dt className="label">{t('fact.seen')}</dt>
          <dd>
            <RelativeTime time={device.lastSeen} />
          </dd>
        </div>
        <div>
          <dt className="label">{t('fact.points')}</dt>
          <dd className="num">{countText(device.pointCount)}</dd>
        </div>
      </dl>
      {device.lastError && (
        <section className={styles.lastError} aria-label={t('fact.error')}>
          <IconAlertTriangle size={20} stroke={1.6} aria-hidden="true" />
          <div>
            <h2>{t('fact.error')}</h2>
            <p>
              <ErrorText text={device.lastError} />
            </p>
          </div>
        </section>
      )}
      {device.state === 'never' && (
        <section className="panel">
          <EmptyState title={t('never.title')} lesson={t(`never.${device.kind}`, { name: device.name })} />
        </section>
      )}
      {device.parentId !== undefined && <Diagnosis key={device.id} device={device} />}
      <CertificatePanel device={device} />
      <Health health={device.health ?? {}} />
      {device.kind === 'edge_node' && <Behind edge={device.id} />}
      {device.pointCount > 0 && (
        <section className={`panel ${styles.points}`} aria-labelledby="points">
          <h2 id="points" className={styles.heading}>
            {t('points')}
          </h2>
          <PointTable
            of={{ device: device.id }}
            depth={0}
            empty={<EmptyState title={t('noPoints')} lesson={t('noPointsLesson')} />}
          />
        </section>
      )}
    </div>
  )
}

function Behind({ edge }: { edge: string }) {
  const { t } = useTranslation('devices')
  const behind = useQuery(behindQuery(edge))
  if (!behind.data || behind.data.length === 0) return null
  return (
    <section aria-labelledby="behind" className={`panel ${styles.behind}`}>
      <h2 id="behind" className={styles.heading}>
        {t('behindTitle')}
      </h2>
      <DeviceList devices={behind.data} />
    </section>
  )
}
