import { IconFileImport } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import list from '../../../parts/list.module.css'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { countText } from '../../../parts/value-text.ts'
import type { Import } from '../../../platform.ts'
import styles from '../imports.module.css'
import { ImportStanding } from './ImportStanding.tsx'

interface ImportTableProps {
  imports: readonly Import[]
  onShow: (id: string) => void
}

export function ImportTable({ imports, onShow }: ImportTableProps) {
  const { t } = useTranslation('imports')
  return (
    <table className={list.table}>
      <thead>
        <tr>
          <th>{t('column.name')}</th>
          <th>{t('column.state')}</th>
          <th className={`${list.right} ${list.wide}`}>{t('column.rows')}</th>
          <th className={`${list.right} ${styles.counted}`}>{t('column.stored')}</th>
          <th className={`${list.right} ${styles.counted}`}>{t('column.refused')}</th>
          <th className={list.wide}>{t('column.begun')}</th>
        </tr>
      </thead>
      <tbody>
        {imports.map((one) => (
          <tr key={one.id}>
            <td className={list.nameColumn}>
              <button type="button" className={list.open} onClick={() => onShow(one.id)}>
                <IconFileImport size={17} stroke={1.6} aria-hidden="true" />
                <span className={list.names}>
                  <span className="clip">{one.name}</span>
                  <span className="clip label">{one.dryRun ? t('trial') : one.by}</span>
                </span>
              </button>
            </td>
            <td>
              <ImportStanding of={one} />
            </td>
            <td className={`${list.right} ${list.wide} num`}>{countText(one.rows)}</td>
            <td className={`${list.right} ${styles.counted} num ${one.dryRun ? 'quiet' : ''}`}>
              {countText(one.stored)}
            </td>
            <td className={`${list.right} ${styles.counted} num ${one.refused > 0 ? styles.refused : ''}`}>
              {countText(one.refused)}
            </td>
            <td className={list.wide}>
              <RelativeTime time={one.createdAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
