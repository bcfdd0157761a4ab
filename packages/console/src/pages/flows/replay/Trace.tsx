import { useTranslation } from 'react-i18next'
import { Sparkline } from '../../../charts/Sparkline.tsx'
import { unitText } from '../../../parts/unit-text.ts'
import { useDesk } from '../desk.ts'
import type { FlowNode } from '../document.ts'
import styles from '../flows.module.css'
import { shownAt, thinned } from './columns.ts'
import type { ReplayState } from './use-replay.ts'

const most = 200

/** The course of each output of a node over the replay, and what stood there at the moment that is looked at. */
export function Trace({ node, replay }: { node: FlowNode; replay: ReplayState }) {
  const { t } = useTranslation('flows')
  const desk = useDesk()
  const drawn = desk.ports(node).outputs.flatMap((port) => {
    const columns = replay.columnsOf(node.id, port.name)
    return columns ? [{ port, columns }] : []
  })
  if (drawn.length === 0) return null
  return (
    <section className={styles.trace} aria-label={t('trace.title')}>
      <h3>{t('trace.title')}</h3>
      {drawn.map(({ port, columns }) => {
        const shown = replay.at === undefined ? undefined : shownAt(columns, replay.at)
        const values = columns.value.map((value) =>
          typeof value === 'number' ? value : typeof value === 'boolean' ? Number(value) : null,
        )
        return (
          <div key={port.name}>
            <span className="quiet">{port.title}</span>{' '}
            <strong className="num" data-quality={shown?.quality}>
              {shown?.value ?? '—'} {unitText(port.face.unit)}
            </strong>
            <Sparkline values={thinned(values, most)} height={36} />
          </div>
        )
      })}
    </section>
  )
}
