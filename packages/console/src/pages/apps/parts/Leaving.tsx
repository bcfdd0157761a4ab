import { useTranslation } from 'react-i18next'
import type { AppLeaving } from '../../../platform.ts'
import styles from '../apps.module.css'
import { said } from '../words.ts'

const placed = ({ path }: { path: readonly string[] }): string => path.join(' / ')

/** What goes with an app, thing by thing, what of it stays, and what keeps it from going. */
export function Leaving({ leaving }: { leaving: AppLeaving }) {
  const { t } = useTranslation('apps')
  const { tables, apps, screens, flows, models, classes, assets, points, alarms, used } = leaving
  const lines = {
    used,
    tables: tables.map(({ title }) => said(title)),
    apps: apps.map(({ title }) => said(title)),
    screens: screens.map(({ title }) => said(title)),
    brought: [...flows.map(said), ...models.map(({ name, version }) => `${name} ${version}`), ...classes],
    assets: assets.filter(({ is }) => is === 'goes').map(placed),
    points: points.map(placed),
    stays: assets.filter(({ is }) => is === 'stays').map(placed),
    alarms: alarms.map(said),
  }
  const told = (Object.keys(lines) as (keyof typeof lines)[]).filter((what) => lines[what].length > 0)
  if (told.length === 0) return null
  return (
    <dl className={styles.leaving} aria-label={t('move.uninstall.goes')}>
      {told.map((what) => (
        <div key={what} data-kept={what === 'used' || undefined}>
          <dt>{t(`move.uninstall.what.${what}`)}</dt>
          <dd>{lines[what].toSorted((a, b) => a.localeCompare(b, undefined, { numeric: true })).join(', ')}</dd>
        </div>
      ))}
    </dl>
  )
}
