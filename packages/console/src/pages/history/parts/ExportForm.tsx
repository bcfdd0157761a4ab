import { Button, Select } from '@mantine/core'
import { IconCheck, IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { saveFile } from '../../../parts/save-file.ts'
import { bytesText } from '../../../parts/value-text.ts'
import { platform } from '../../../platform.ts'
import styles from '../history.module.css'
import { nameOf, receive } from '../receiving.ts'
import { boundsOf, firstSubject, isWhole, type Subject, scopes } from '../subject.ts'
import { SubjectFields } from './SubjectFields.tsx'

const formats = ['csv', 'parquet', 'arrow', 'ndjson'] as const
type Format = (typeof formats)[number]
const endings: Readonly<Record<Format, string>> = { csv: 'csv', parquet: 'parquet', arrow: 'arrows', ndjson: 'ndjson' }
/** Before all samples; without a bound the platform takes the last hour. */
const beginning = '1900-01-01T00:00:00Z'

export function ExportForm() {
  const { t } = useTranslation('history')
  const words = useFaultWords()
  const [subject, setSubject] = useState<Subject>(firstSubject)
  const [format, setFormat] = useState<Format>('csv')
  const [bytes, setBytes] = useState(0)
  const cut = useRef<AbortController>(undefined)
  const amount = Object.values(bytesText(bytes)).join(' ')
  const take = useMutation({
    mutationFn: async () => {
      const { scope, asset, points } = subject
      cut.current = new AbortController()
      setBytes(0)
      const reply = await platform.exportHistory(
        {
          from: beginning,
          ...boundsOf(subject, Date.now()),
          format,
          ...(scope === 'asset' && asset && { asset: asset.id }),
          ...(scope === 'points' && { points: points.map(({ id }) => id).join(',') }),
        },
        cut.current.signal,
      )
      const content = await receive(reply, setBytes)
      const name = nameOf(reply, `history.${endings[format]}`)
      saveFile(content, name)
      return name
    },
  })
  const isCut = take.isError && cut.current?.signal.aborted

  function submit(event: FormEvent) {
    event.preventDefault()
    if (isWhole(subject)) take.mutate()
  }

  return (
    <section className={`panel ${styles.exports}`} aria-label={t('tab.export')}>
      <form className={form.form} onSubmit={submit}>
        <p className={form.lesson}>{t('export.lesson')}</p>
        <SubjectFields
          subject={subject}
          scopes={scopes}
          onChange={(more) => setSubject((before) => ({ ...before, ...more }))}
        />
        <Select
          label={t('export.format')}
          description={t(`export.hint.${format}`)}
          allowDeselect={false}
          value={format}
          data={formats.map((value) => ({ value, label: t(`export.is.${value}`) }))}
          onChange={(value) => setFormat(formats.find((known) => known === value) ?? 'csv')}
        />
        {take.isError && !isCut && <FormFault words={words(take.error)} />}
        <div className={form.actions}>
          <output className={styles.receiving} aria-live="polite">
            {take.isPending && <span className="num">{t('export.received', { amount })}</span>}
            {take.isSuccess && (
              <>
                <IconCheck size={16} stroke={1.8} aria-hidden="true" />
                <span className="num">{t('export.saved', { name: take.data, amount })}</span>
              </>
            )}
            {isCut && <span className="quiet">{t('export.cut')}</span>}
          </output>
          {take.isPending && (
            <Button variant="default" onClick={() => cut.current?.abort()}>
              {t('export.stop')}
            </Button>
          )}
          <Button
            type="submit"
            leftSection={<IconDownload size={16} stroke={1.8} />}
            loading={take.isPending}
            disabled={!isWhole(subject)}
          >
            {t('export.take')}
          </Button>
        </div>
      </form>
    </section>
  )
}
