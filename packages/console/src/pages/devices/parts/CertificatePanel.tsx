import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import type { Device } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { Fingerprint } from '../../machines/parts/Fingerprint.tsx'
import { StandingMark } from '../../machines/parts/StandingMark.tsx'
import { historyQuery } from '../../machines/queries.ts'
import styles from '../devices.module.css'

/** By which certificate this device is who it says. */
export function CertificatePanel({ device }: { device: Device }) {
  const { t } = useTranslation('machines')
  const mayEnrol = useMay('device:enrol')
  const history = useInfiniteQuery(historyQuery(device.machine))
  if (!history.data) return null
  const newest = history.data.pages[0]?.items[0]
  const name = device.machine
  return (
    <section className={`panel ${styles.health}`} aria-labelledby="certificate">
      <div className={styles.panelHead}>
        <h2 id="certificate">{t('panel.title')}</h2>
        {device.parentId !== undefined && <span className="quiet">{t('panel.behind', { name })}</span>}
        <Link to="/machines" search={newest || !mayEnrol ? { name } : { tab: 'tokens' }} className="link">
          {t(newest || !mayEnrol ? 'panel.all' : 'panel.enrol')}
        </Link>
      </div>
      {newest ? (
        <dl>
          <div>
            <dt className="label">{t('column.state')}</dt>
            <dd>
              <StandingMark certificate={newest} />
            </dd>
          </div>
          <div>
            <dt className="label">{t('column.expires')}</dt>
            <dd>
              <RelativeTime time={newest.expiresAt} />
            </dd>
          </div>
          <div>
            <dt className="label">{t('column.seen')}</dt>
            <dd>
              <RelativeTime time={newest.lastUsedAt} absent={t('neverUsed')} />
            </dd>
          </div>
          <div>
            <dt className="label">{t('column.fingerprint')}</dt>
            <dd>
              <Fingerprint of={newest.fingerprint} />
            </dd>
          </div>
        </dl>
      ) : (
        <p className={styles.noCertificate}>
          <strong>{t('panel.none')}</strong> <span className="quiet">{t('panel.noneLesson')}</span>
        </p>
      )}
    </section>
  )
}
