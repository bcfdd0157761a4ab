import { SegmentedControl, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../../i18n/language.ts'
import { AssetPicker, type PickedAsset } from '../../../../parts/AssetPicker.tsx'
import type { MechanismManifest } from '../../../../platform.ts'
import { publishedQuery } from '../../../assets/about.ts'
import { classesQuery } from '../../../classes/queries.ts'
import { said } from '../../words.ts'
import { type BindDraft, targets } from '../bind-draft.ts'
import styles from '../bindings.module.css'
import { PickedAssets } from './PickedAssets.tsx'

interface TargetFieldsProps {
  draft: BindDraft
  manifest: MechanismManifest
  set: (change: Partial<BindDraft>) => void
}

/** All assets of a kind, also those to come, or some that are chosen. */
export function TargetFields({ draft, manifest, set }: TargetFieldsProps) {
  const { t } = useTranslation('mechanismRuns')
  const classes = useQuery(classesQuery)
  const models = useQuery(publishedQuery)
  const [picked, setPicked] = useState<readonly PickedAsset[]>([])
  const meant = manifest.taxonomy.equipment ?? []
  const sorted = [...(classes.data ?? [])].sort(
    (a, b) => Number(meant.includes(b.class)) - Number(meant.includes(a.class)),
  )
  const byKey = new Map((models.data ?? []).map((model) => [model.key, model]))
  const choose = (next: readonly PickedAsset[]) => {
    setPicked(next)
    set({ assets: next.map(({ id }) => id), properties: {} })
  }
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('target.kind')}
        value={draft.kind}
        onChange={(value) => set({ kind: targets.find((kind) => kind === value) ?? draft.kind, properties: {} })}
        data={targets.map((kind) => ({ value: kind, label: t(`target.${kind}`) }))}
      />
      {draft.kind === 'equipmentClass' && (
        <Select
          label={t('target.class')}
          description={t('target.classHint')}
          placeholder={t('target.chooseClass')}
          searchable
          value={draft.equipmentClass || null}
          data={sorted.map((one) => ({ value: one.class, label: said(one.title) }))}
          onChange={(value) => set({ equipmentClass: value ?? '', properties: {} })}
        />
      )}
      {draft.kind === 'thingModel' && (
        <Select
          label={t('target.model')}
          description={t('target.modelHint')}
          placeholder={t('target.chooseModel')}
          nothingFoundMessage={t('target.noModel')}
          searchable
          value={draft.thingModel || null}
          data={[...byKey.values()].map((model) => ({
            value: model.key,
            label: `${model.titles?.[currentLanguage()] ?? model.title} · ${t('target.assetCount', { count: model.assets })}`,
          }))}
          onChange={(value) => set({ thingModel: value ?? '', properties: {} })}
        />
      )}
      {draft.kind === 'assets' && (
        <div className={styles.stack}>
          <AssetPicker
            label={t('target.asset')}
            placeholder={t('target.addAsset')}
            value={null}
            onChange={(asset) => {
              if (asset && !picked.some(({ id }) => id === asset.id)) choose([...picked, asset])
            }}
          />
          <PickedAssets assets={picked} onDrop={(id) => choose(picked.filter((asset) => asset.id !== id))} />
        </div>
      )}
    </>
  )
}
