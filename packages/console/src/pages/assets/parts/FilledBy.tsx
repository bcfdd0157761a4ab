import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FaultView, useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import lists from '../../../parts/list.module.css'
import { type Asset, platform } from '../../../platform.ts'
import { fillingsQuery } from '../about.ts'
import styles from '../drawing.module.css'
import { useDraw } from '../drawing.ts'
import { FillDialog } from './FillDialog.tsx'

/** Which thing with a serial number is, and was, at a place. */
export function FilledBy({ asset, draws }: { asset: Asset; draws: boolean }) {
  const { t, i18n } = useTranslation('drawing')
  const words = useFaultWords()
  const [filling, { open, close }] = useDisclosure(false)
  const fillings = useQuery(fillingsQuery(asset.id))
  const end = useDraw(
    (id: string) => platform.physical.changeFilling(id, { until: new Date().toISOString() }),
    () => undefined,
  )
  const rows = fillings.data?.items ?? []
  const day = (time: string): string => new Date(time).toLocaleDateString(i18n.language)
  return (
    <section className={styles.block} aria-label={t('physical.title')}>
      <div className={styles.blockHead}>
        <h3>{t('physical.title')}</h3>
        {draws && !asset.retiredAt && (
          <Button size="xs" variant="default" leftSection={<IconPlus size={14} stroke={1.8} />} onClick={open}>
            {t('physical.fill')}
          </Button>
        )}
      </div>
      {fillings.isError && <FaultView fault={fillings.error} retry={() => void fillings.refetch()} />}
      {end.error ? <FormFault words={words(end.error)} /> : null}
      {fillings.data && rows.length === 0 && <p className="quiet">{t('physical.none')}</p>}
      {rows.length > 0 && (
        <div className={styles.scroll}>
          <table className={lists.table}>
            <thead>
              <tr>
                <th>{t('physical.serial')}</th>
                <th>{t('physical.maker')}</th>
                <th>{t('physical.from')}</th>
                <th>{t('physical.until')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td>{row.serialNumber}</td>
                  <td>{[row.maker, row.model].filter(Boolean).join(' ')}</td>
                  <td className="num">{day(row.from)}</td>
                  <td className="num">{row.until ? day(row.until) : t('physical.now')}</td>
                  <td>
                    {draws && !row.until && (
                      <Button
                        size="compact-xs"
                        variant="subtle"
                        loading={end.isPending}
                        onClick={() => end.mutate(row.id)}
                      >
                        {t('physical.end')}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {filling && <FillDialog asset={asset} onClose={close} />}
    </section>
  )
}
