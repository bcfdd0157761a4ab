import { Button, FileButton, Modal } from '@mantine/core'
import { IconDownload, IconUpload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import lists from '../../../parts/list.module.css'
import { saveFile } from '../../../parts/save-file.ts'
import { type PlantChange, platform } from '../../../platform.ts'
import styles from '../drawing.module.css'
import { useDraw } from '../drawing.ts'

/** The plant as a spreadsheet and back: what would change is shown line by line before anything does. */
export default function SheetDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const { t } = useTranslation('drawing')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const [bytes, setBytes] = useState<Uint8Array>()
  const download = useMutation({
    mutationFn: () => platform.drawing.sheet(),
    onSuccess: (sheet) => saveFile(sheet, 'plant.csv'),
  })
  const look = useMutation({ mutationFn: (sheet: Uint8Array) => platform.drawing.previewSheet(sheet) })
  const apply = useDraw(
    ({ sheet, seen }: { sheet: Uint8Array; seen: string }) => platform.drawing.applySheet(sheet, seen),
    onDone,
  )
  async function take(file: File | null) {
    if (!file) return
    const sheet = new Uint8Array(await file.arrayBuffer())
    setBytes(sheet)
    apply.reset()
    look.mutate(sheet)
  }
  const changes = look.data
  const count = changes ? changes.made + changes.changed + changes.moved : 0
  const fault = apply.error ?? look.error ?? download.error
  return (
    <Modal
      opened
      onClose={onClose}
      size={860}
      title={t('sheet.title')}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <div className={form.form}>
        <p className={form.lesson}>{t('sheet.lesson')}</p>
        <div className={styles.buttons}>
          <Button
            variant="default"
            leftSection={<IconDownload size={15} stroke={1.8} />}
            loading={download.isPending}
            onClick={() => download.mutate()}
          >
            {t('sheet.download')}
          </Button>
          <FileButton accept=".csv,text/csv" onChange={(file) => void take(file)}>
            {(button) => (
              <Button
                {...button}
                variant="default"
                loading={look.isPending}
                leftSection={<IconUpload size={15} stroke={1.8} />}
              >
                {t('sheet.upload')}
              </Button>
            )}
          </FileButton>
        </div>
        {changes && (
          <>
            <p aria-live="polite" className={styles.tally}>
              {t('sheet.tally', { ...changes })}
              {changes.refused > 0 && (
                <strong className={styles.refused}> {t('sheet.refused', { count: changes.refused })}</strong>
              )}
            </p>
            {changes.items.length > 0 ? (
              <Changes items={changes.items} />
            ) : (
              <p className={form.lesson}>{t('sheet.same')}</p>
            )}
          </>
        )}
        {fault ? <FormFault words={words(fault)} /> : null}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button
            loading={apply.isPending}
            disabled={!changes || !bytes || changes.refused > 0 || count === 0}
            onClick={() => changes && bytes && apply.mutate({ sheet: bytes, seen: changes.seen })}
          >
            {t('sheet.apply', { count })}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

const shown = (value: unknown): string =>
  value === null || value === undefined || value === ''
    ? '–'
    : Array.isArray(value)
      ? value.map(String).join(' / ') || '–'
      : String(value)

function Changes({ items }: { items: readonly PlantChange[] }) {
  const { t } = useTranslation('drawing')
  const field = (name: string): string => t(`column.${name}`, { defaultValue: name })
  return (
    <div className={styles.changes}>
      <table className={lists.table}>
        <thead>
          <tr>
            <th>{t('sheet.line')}</th>
            <th>{t('sheet.what')}</th>
            <th>{t('field.name')}</th>
            <th>{t('sheet.change')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={`${item.line} ${item.row}`} data-is={item.is}>
              <td className="num">{item.line}</td>
              <td>{t(`is.${item.is}`)}</td>
              <td>{item.name}</td>
              <td className={styles.wrap}>
                {item.reason ??
                  Object.entries(item.what).map(([name, value]) => {
                    const [before, after] =
                      item.is !== 'made' && Array.isArray(value) ? (value as unknown[]) : ['', value]
                    return (
                      <span key={name} className={styles.change}>
                        {field(name)}: {item.is === 'made' ? '' : `${shown(before)} → `}
                        {shown(after)}
                      </span>
                    )
                  })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
