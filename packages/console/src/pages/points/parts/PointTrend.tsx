import { Button, SegmentedControl, Tooltip } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDownload, IconPlayerPlay } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TrendChart } from '../../../charts/TrendChart.tsx'
import { useLiveTrend } from '../../../charts/use-live-trend.ts'
import { CustomRange } from '../../../parts/CustomRange.tsx'
import { FaultView, useFaultWords } from '../../../parts/FaultView.tsx'
import { saveFile } from '../../../parts/save-file.ts'
import { usePlant, usePlantMay } from '../../../plant.ts'
import type { Point } from '../../../platform.ts'
import styles from '../point.module.css'
import { rangeNames } from '../search.ts'
import { useView } from '../use-view.ts'
import { ChangeList } from './ChangeList.tsx'
import { StatisticsLine } from './StatisticsLine.tsx'

export function PointTrend({ point }: { point: Point }) {
  const { t } = useTranslation('points')
  const mayExport = usePlantMay('history:export')
  const state = useView()
  const { view, span } = state
  const [width, setWidth] = useState(0)
  const { trend, history } = useLiveTrend(point, view, span, point.type === 'string' ? 800 : width)

  const tools = (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('range.label')}
        value={state.range ?? ''}
        onChange={(value) => {
          const range = rangeNames.find((name) => name === value)
          if (range) state.follow(range)
        }}
        data={rangeNames.map((name) => ({ value: name, label: t(`range.${name}`) }))}
      />
      <CustomRange
        key={`${view.is}`}
        span={span}
        onChoose={(next) => state.fix(next, true)}
        chosen={view.is === 'fixed'}
      />
      {view.is === 'fixed' && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlayerPlay size={14} stroke={1.7} />}
          onClick={state.home}
        >
          {t('follow')}
        </Button>
      )}
      {mayExport && <ExportButton point={point} from={span.from} to={span.to} />}
    </>
  )

  return (
    <section className={`panel ${styles.trend}`} aria-label={t('trend')}>
      {history.isError && !history.data && <FaultView fault={history.error} retry={() => void history.refetch()} />}
      {point.type === 'string' ? (
        <ChangeList samples={history.data?.samples ?? []} tools={tools} />
      ) : (
        <TrendChart
          trend={trend}
          span={span}
          onMove={state.fix}
          onHome={state.home}
          of={point}
          label={point.name}
          onWidth={setWidth}
          tools={tools}
        />
      )}
      {history.data && <StatisticsLine statistics={history.data.statistics} point={point} />}
    </section>
  )
}

const micros = (seconds: number) => String(Math.round(seconds * 1e6))

function ExportButton({ point, from, to }: { point: Point; from: number; to: number }) {
  const { t } = useTranslation('points')
  const { api } = usePlant()
  const words = useFaultWords()
  const save = useMutation({
    mutationFn: async () => (await api.historyCsv(point.id, { from: micros(from), to: micros(to) })).blob(),
    onSuccess: (csv) => saveFile(csv, `${[...point.path, point.name].join('.').replace(/[\\/:*?"<>|\s]+/g, '_')}.csv`),
    onError: (fault) => notifications.show({ color: 'red', title: words(fault).says, message: words(fault).remedy }),
  })
  return (
    <Tooltip label={t('exportHint')}>
      <Button
        size="xs"
        variant="default"
        loading={save.isPending}
        leftSection={<IconDownload size={14} stroke={1.7} />}
        onClick={() => save.mutate()}
      >
        CSV
      </Button>
    </Tooltip>
  )
}
