import { Checkbox, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AppInstallation } from '../../../platform.ts'
import styles from '../apps.module.css'
import { previewQuery } from '../queries.ts'

/** Where a version is tried, and for how long. */
export interface Trying {
  readonly assets: readonly string[]
  readonly hours: number
}

const spans = [1, 8, 24, 168] as const

interface TryFieldsProps {
  one: AppInstallation
  trying: Trying | undefined
  onChange: (trying: Trying | undefined) => void
}

/** Another version at some of the assets first: nothing else of it is new. */
export function TryFields({ one, trying, onChange }: TryFieldsProps) {
  const { t } = useTranslation('apps')
  const preview = useQuery(previewQuery(one.app, one.version, one.bound))
  const bound = new Set(Object.values(one.bound).flat())
  const fits = (preview.data?.needs ?? []).flatMap((need) => need.bound)
  const assets = [...new Map(fits.map((fit) => [fit.asset, fit])).values()].filter(({ asset }) => bound.has(asset))
  return (
    <fieldset className={styles.needField}>
      <Checkbox
        label={t('trial.try')}
        description={t('trial.tryLesson')}
        checked={trying !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? { assets: [], hours: 24 } : undefined)}
      />
      {trying && (
        <>
          <Checkbox.Group
            label={t('trial.where')}
            value={[...trying.assets]}
            onChange={(chosen) => onChange({ ...trying, assets: chosen })}
          >
            <div className={styles.tried}>
              {assets.map(({ asset, name, path }) => (
                <Checkbox key={asset} value={asset} label={name} description={path.slice(0, -1).join(' / ')} />
              ))}
            </div>
          </Checkbox.Group>
          <Select
            label={t('trial.howLong')}
            value={String(trying.hours)}
            allowDeselect={false}
            data={[...spans.map(String), '0'].map((value) => ({
              value,
              label: value === '0' ? t('trial.open') : t('trial.hours', { count: Number(value) }),
            }))}
            onChange={(value) => onChange({ ...trying, hours: Number(value) })}
          />
        </>
      )}
    </fieldset>
  )
}
