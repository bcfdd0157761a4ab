import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TrendChart } from '../../../charts/TrendChart.tsx'
import { heldUntil, trendOfSamples } from '../../../charts/trend.ts'
import type { Span } from '../../../charts/window-moves.ts'
import type { DerivedPreview } from '../../../platform.ts'
import styles from '../derived.module.css'

/** What a formula gives over the last hour, with its quality. */
export function PreviewPlot({ preview, name }: { preview: DerivedPreview | undefined; name: string }) {
  const { t } = useTranslation('derived')
  const [moved, setMoved] = useState<Span>()
  const [, setWidth] = useState(0)
  const samples = preview?.samples
  const trend = useMemo(
    () => heldUntil(trendOfSamples(samples ?? [], true), preview ? Date.parse(preview.to) / 1_000 : 0),
    [samples, preview],
  )
  const count = (quality: 'bad' | 'uncertain'): number =>
    (samples ?? []).filter((sample) => sample.quality === quality).length
  const whole = preview && { from: Date.parse(preview.from) / 1_000, to: Date.parse(preview.to) / 1_000 }
  return (
    <section className={`panel ${styles.plot}`} aria-label={t('preview.title')}>
      <div className={styles.plotHead}>
        <h2 className="section-title">{t('preview.title')}</h2>
        {preview && preview.samples.length > 0 && (
          <span className="num quiet">
            {[
              preview.cut
                ? t('preview.cut', { count: preview.samples.length })
                : t('preview.some', { count: preview.samples.length }),
              ...(count('uncertain') > 0 ? [t('preview.uncertain', { count: count('uncertain') })] : []),
              ...(count('bad') > 0 ? [t('preview.bad', { count: count('bad') })] : []),
            ].join(' · ')}
          </span>
        )}
      </div>
      {!preview && <p className={styles.lesson}>{t('preview.lesson')}</p>}
      {preview?.samples.length === 0 && <p className={styles.lesson}>{t('preview.none')}</p>}
      {whole && preview.samples.length > 0 && (
        <TrendChart
          trend={trend}
          span={moved ?? whole}
          onMove={setMoved}
          onHome={() => setMoved(undefined)}
          of={preview}
          label={name}
          onWidth={setWidth}
        />
      )}
    </section>
  )
}
