import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { FaultView } from '../../../parts/FaultView.tsx'
import folding from '../../../parts/folding.module.css'
import lists from '../../../parts/list.module.css'
import { unitText } from '../../../parts/unit-text.ts'
import { valueText } from '../../../parts/value-text.ts'
import type { EnergyFactor, EnergyMeter } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import styles from '../energy.module.css'
import { factorsQuery, mediaQuery } from '../queries.ts'
import { FactorDialog, type FactorOf } from './FactorDialog.tsx'

const gains = ['coal', 'carbon'] as const

/** Factors that count, each with its source and year; those before them on demand. */
export function Factors() {
  const { t } = useTranslation('energy')
  const factors = useQuery(factorsQuery)
  const media = useQuery(mediaQuery)
  const may = useMay('energy:factor')
  const [setting, setSetting] = useState<FactorOf>()
  const [opened, setOpened] = useState<string>()
  const titleOf = (medium: EnergyMeter['medium']) =>
    media.data?.find((one) => one.medium === medium)?.title[currentLanguage()] ?? medium
  const of = ({ medium, gives }: FactorOf) => `${medium} ${gives}`
  const rows = (media.data ?? []).flatMap(({ medium }) =>
    gains.map((gives) => {
      const all = (factors.data ?? []).filter((one) => one.medium === medium && one.gives === gives)
      return { medium, gives, now: all.find(({ current }) => current), older: all.filter(({ current }) => !current) }
    }),
  )
  return (
    <>
      <div className={lists.intro}>
        <p className={lists.lesson}>{t('factors.lesson')}</p>
      </div>
      <div className={`panel ${lists.list}`}>
        {factors.isError && <FaultView fault={factors.error} retry={() => void factors.refetch()} />}
        {factors.isPending && <Skeleton height={220} m={16} w="auto" />}
        {factors.data && (
          <table className={`${lists.table} ${folding.folding} ${styles.factors}`}>
            <thead>
              <tr>
                <th>{t('factors.medium')}</th>
                <th>{t('factors.gives')}</th>
                <th className={lists.right}>{t('factors.value')}</th>
                <th>{t('factors.source')}</th>
                <th className={`${lists.right} ${lists.wide}`}>{t('factors.year')}</th>
                <th className={lists.wide}>{t('factors.by')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {rows.flatMap((row) => {
                const isOpen = opened === of(row)
                const older = row.older.length > 0 && (
                  <button
                    type="button"
                    className="link"
                    aria-expanded={isOpen}
                    onClick={() => setOpened(isOpen ? undefined : of(row))}
                  >
                    {isOpen ? t('factors.hide') : t('factors.older', { count: row.older.length })}
                  </button>
                )
                return [
                  <tr key={of(row)}>
                    <td className={styles.medium}>{titleOf(row.medium)}</td>
                    <td>{t(`factors.${row.gives}`)}</td>
                    {row.now ? (
                      <FactorCells factor={row.now}>{older}</FactorCells>
                    ) : (
                      <td colSpan={4} className="quiet">
                        {t('factors.none')}
                      </td>
                    )}
                    <td className={`${lists.right} ${styles.act}`}>
                      {may && (
                        <Button
                          variant="subtle"
                          size="compact-sm"
                          aria-label={t('factors.setFor', {
                            medium: titleOf(row.medium),
                            gives: t(`factors.${row.gives}`),
                          })}
                          onClick={() => setSetting({ medium: row.medium, gives: row.gives, now: row.now })}
                        >
                          {t('factors.set')}
                        </Button>
                      )}
                    </td>
                  </tr>,
                  ...(isOpen
                    ? row.older.map((factor) => (
                        <tr key={`${of(row)} ${factor.version}`} className="quiet">
                          <td />
                          <td>{t('factors.version', { version: factor.version })}</td>
                          <FactorCells factor={factor} />
                          <td />
                        </tr>
                      ))
                    : []),
                ]
              })}
            </tbody>
          </table>
        )}
      </div>
      {setting && <FactorDialog of={setting} title={titleOf(setting.medium)} onClose={() => setSetting(undefined)} />}
    </>
  )
}

function FactorCells({ factor, children }: { factor: EnergyFactor; children?: React.ReactNode }) {
  const { t } = useTranslation('energy')
  const { value, unit, source, year, note, version, setBy } = factor
  return (
    <>
      <td className={`${lists.right} num ${styles.factor}`}>
        {valueText(value)} <span className="quiet">{unitText(unit)}</span>
      </td>
      <td className={styles.said}>
        {source}
        {note && <span className={`label ${styles.block}`}>{note}</span>}
        {children}
      </td>
      <td className={`${lists.right} ${lists.wide} num`}>{year}</td>
      <td className={lists.wide}>{version === 0 ? t('factors.ships') : setBy?.name}</td>
    </>
  )
}
