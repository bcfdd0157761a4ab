import { Select, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../../parts/FaultView.tsx'
import type { Mechanism } from '../../../platform.ts'
import styles from '../mechanisms.module.css'
import { differencesQuery } from '../queries.ts'

/** What a version changed of another, before and after side by side. */
export function Differences({ model, version }: { model: Mechanism; version: string }) {
  const { t } = useTranslation('mechanisms')
  const others = model.versions.map((each) => each.version).filter((each) => each !== version)
  const place = model.versions.findIndex((each) => each.version === version)
  const [chosen, setChosen] = useState<string>()
  const from = chosen ?? model.versions[place + 1]?.version ?? others[0] ?? version
  const found = useQuery(differencesQuery(model.id, from, version))
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="differences">
      <div className={styles.split}>
        <h2 id="differences" className="section-title">
          {t('differences.title')}
        </h2>
        <Select
          size="xs"
          className={styles.versionSelect ?? ''}
          aria-label={t('differences.from')}
          allowDeselect={false}
          value={from}
          data={others}
          onChange={(value) => setChosen(value ?? undefined)}
        />
      </div>
      {found.isPending && <Skeleton height={60} />}
      {found.isError && <FaultView fault={found.error} retry={() => void found.refetch()} />}
      {found.data && (
        <>
          <p className={found.data.compatible ? 'quiet' : styles.wrong}>
            {found.data.compatible ? t('differences.compatible') : t('differences.breaks')}
          </p>
          {found.data.breaks.length > 0 && (
            <ul className={styles.rules}>
              {found.data.breaks.map((why) => (
                <li key={why}>{why}</li>
              ))}
            </ul>
          )}
          {found.data.items.length === 0 && <p className="quiet">{t('differences.none')}</p>}
          <ul className={styles.changes}>
            {found.data.items.map((item) => (
              <li key={`${item.part} ${item.name}`} data-is={item.is}>
                <span className={styles.changeHead}>
                  {t(`differences.${item.part}`)} <code>{item.name}</code>{' '}
                  <span className="label">{t(`differences.${item.is}`)}</span>
                </span>
                <span className={styles.sides}>
                  {item.before !== undefined && <del>{item.before}</del>}
                  {item.after !== undefined && <ins>{item.after}</ins>}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
