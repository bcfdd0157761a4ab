import { Button, Modal, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { CopyField } from '../../../parts/ShownOnce.tsx'
import { useNow } from '../../../parts/use-now.ts'
import type { Certificate } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import styles from '../machines.module.css'
import { standingOf } from '../near.ts'
import { historyQuery } from '../queries.ts'
import { RemoveDialog } from './RemoveDialog.tsx'
import { RevokeDialog } from './RevokeDialog.tsx'
import { StandingMark } from './StandingMark.tsx'

/** The certificates of one machine, and what can be done about them. */
export function HistoryDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const { t } = useTranslation('machines')
  const mayRevoke = useMay('device:revoke')
  const mayAudit = useMay('audit:read')
  const history = useInfiniteQuery(historyQuery(name))
  const [asking, setAsking] = useState<Certificate | 'remove'>()
  const rows = history.data?.pages.flatMap((page) => page.items) ?? []
  const ask = () => setAsking(undefined)
  return (
    <Modal
      opened
      onClose={onClose}
      size={680}
      title={t('history.title', { name })}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'parts' }) }}
    >
      {history.isError && <FaultView fault={history.error} retry={() => void history.refetch()} />}
      {history.isPending && <Skeleton height={220} />}
      {history.data && rows.length === 0 && (
        <EmptyState title={t('history.none', { name })} lesson={t('history.noneLesson')} />
      )}
      {rows.length > 0 && <p className={styles.lesson}>{t('history.lesson')}</p>}
      <ul className={styles.history}>
        {rows.map((certificate) => (
          <Entry
            key={certificate.id}
            certificate={certificate}
            onRevoke={mayRevoke ? () => setAsking(certificate) : undefined}
          />
        ))}
      </ul>
      {history.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
      <div className={styles.dialogFoot}>
        {mayAudit && (
          <Link to="/audit" search={{ q: name }} className="link">
            {t('history.audit')}
          </Link>
        )}
        {mayRevoke && (
          <Button variant="default" size="xs" onClick={() => setAsking('remove')}>
            {t('history.remove')}
          </Button>
        )}
      </div>
      {asking === 'remove' && <RemoveDialog name={name} onClose={ask} />}
      {asking !== undefined && asking !== 'remove' && <RevokeDialog certificate={asking} onClose={ask} />}
    </Modal>
  )
}

function Entry({ certificate, onRevoke }: { certificate: Certificate; onRevoke: (() => void) | undefined }) {
  const { t } = useTranslation('machines')
  const now = useNow()
  const { state, createdAt, expiresAt, lastUsedAt, lastRemote, serial, fingerprint, revokedAt, reason } = certificate
  return (
    <li className={styles.entry}>
      <div className={styles.entryHead}>
        <StandingMark certificate={certificate} />
        {state === 'valid' && onRevoke && (
          <Button size="compact-sm" variant="subtle" color="red" onClick={onRevoke}>
            {t('history.revoke')}
          </Button>
        )}
      </div>
      {standingOf(certificate, now) === 'near' && <p className={styles.near}>{t('nearHint')}</p>}
      <dl className={styles.facts}>
        <div>
          <dt className="label">{t('history.issued')}</dt>
          <dd>
            <RelativeTime time={createdAt} />
          </dd>
        </div>
        <div>
          <dt className="label">{t('history.expires')}</dt>
          <dd>
            <RelativeTime time={expiresAt} />
          </dd>
        </div>
        <div>
          <dt className="label">{t('history.used')}</dt>
          <dd>
            <RelativeTime time={lastUsedAt} absent={t('neverUsed')} />{' '}
            {lastRemote && <span className="quiet">{t('history.usedFrom', { remote: lastRemote })}</span>}
          </dd>
        </div>
        {revokedAt && (
          <div>
            <dt className="label">{t('history.revokedAt')}</dt>
            <dd>
              <RelativeTime time={revokedAt} />
            </dd>
          </div>
        )}
        {reason && (
          <div>
            <dt className="label">{t('history.reason')}</dt>
            <dd>{t(`reason.${reason}`)}</dd>
          </div>
        )}
        <div className={styles.wide}>
          <dt className="label">{t('history.serial')}</dt>
          <dd>
            <code className={styles.code}>{serial}</code>
          </dd>
        </div>
      </dl>
      <CopyField label={t('history.fingerprint')} value={fingerprint} />
    </li>
  )
}
