import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { AssetPicker } from '../../../parts/AssetPicker.tsx'
import { assetQuery } from '../../../parts/asset-query.ts'
import { useMay } from '../../../rights.ts'
import { classesQuery } from '../../classes/queries.ts'
import { type Document, told, worded } from '../document.ts'
import styles from '../screens.module.css'
import type { Editing } from './use-editing.ts'

/** What the screen itself is set to, while no widget is chosen. */
export function ScreenSettings({ editing }: { editing: Editing }) {
  const { t } = useTranslation('screens')
  const { document } = editing
  const { of } = document
  const seesClasses = useMay('library:read')
  const classes = useQuery({ ...classesQuery, enabled: seesClasses })
  const asset = useQuery({ ...assetQuery(of.is === 'asset' ? of.asset : ''), enabled: of.is === 'asset' })
  const setOf = (next: Document['of']) => editing.set({ ...document, of: next })
  return (
    <div className={styles.settings}>
      <h2 className={styles.settingsTitle}>{t('editor.screen')}</h2>
      <TextInput
        size="xs"
        label={t('field.title')}
        value={told(document.title)}
        onChange={(event) =>
          editing.set({ ...document, title: worded(document.title, event.currentTarget.value) }, 'title')
        }
      />
      {of.is !== 'class' && (
        <AssetPicker
          label={t('field.asset')}
          value={of.is === 'asset' ? (asset.data ?? null) : null}
          onChange={(next) => setOf(next ? { is: 'asset', asset: next.id } : { is: 'plant' })}
        />
      )}
      {seesClasses && (
        <Select
          size="xs"
          label={t('field.class')}
          description={t('editor.classLesson')}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('editor.clear') }}
          value={of.is === 'class' ? of.class : null}
          data={(classes.data ?? []).map((each) => ({ value: each.class, label: told(each.title) }))}
          onChange={(name) => setOf(name ? { is: 'class', class: name } : { is: 'plant' })}
        />
      )}
      <p id="screen-keys" className="label">
        {t('editor.keys')}
      </p>
    </div>
  )
}
