import { IconCpu, IconRouter } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ErrorText } from '../../../parts/ErrorText.tsx'
import lists from '../../../parts/list.module.css'
import { protocolText } from '../../../parts/protocol-text.ts'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { StateMark } from '../../../parts/StateMark.tsx'
import { countText } from '../../../parts/value-text.ts'
import type { Device } from '../../../platform.ts'
import styles from '../devices.module.css'

export function DeviceList({ devices }: { devices: readonly Device[] }) {
  const { t } = useTranslation('devices')
  const names = new Map(devices.map((device) => [device.id, device.name]))
  return (
    <table className={lists.table}>
      <thead>
        <tr>
          <th>{t('column.name')}</th>
          <th>{t('column.state')}</th>
          <th className={lists.wide}>{t('column.protocol')}</th>
          <th className={`${lists.wide} ${lists.right}`}>{t('column.points')}</th>
          <th className={lists.wide}>{t('column.seen')}</th>
          <th className={styles.errorColumn}>{t('column.error')}</th>
        </tr>
      </thead>
      <tbody>
        {devices.map((device) => {
          const Icon = device.kind === 'edge_node' ? IconRouter : IconCpu
          const behind = device.parentId ? names.get(device.parentId) : undefined
          return (
            <tr key={device.id}>
              <td className={lists.nameColumn}>
                <Link to="/devices/$id" params={{ id: device.id }} className={lists.open}>
                  <Icon size={17} stroke={1.6} aria-hidden="true" />
                  <span className={lists.names}>
                    <span className="clip">{device.name}</span>
                    <span className="clip label">
                      {t(`one.${device.kind}`)}
                      {behind && ` · ${t('behind', { name: behind })}`}
                    </span>
                  </span>
                </Link>
                {device.lastError && (
                  <span className={styles.inlineError}>
                    <ErrorText text={device.lastError} />
                  </span>
                )}
              </td>
              <td>
                <StateMark state={device.state} />
              </td>
              <td className={lists.wide}>{protocolText(device.protocol)}</td>
              <td className={`${lists.wide} ${lists.right} num`}>{countText(device.pointCount)}</td>
              <td className={lists.wide}>
                <RelativeTime time={device.lastSeen} />
              </td>
              <td className={styles.errorColumn} title={device.lastError}>
                {device.lastError ? (
                  <span className={styles.error}>
                    <ErrorText text={device.lastError} />
                  </span>
                ) : (
                  <span className="quiet">{t('noError')}</span>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
