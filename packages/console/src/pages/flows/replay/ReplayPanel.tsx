import { ActionIcon, Button, MultiSelect, Progress, SegmentedControl, Slider, TextInput } from '@mantine/core'
import { IconPlayerPlay, IconPlayerSkipBack, IconPlayerSkipForward } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SeriesPlot } from '../../../charts/SeriesPlot.tsx'
import { currentLanguage } from '../../../i18n/language.ts'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { exactTime } from '../../../parts/time-text.ts'
import { unitText } from '../../../parts/unit-text.ts'
import { countText } from '../../../parts/value-text.ts'
import { fieldTime } from '../../production/times.ts'
import { useDesk } from '../desk.ts'
import { useEditor } from '../editor.ts'
import styles from '../flows.module.css'
import { Breakpoints } from './Breakpoints.tsx'
import { Conditions } from './Conditions.tsx'
import { courseOf, exactFrom, placeAt, thinned } from './columns.ts'
import { KeepTest } from './KeepTest.tsx'
import { periodOf, type ReplayState } from './use-replay.ts'

const hour = 3_600_000
const spans = { hour, day: 24 * hour, week: 168 * hour } as const
const mostDrawn = 1_500

/** What is drawn, run over the past: nothing is written and nothing is done. */
export function ReplayPanel({ replay, ready, readOnly }: { replay: ReplayState; ready: boolean; readOnly: boolean }) {
  const { t } = useTranslation('flows')
  const words = useFaultWords()
  const { period, setPeriod } = replay
  const found = replay.replay
  const runs = found?.state === 'runs'
  return (
    <div className={styles.replay}>
      <div className={styles.replayBar}>
        <SegmentedControl
          size="xs"
          aria-label={t('replay.span')}
          value=""
          data={(Object.keys(spans) as (keyof typeof spans)[]).map((span) => ({
            value: span,
            label: t(`replay.last.${span}`),
          }))}
          onChange={(span) => setPeriod(periodOf(spans[span as keyof typeof spans]))}
        />
        <TextInput
          size="xs"
          type="datetime-local"
          aria-label={t('replay.from')}
          max={fieldTime(Date.now())}
          value={period.from}
          onChange={(event) => setPeriod({ ...period, from: event.currentTarget.value })}
        />
        <TextInput
          size="xs"
          type="datetime-local"
          aria-label={t('replay.to')}
          value={period.to}
          onChange={(event) => setPeriod({ ...period, to: event.currentTarget.value })}
        />
        <Breakpoints replay={replay} />
        {runs ? (
          <Button size="xs" variant="default" onClick={replay.cancel}>
            {t('replay.cancel')}
          </Button>
        ) : (
          <Button
            size="xs"
            leftSection={<IconPlayerPlay size={15} stroke={1.8} />}
            disabled={!ready}
            onClick={() => void replay.start()}
          >
            {t('replay.do')}
          </Button>
        )}
        {!ready && <span className="quiet">{t('replay.mendFirst')}</span>}
      </div>
      {runs && <Progress size="sm" value={found.progress * 100} aria-label={t('replay.progress')} />}
      {replay.fault !== undefined && <FormFault words={words(replay.fault)} />}
      {found?.fault && <FormFault words={{ says: found.fault.says, remedy: t('replay.again') }} />}
      {!found && replay.fault === undefined && <p className="quiet">{t('replay.lesson')}</p>}
      {found?.result && <Replayed replay={replay} readOnly={readOnly} />}
    </div>
  )
}

