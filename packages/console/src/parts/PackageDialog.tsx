import { Button, FileButton, Modal } from '@mantine/core'
import { IconFileZip, IconUpload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from './FaultView.tsx'
import { FormFault } from './FormFault.tsx'
import form from './form.module.css'
import styles from './package-dialog.module.css'

interface PackageDialogProps<Made> {
  /** Whose packages they are: its words, and what is read anew. */
  area: 'apps' | 'mechanisms'
  bring: (archive: Uint8Array) => Promise<Made>
  /** Leads to what came of it. */
  onBrought: (made: Made) => Promise<void>
  onClose: () => void
}

/** A package that somebody sent: dropped or chosen, and refused where it was changed on its way. */
export function PackageDialog<Made>({ area, bring: take, onBrought, onClose }: PackageDialogProps<Made>) {
  const { t } = useTranslation(area)
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [over, setOver] = useState(false)
  const bring = useMutation({
    mutationFn: async (file: File) => take(new Uint8Array(await file.arrayBuffer())),
    onSuccess: async (made) => {
      onClose()
      await queries.invalidateQueries({ queryKey: [area] })
      await onBrought(made)
    },
  })
  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) bring.mutate(file)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={t('bring.title')}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <div className={form.form}>
        <p className={form.lesson}>{t('bring.lesson')}</p>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: what is dropped can also be chosen by the button */}
        <div
          className={styles.drop}
          data-over={over || undefined}
          onDrop={drop}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
        >
          <IconFileZip size={28} stroke={1.4} aria-hidden="true" />
          <span>{bring.isPending ? t('bring.reading', { name: bring.variables?.name }) : t('bring.drop')}</span>
          <FileButton accept=".zip,application/zip" onChange={(file) => file && bring.mutate(file)}>
            {(button) => (
              <Button
                {...button}
                variant="default"
                size="xs"
                loading={bring.isPending}
                leftSection={<IconUpload size={14} stroke={1.8} />}
              >
                {t('bring.choose')}
              </Button>
            )}
          </FileButton>
        </div>
        {bring.error ? <FormFault words={words(bring.error)} /> : null}
      </div>
    </Modal>
  )
}
