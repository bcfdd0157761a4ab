import { CloseButton, Combobox, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSitemap } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Asset } from '../platform.ts'
import styles from './asset-picker.module.css'
import { assetSearchQuery, assetStartQuery } from './asset-search.ts'
import { useFaultWords } from './FaultView.tsx'

/** As much of an asset as a choice needs. */
export type PickedAsset = Pick<Asset, 'id' | 'name' | 'path'>

interface AssetPickerProps {
  label: string
  description?: string
  /** What it means while none is chosen, such as "Everywhere". */
  placeholder?: string
  required?: boolean
  value: PickedAsset | null
  onChange: (asset: PickedAsset | null) => void
}

const most = 30
/** Where the chosen asset is stands below the field, so that fields side by side stay in line. */
const hintBelow: ('label' | 'input' | 'description')[] = ['label', 'input', 'description']
const hintAbove: typeof hintBelow = ['label', 'description', 'input']
const above = (asset: PickedAsset) => asset.path.slice(0, -1).join(' / ')

/** One asset, found by part of its name or of a name above it; the platform searches, so the tree may be of any size. */
export function AssetPicker({ label, description, placeholder, required, value, onChange }: AssetPickerProps) {
  const { t } = useTranslation('parts')
  const [words, setWords] = useState<string>()
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption()
      setWords(undefined)
    },
  })
  const [search] = useDebouncedValue((words ?? '').trim(), 160)
  const found = useQuery({
    ...(search === '' ? assetStartQuery(most) : assetSearchQuery(search, most)),
    enabled: combobox.dropdownOpened,
  })

  function choose(id: string) {
    const asset = found.data?.items.find((each) => each.id === id)
    if (asset) onChange(asset)
    combobox.closeDropdown()
  }

  return (
    <Combobox store={combobox} onOptionSubmit={choose}>
      <Combobox.Target withExpandedAttribute>
        <TextInput
          role="combobox"
          label={label}
          description={description ?? (value ? above(value) : undefined)}
          inputWrapperOrder={description === undefined ? hintBelow : hintAbove}
          placeholder={placeholder ?? t('assetPicker.placeholder')}
          required={required ?? false}
          withAsterisk={false}
          autoComplete="off"
          spellCheck={false}
          value={words ?? value?.name ?? ''}
          leftSection={<IconSitemap size={16} stroke={1.6} aria-hidden="true" />}
          rightSectionPointerEvents={value ? 'all' : 'none'}
          rightSection={
            value ? (
              <CloseButton size="sm" aria-label={t('assetPicker.clear', { label })} onClick={() => onChange(null)} />
            ) : (
              <Combobox.Chevron />
            )
          }
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onChange={(event) => {
            setWords(event.currentTarget.value)
            combobox.openDropdown()
            combobox.resetSelectedOption()
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={label} aria-busy={found.isFetching} className={styles.options ?? ''}>
          {found.data?.items.map((asset) => (
            <Combobox.Option key={asset.id} value={asset.id} active={asset.id === value?.id}>
              <span className={styles.asset}>
                <span className="clip">{asset.name}</span>
                {above(asset) && <span className="clip label">{above(asset)}</span>}
              </span>
            </Combobox.Option>
          ))}
          <Standing found={found} search={search} />
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

interface StandingProps {
  found: { data: { items: readonly unknown[]; more: boolean } | undefined; error: unknown }
  search: string
}

/** What the list itself does not say: that it is being read, failed, is empty or goes on. */
function Standing({ found, search }: StandingProps) {
  const { t } = useTranslation('parts')
  const words = useFaultWords()
  if (found.error) return <Combobox.Empty>{words(found.error).says}</Combobox.Empty>
  if (!found.data) return <Combobox.Empty>{t('assetPicker.reading')}</Combobox.Empty>
  if (found.data.items.length === 0)
    return (
      <Combobox.Empty>{search ? t('assetPicker.none', { words: search }) : t('assetPicker.nothing')}</Combobox.Empty>
    )
  return found.data.more ? <Combobox.Footer>{t('assetPicker.more', { count: most })}</Combobox.Footer> : null
}
