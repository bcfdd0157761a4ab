import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import lists from '../../../parts/list.module.css'
import { Mark } from '../../../parts/Mark.tsx'
import { unitText } from '../../../parts/unit-text.ts'
import type { Asset, EquipmentPlan } from '../../../platform.ts'
import styles from '../classes.module.css'
import type { Application } from '../use-application.ts'
import { useClassWords } from '../use-class-words.ts'

type PlannedPoint = EquipmentPlan['points'][number]

interface MatchesProps {
  plan: EquipmentPlan
  asset: Asset
  application: Application
}

/** Which point of the asset is taken for which point of the class; each may be changed. */
export function Matches({ plan, asset, application }: MatchesProps) {
  const { t } = useTranslation('classes')
  const words = useClassWords()
  const missing = plan.points.filter(({ need, point }) => need === 'needed' && point === undefined).length
  const labels = new Map(
    plan.available.map(({ id, path, unit }) => [
      id,
      path.slice(asset.path.length).join(' / ') + (unit && unit !== '1' ? ` (${unitText(unit)})` : ''),
    ]),
  )
  const taken = new Map(plan.points.flatMap(({ name, point }) => (point ? [[point, name] as const] : [])))
  return (
    <section className="panel" aria-labelledby="matches">
      <div className={styles.panelHead}>
        <h2 id="matches" className="section-title">
          {t('matches.title')}
        </h2>
        <span className={missing > 0 ? styles.warn : 'quiet'}>
          {missing > 0 ? t('matches.missing', { count: missing }) : t('matches.complete')}
        </span>
      </div>
      <div className={lists.list}>
        <table className={`${lists.table} ${styles.matches}`}>
          <thead>
            <tr>
              <th>{t('matches.point')}</th>
              <th>{t('matches.of')}</th>
              <th>{t('matches.how')}</th>
            </tr>
          </thead>
          <tbody>
            {plan.points.map((one) => (
              <tr key={one.name}>
                <td className={styles.wrap}>
                  <span className={styles.stack}>
                    <span>{words.of(one)}</span>
                    <span className="label">
                      {[one.unit === undefined ? t(`type.${one.type}`) : unitText(one.unit), t(`need.${one.need}`)]
                        .filter(Boolean)
                        .join(' · ')}
                    </span>
                  </span>
                </td>
                <td className={styles.pick}>
                  <Select
                    size="xs"
                    aria-label={t('matches.choose', { point: words.of(one) })}
                    placeholder={t('matches.none')}
                    searchable
                    clearable
                    value={application.pointOf(one)}
                    data={one.fits.map((id) => ({
                      value: id,
                      label: labels.get(id) ?? id,
                      disabled: taken.has(id) && taken.get(id) !== one.name,
                    }))}
                    onChange={(id) => application.choose(one.name, id)}
                    nothingFoundMessage={t('matches.nothing')}
                  />
                </td>
                <td className={styles.wrap}>
                  <How point={one} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function How({ point }: { point: PlannedPoint }) {
  const { t } = useTranslation('classes')
  const { need, how, problem, standsIn, unit, pointUnit } = point
  if (how) {
    const converted = unit !== undefined && pointUnit !== undefined && pointUnit !== unit
    return (
      <span className={styles.stack}>
        <Mark tone={how === 'words' ? 'warn' : 'plain'}>{t(`how.${how}`)}</Mark>
        {converted && (
          <span className="label">{t('matches.converted', { from: unitText(pointUnit), to: unitText(unit) })}</span>
        )}
      </span>
    )
  }
  if (problem && problem !== 'missing') return <Mark tone="warn">{t(`problem.${problem}`)}</Mark>
  if (standsIn !== undefined)
    return <span className="quiet">{t('need.else', { value: String(standsIn), unit: unitText(unit) })}</span>
  return need === 'needed' ? <Mark tone="warn">{t('problem.missing')}</Mark> : <span className="quiet">—</span>
}