function Replayed({ replay, readOnly }: { replay: ReplayState; readOnly: boolean }) {
  const { t } = useTranslation('flows')
  const desk = useDesk()
  const editor = useEditor()
  const [plotted, setPlotted] = useState<readonly string[]>([])
  const { instants, at, setAt } = replay
  const result = replay.replay?.result
  const outputs = useMemo(
    () =>
      editor.graph.nodes.flatMap((node) =>
        desk.ports(node).outputs.flatMap((port) => {
          const columns = replay.columnsOf(node.id, port.name)
          const name = `${desk.nameOf(node)} · ${port.title}`
          return columns ? [{ key: `${node.id}.${port.name}`, name, columns, unit: unitText(port.face.unit) }] : []
        }),
      ),
    [editor.graph, desk, replay.columnsOf],
  )
  if (!result) return null
  const place = at === undefined ? -1 : placeAt(instants, at)
  const step = (by: number) => {
    const next = instants[Math.max(0, Math.min(instants.length - 1, place + by))]
    if (next !== undefined) setAt(next)
  }
  const chosen = plotted.length > 0 ? outputs.filter(({ key }) => plotted.includes(key)) : outputs.slice(-1)
  const time = thinned(instants, mostDrawn)
  const isThinned = exactFrom(result.wires, result.rows) > Number.NEGATIVE_INFINITY
  const kinds = ['given', 'measured', 'other', 'bound'] as const
  return (
    <>
      <div className={styles.replayBar}>
        <ActionIcon variant="default" size="md" aria-label={t('replay.back')} onClick={() => step(-1)}>
          <IconPlayerSkipBack size={16} stroke={1.7} />
        </ActionIcon>
        <ActionIcon variant="default" size="md" aria-label={t('replay.on')} onClick={() => step(1)}>
          <IconPlayerSkipForward size={16} stroke={1.7} />
        </ActionIcon>
        <Slider
          className={styles.slider ?? ''}
          thumbProps={{ 'aria-label': t('replay.moment') }}
          min={0}
          max={Math.max(1, instants.length - 1)}
          label={null}
          value={Math.max(0, place)}
          onChange={(next) => setAt(instants[next])}
        />
        <strong className="num">{at === undefined ? '—' : exactTime(at / 1_000, currentLanguage())}</strong>
        <span className="quiet num">
          {t('replay.counts', { samples: countText(result.samples), actions: countText(result.actionCount) })}
        </span>
        {!readOnly && <KeepTest replay={replay} />}
      </div>
      {isThinned && <p className="quiet">{t('replay.thinned')}</p>}
      {result.stopped && (
        <p className={styles.stopped} role="status">
          {t('replay.stopped', {
            at: result.stopped.at,
            when: result.stopped.when,
            value: String(result.stopped.value),
          })}
        </p>
      )}
      <div className={styles.replayed}>
        <div>
          <MultiSelect
            size="xs"
            aria-label={t('replay.plot')}
            placeholder={plotted.length === 0 ? t('replay.plot') : ''}
            maxValues={kinds.length}
            data={outputs.map(({ key, name }) => ({ value: key, label: name }))}
            value={[...plotted]}
            onChange={setPlotted}
          />
          {instants.length > 1 && (
            <SeriesPlot
              label={t('replay.plot')}
              time={time}
              height={190}
              unit={chosen[0]?.unit ?? ''}
              chosen={place < 0 ? undefined : Math.max(0, placeAt(time, at ?? 0))}
              onChoose={(row) => setAt(time[row])}
              lines={chosen.map(({ name, columns }, k) => ({
                name,
                kind: kinds[k % kinds.length] ?? 'given',
                values: courseOf(columns, time),
              }))}
            />
          )}
        </div>
        <section className={styles.actions} aria-label={t('replay.actions')}>
          {result.troubles.length > 0 && (
            <>
              <h3>{t('replay.troubles')}</h3>
              <ul>
                {[...new Set(result.troubles.map(({ node, says }) => `${node}: ${says}`))].map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </>
          )}
          <Conditions replay={replay} end={result.to} onShow={setAt} />
          <h3>{t('replay.actions')}</h3>
          {result.actions.length === 0 && <p className="quiet">{t('replay.noActions')}</p>}
          <ul>
            {result.actions.map((action, k) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two of one instant are alike
              <li key={k}>
                <button type="button" onClick={() => setAt(Date.parse(action.at) * 1_000)}>
                  <span className="num quiet">{exactTime(Date.parse(action.at), currentLanguage())}</span>
                  <strong>{action.node}</strong>
                  <span className="clip">{action.kind}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  )
}
