import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { RelativeTime } from '../../../../parts/RelativeTime.tsx'
import { unitText } from '../../../../parts/unit-text.ts'
import { figureText } from '../../words.ts'
import styles from '../bindings.module.css'
import { lineageQuery } from '../queries.ts'

/** Which version of which model gave the newest value of a point, out of what; nothing where no model gives it. */
export function Lineage({ point }: { point: string }) {
  const { t } = useTranslation('mechanismRuns')
  const { data } = useQuery(lineageQuery(point))
  if (!data) return null
  const { name, version, output, parameters } = data
  return (
    <section className={`panel ${styles.lineage}`} aria-labelledby="lineage">
      <h2 id="lineage" className="section-title">
        {t('lineage.title')}
      </h2>
      <p>
        <Link to="/mechanisms/$id" params={{ id: data.mechanism }} search={{ version }} className="link">
          {t('lineage.by', { name, version, output })}
        </Link>{' '}
        ·{' '}
        <Link to="/mechanisms/bindings/$id" params={{ id: data.binding }} className="link">
          {t('lineage.binding')}
        </Link>{' '}
        <span className="label">
          <RelativeTime time={data.time} />
        </span>
      </p>
      {data.reason && <p className={styles.warn}>{data.reason}</p>}
      <ul className={styles.facts}>
        {data.inputs.map((input) => (
          <li key={input.name}>
            {input.point ? (
              <Link to="/points/$id" params={{ id: input.point }} className="link">
                {input.name}
              </Link>
            ) : (
              <code>{input.name}</code>
            )}{' '}
            <span className="num">
              {figureText(input.constant ?? input.value)} {unitText(input.unit)}
            </span>{' '}
            {input.time && (
              <span className="label">
                <RelativeTime time={input.time} />
              </span>
            )}
          </li>
        ))}
        {Object.entries(parameters).map(([parameter, value]) => (
          <li key={parameter}>
            <code>{parameter}</code> <span className="num">{figureText(value)}</span>{' '}
            <span className="label">{t('lineage.parameter')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
