import { CopyButton, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { protocolText } from '../../../parts/protocol-text.ts'
import { rangeText } from '../../../parts/range-text.ts'
import { unitText } from '../../../parts/unit-text.ts'
import { usePlant } from '../../../plant.ts'
import { type Point, platform } from '../../../platform.ts'
import styles from '../point.module.css'

export function PointFacts({ point }: { point: Point }) {
  const { t } = useTranslation('points')
  // Devices are nobody's business but their owner's.
  const own = usePlant().is === 'own'
  const device = useQuery({
    enabled: own && point.deviceId !== undefined,
    queryKey: ['device', point.deviceId],
    queryFn: ({ signal }) => platform.device(point.deviceId ?? '', signal),
  })
  return (
    <section className={`panel ${styles.facts}`} aria-labelledby="facts">
      <h2 id="facts" className={styles.heading}>
        {t('facts.title')}
      </h2>
      <dl>
        {own && point.deviceId !== undefined && (
          <>
            <Fact label={t('facts.device')}>
              {device.data ? (
                <Link to="/devices/$id" params={{ id: device.data.id }} className="link">
                  {device.data.name}
                </Link>
              ) : (
                '—'
              )}
            </Fact>
            <Fact label={t('facts.protocol')}>{protocolText(device.data?.protocol)}</Fact>
          </>
        )}
        <Fact label={t('facts.type')}>{t(`type.${point.type}`)}</Fact>
        <Fact label={t('facts.unit')}>
          {point.unit ? `${unitText(point.unit)} (UCUM ${point.unit})` : t('facts.none')}
        </Fact>
        <Fact label={t('facts.range')}>{rangeText(point) ?? t('facts.unknown')}</Fact>
        <Fact label={t('facts.access')}>{t(point.writable ? 'facts.writable' : 'facts.readOnly')}</Fact>
        <Fact label={t('facts.id')}>
          <CopyButton value={point.id}>
            {({ copied, copy }) => (
              <Tooltip label={t(copied ? 'facts.copied' : 'facts.copy')}>
                <button type="button" className={styles.id} onClick={copy}>
                  {point.id}
                </button>
              </Tooltip>
            )}
          </CopyButton>
        </Fact>
      </dl>
    </section>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt className="label">{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
