import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKnownFault } from '../../../../parts/FaultView.tsx'
import styles from '../../developer.module.css'
import { type Api, faultsOf, type Operation } from '../document.ts'

/** What any such call may be refused with, and what its capability refuses besides. */
export function FaultList({ api, operation }: { api: Api; operation: Operation }) {
  const { t } = useTranslation('developer')
  const [showsAll, setShowsAll] = useState(false)
  const own = faultsOf(api, operation)
  return (
    <>
      <p className={styles.lesson}>{t('api.faultLesson')}</p>
      {own.length > 0 && (
        <>
          <h4 className={styles.faultsOf}>{t('api.ownFaults')}</h4>
          <Rows codes={showsAll ? own : own.slice(0, 6)} api={api} />
          {own.length > 6 && !showsAll && (
            <button type="button" className={`link ${styles.moreFaults}`} onClick={() => setShowsAll(true)}>
              {t('api.moreFaults', { count: own.length - 6 })}
            </button>
          )}
        </>
      )}
      <h4 className={styles.faultsOf}>{t('api.generalFaults')}</h4>
      <Rows codes={operation['x-faults']} api={api} />
    </>
  )
}

function Rows({ codes, api }: { codes: readonly string[]; api: Api }) {
  const known = useKnownFault()
  return (
    <ul className={styles.faults}>
      {codes.map((code) => {
        const row = api.faults[code]
        if (!row) return null
        const slots = Object.fromEntries(
          [...`${row.says} ${row.remedy}`.matchAll(/\{(\w+)\}/g)].map(([slot, name = '']) => [name, slot]),
        )
        const words = known(code, row, slots)
        return (
          <li key={code}>
            <span className={`num ${styles.status}`}>{row.status}</span>
            <div>
              <code className={styles.code}>{code}</code>
              <p>
                {words.says} <span className="quiet">{words.remedy}</span>
              </p>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
