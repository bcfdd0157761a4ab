import { Button, FileButton } from '@mantine/core'
import { IconCamera } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { platform, type WorkOrder } from '../../../platform.ts'
import styles from '../maintenance.module.css'
import { orderQuery } from '../queries.ts'

export function Photos({ order, changes }: { order: WorkOrder; changes: boolean }) {
  const { t } = useTranslation('maintenance')
  const words = useFaultWords()
  const queries = useQueryClient()
  const add = useMutation({
    mutationFn: async (file: File) => platform.maintenance.addPhoto(order.id, new Uint8Array(await file.arrayBuffer())),
    onSuccess: () => queries.invalidateQueries({ queryKey: orderQuery(order.id).queryKey }),
  })
  if (order.photos.length === 0 && !changes) return null
  return (
    <section className={`panel ${styles.section}`}>
      <h2 className="section-title">{t('photos')}</h2>
      {order.photos.length > 0 && (
        <ul className={styles.photos}>
          {order.photos.map(({ id, width, height, by }, at) => (
            <li key={id}>
              <a href={platform.maintenance.photoAddress(order.id, id)} target="_blank" rel="noreferrer">
                <img
                  src={platform.maintenance.photoAddress(order.id, id)}
                  alt={`${t('photos')} ${at + 1}, ${by.name}`}
                  width={width}
                  height={height}
                  loading="lazy"
                />
              </a>
            </li>
          ))}
        </ul>
      )}
      {changes && (
        <FileButton
          accept="image/jpeg,image/png,image/webp"
          capture="environment"
          onChange={(file) => file && add.mutate(file)}
        >
          {(props) => (
            <Button
              {...props}
              variant="default"
              size="md"
              loading={add.isPending}
              leftSection={<IconCamera size={18} stroke={1.6} />}
            >
              {t('takePhoto')}
            </Button>
          )}
        </FileButton>
      )}
      {add.error && <FormFault words={words(add.error)} />}
    </section>
  )
}
