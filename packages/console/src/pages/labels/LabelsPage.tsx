import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../parts/FaultView.tsx'
import { IdentificationLink, identificationLink } from '../../parts/IdentificationLink.tsx'
import lists from '../../parts/list.module.css'
import { platform } from '../../platform.ts'
import styles from './labels.module.css'

const route = getRouteApi('/app/labels')
/** On one sheet run; more is printed in parts of the plant. */
const most = 200

/** Labels of an asset and of everything below it, each with its identification link, to print and to stick on. */
export function LabelsPage() {
  const { t } = useTranslation('drawing')
  const { asset } = route.useSearch()
  const assets = useQuery({
    queryKey: ['assets', 'labels', asset],
    queryFn: ({ signal }) => platform.assets({ limit: most, ...(asset ? { below: asset } : {}) }, signal),
  })
  return (
    <div className="page">
      <title>{`${t('label.page')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('label.page')}</h1>
        {assets.data?.total !== undefined && (
          <span className="quiet num">{t('label.count', { count: assets.data.items.length })}</span>
        )}
        <div className={lists.actions}>
          <Button leftSection={<IconPrinter size={16} stroke={1.8} />} onClick={() => window.print()}>
            {t('label.print')}
          </Button>
        </div>
      </header>
      {assets.data?.next && <p className="quiet">{t('label.more', { count: most })}</p>}
      {assets.isError && <FaultView fault={assets.error} retry={() => void assets.refetch()} />}
      <div className={styles.labels}>
        {assets.data?.items.map(({ id, name, path }) => (
          <div key={id} className={styles.sticker}>
            <IdentificationLink text={identificationLink(id)} label={t('label.code', { name })} size={120} />
            <div className={styles.stickerText}>
              <strong>{name}</strong>
              {path.slice(0, -1).join(' / ')}
            </div>
          </div>
        ))}
      </div>
    </div>
  )
}
