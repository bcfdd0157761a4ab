import { Button, FileInput, SegmentedControl, Select, Switch } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import type { ImportRequest } from '../../../platform.ts'
import styles from '../imports.module.css'
import { type Draft, firstDraft, formatOf, formats, headOf, requestOf } from '../request.ts'
import { ColumnFields } from './ColumnFields.tsx'

/** Long enough for the first line of a file with thousands of columns. */
const headBytes = 256 * 1024

interface BringFormProps {
  busy: boolean
  fault: unknown
  onSubmit: (wanted: { request: ImportRequest; file: File }) => void
}

export function BringForm({ busy, fault, onSubmit }: BringFormProps) {
  const { t } = useTranslation('imports')
  const words = useFaultWords()
  const [file, setFile] = useState<File | null>(null)
  const [draft, setDraft] = useState<Draft>(firstDraft)
  const [head, setHead] = useState<readonly string[]>([])
  const isNarrow = useMediaQuery('(width < 40em)')
  const change = (more: Partial<Draft>) => setDraft((before) => ({ ...before, ...more }))

  async function look(chosen: File | null, { format, encoding }: Pick<Draft, 'format' | 'encoding'>) {
    setHead([])
    if (!chosen || format !== 'csv') return
    const bytes = await chosen.slice(0, headBytes).arrayBuffer()
    setHead(headOf(new TextDecoder(encoding).decode(bytes)))
  }
  function choose(chosen: File | null) {
    const format = chosen ? formatOf(chosen.name) : draft.format
    setFile(chosen)
    change({ format, ...(format !== 'csv' && draft.layout === 'wide' ? { layout: 'own' as const } : {}) })
    void look(chosen, { ...draft, format })
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    if (file) onSubmit({ file, request: requestOf(file, draft, head) })
  }

  const isText = draft.format === 'csv'
  return (
    <form className={form.form} onSubmit={submit}>
      <FileInput
        label={t('bring.file')}
        description={t('bring.fileHint')}
        placeholder={t('bring.choose')}
        accept=".csv,.txt,.parquet,.arrow,.arrows,.feather"
        required
        withAsterisk={false}
        value={file}
        onChange={choose}
      />
      <div className={styles.pair}>
        <Select
          label={t('bring.format')}
          allowDeselect={false}
          value={draft.format}
          data={formats.map((value) => ({ value, label: t(`format.${value}`) }))}
          onChange={(value) => change({ format: formats.find((one) => one === value) ?? 'csv' })}
        />
        {isText && (
          <Select
            label={t('bring.encoding')}
            allowDeselect={false}
            value={draft.encoding}
            data={[
              { value: 'utf-8', label: 'UTF-8' },
              { value: 'gb18030', label: 'GB18030 (GBK)' },
            ]}
            onChange={(value) => {
              const encoding = value === 'gb18030' ? 'gb18030' : 'utf-8'
              change({ encoding })
              void look(file, { ...draft, encoding })
            }}
          />
        )}
      </div>
      <div className={styles.layout}>
        <SegmentedControl
          fullWidth
          orientation={isNarrow ? 'vertical' : 'horizontal'}
          aria-label={t('bring.layout')}
          value={draft.layout}
          onChange={(value) => change({ layout: value as Draft['layout'] })}
          data={(['own', 'long', 'wide'] as const)
            .filter((layout) => isText || layout !== 'wide')
            .map((value) => ({ value, label: t(`layout.${value}`) }))}
        />
        <p className={form.lesson}>{t(`layoutHint.${draft.layout}`)}</p>
      </div>
      {draft.layout !== 'own' && <ColumnFields draft={draft} head={head} onChange={change} />}
      <Switch
        label={t('bring.dryRun')}
        description={t('bring.dryRunHint')}
        checked={draft.dryRun}
        onChange={(event) => change({ dryRun: event.currentTarget.checked })}
      />
      {fault ? <FormFault words={words(fault)} /> : null}
      <div className={form.actions}>
        <Button type="submit" loading={busy} disabled={!file}>
          {t(draft.dryRun ? 'bring.try' : 'bring.store')}
        </Button>
      </div>
    </form>
  )
}
