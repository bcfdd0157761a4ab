import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

interface AssetSwitchProps {
  assets: readonly { readonly id: string; readonly name: string; readonly path: readonly string[] }[]
  value: string | undefined
  onChange: (asset: string) => void
}

/** Which of the assets that a screen is for one looks at. */
export function AssetSwitch({ assets, value, onChange }: AssetSwitchProps) {
  const { t } = useTranslation('screens')
  // The same list for the same assets: a field that is given another forgets what somebody types in it, and values come all the time.
  const data = useMemo(() => {
    const names = new Map<string, number>()
    for (const { name } of assets) names.set(name, (names.get(name) ?? 0) + 1)
    return assets.map(({ id, name, path }) => ({
      value: id,
      label: (names.get(name) ?? 0) > 1 ? path.join(' / ') : name,
    }))
  }, [assets])
  return (
    <Select
      size="sm"
      aria-label={t('look')}
      searchable
      allowDeselect={false}
      value={value ?? null}
      data={data}
      onChange={(id) => id && onChange(id)}
    />
  )
}
