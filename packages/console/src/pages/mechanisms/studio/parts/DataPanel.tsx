import { SegmentedControl, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AssetPicker, type PickedAsset } from '../../../../parts/AssetPicker.tsx'
import { useFaultWords } from '../../../../parts/FaultView.tsx'
import { FormFault } from '../../../../parts/FormFault.tsx'
import { placedName } from '../../../../parts/point-name.ts'
import { unitText } from '../../../../parts/unit-text.ts'
import { LiveValue } from '../../../../parts/ValueText.tsx'
import { type Point, platform } from '../../../../platform.ts'
import type { DataPanelProps } from '../beside.ts'
import { nameFrom } from '../names.ts'
import styles from '../studio.module.css'
import { spans } from '../use-try.ts'
import { Outcome } from './Outcome.tsx'

const most = 200

/** Live and past data beside what is written: an asset to look at, its points, and what comes out. */
export function DataPanel(props: DataPanelProps) {
  const { draft, bound, measured, tried, hours, onHours, onBind, onTake, onMeasured } = props
  const { t } = useTranslation('studio')
  const words = useFaultWords()
  const [asset, setAsset] = useState<PickedAsset | null>(null)
  const points = useQuery({
    queryKey: ['points', 'studio', asset?.id],
    enabled: asset !== null,
    queryFn: async ({ signal }) => (await platform.points({ asset: asset?.id ?? '', limit: most }, signal)).items,
  })
  const { inputs, outputs } = draft.manifest
  const all = points.data ?? []
  const known = new Map([...Object.values(bound), ...Object.values(measured), ...all].map((point) => [point.id, point]))
  const choices = [...known.values()].map((point) => ({ value: point.id, label: pointWords(point) }))
  const free = all.filter(({ id }) => !Object.values(bound).some((point) => point.id === id))
  const taken = new Set([...inputs, ...outputs, ...(draft.manifest.parameters ?? [])].map(({ name }) => name))

  return (
    <div className={styles.right}>
      <section className={`panel ${styles.panel}`} aria-labelledby="data">
        <h2 id="data" className="section-title">
          {t('data.title')}
        </h2>
        <AssetPicker label={t('data.asset')} placeholder={t('data.assetHint')} value={asset} onChange={setAsset} />
        {asset === null && inputs.length === 0 && <p className="quiet">{t('data.lesson')}</p>}
        {free.length > 0 && (
          <>
            <p className="label">{t('data.take')}</p>
            <ul className={styles.points}>
              {free.slice(0, 24).map((point) => (
                <li key={point.id}>
                  <button
                    type="button"
                    className={styles.point}
                    aria-label={t('data.takeIt', { name: placedName(point).name })}
                    onClick={() => onTake(nameFrom(placedName(point).name, taken), point)}
                  >
                    <span>{placedName(point).name}</span>
                    <LiveValue point={point} />
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
        {(inputs.length > 0 || Object.keys(measured).length > 0) && choices.length > 0 && (
          <div className={styles.pair}>
            {inputs.map(({ name }) => (
              <Select
                key={name}
                size="xs"
                label={t('data.input', { name })}
                placeholder={t('data.choose')}
                searchable
                clearable
                value={bound[name]?.id ?? null}
                data={choices}
                onChange={(id) => onBind(name, id ? known.get(id) : undefined)}
              />
            ))}
            {outputs.map(({ name }) => (
              <Select
                key={`measured ${name}`}
                size="xs"
                label={t('data.measured', { name })}
                placeholder={t('data.optional')}
                searchable
                clearable
                value={measured[name]?.id ?? null}
                data={choices}
                onChange={(id) => onMeasured(name, id ? known.get(id) : undefined)}
              />
            ))}
          </div>
        )}
      </section>
      <section className={`panel ${styles.plot}`} aria-labelledby="outcome">
        <div className={styles.plotHead}>
          <h2 id="outcome" className="section-title">
            {t('outcome.title')}
          </h2>
          <SegmentedControl
            size="xs"
            aria-label={t('outcome.span')}
            value={String(hours)}
            onChange={(value) => onHours(spans.find((span) => String(span) === value) ?? hours)}
            data={spans.map((span) => ({ value: String(span), label: t(`outcome.hours.${span}`) }))}
          />
        </div>
        {tried?.error && <FormFault words={words(tried.error)} />}
        <Outcome {...props} />
      </section>
    </div>
  )
}

const pointWords = (point: Point): string =>
  [placedName(point).name, unitText(point.unit), placedName(point).place].filter(Boolean).join(' · ')
