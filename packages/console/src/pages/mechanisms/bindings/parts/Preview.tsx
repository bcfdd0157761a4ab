import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../../parts/FaultView.tsx'
import { FormFault } from '../../../../parts/FormFault.tsx'
import lists from '../../../../parts/list.module.css'
import { unitText } from '../../../../parts/unit-text.ts'
import type { BindingPreview, BoundAsset } from '../../../../platform.ts'
import { figureText } from '../../words.ts'
import styles from '../bindings.module.css'

interface PreviewProps {
  preview: BindingPreview | undefined
  fault: unknown
  /** Something changed since; it is asked again. */
  stale: boolean
  asking: boolean
}

/** Which assets it fits, and what is missing at the others. */
export function Preview({ preview, fault, stale, asking }: PreviewProps) {
  const { t } = useTranslation('mechanismRuns')
  const words = useFaultWords()
  return (
    <section className={`panel ${styles.preview}`} aria-labelledby="preview" data-stale={stale || undefined}>
      <div className={styles.panelHead}>
        <h2 id="preview" className="section-title">
          {t('preview.title')}
        </h2>
        {preview && !fault && (
          <span className="num" role="status">
            {t('preview.fit', { count: preview.fit })}
            {preview.problems > 0 && (
              <span className={styles.wrong}> · {t('preview.problems', { count: preview.problems })}</span>
            )}
          </span>
        )}
      </div>
      {fault ? (
        <div className={styles.inset}>
          <FormFault words={words(fault)} />
        </div>
      ) : null}
      {!preview && !fault && <p className={styles.lesson}>{t(asking ? 'preview.asking' : 'preview.lesson')}</p>}
      {preview && !fault && preview.assets.length === 0 && <p className={styles.lesson}>{t('preview.none')}</p>}
      {preview && !fault && preview.assets.length > 0 && (
        <div className={styles.scroll}>
          <table className={lists.table}>
            <thead>
              <tr>
                <th>{t('preview.asset')}</th>
                <th>{t('preview.inputs')}</th>
              </tr>
            </thead>
            <tbody>
              {preview.assets.map((asset) => (
                <AssetRow key={asset.asset} asset={asset} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {preview && !fault && preview.more > 0 && (
        <p className={styles.inset}>{t('preview.more', { count: preview.more })}</p>
      )}
    </section>
  )
}

function AssetRow({ asset }: { asset: BoundAsset }) {
  const { t } = useTranslation('mechanismRuns')
  const wrong = asset.inputs.filter(({ problem }) => problem !== undefined)
  return (
    <tr data-fits={wrong.length === 0 && !asset.broken}>
      <td className={styles.assetCell}>
        <span className={styles.assetName}>
          {wrong.length === 0 && !asset.broken ? (
            <IconCheck size={15} stroke={2} aria-label={t('preview.fits')} />
          ) : (
            <IconAlertTriangle size={15} stroke={1.8} className={styles.wrong} aria-label={t('preview.lacks')} />
          )}
          {asset.path.at(-1)}
        </span>
        <span className="label">{asset.path.slice(0, -1).join(' / ')}</span>
      </td>
      <td className={styles.inputCell}>
        {asset.inputs.map((input) => (
          <span key={input.name} className={input.problem ? styles.wrong : undefined}>
            <code>{input.name}</code>{' '}
            {input.problem
              ? `${t(`problem.${input.problem}`)}${input.says ? `: ${input.says}` : ''}`
              : input.constant === undefined
                ? [input.pointPath?.at(-1) ?? t('preview.standsIn'), unitText(input.pointUnit)]
                    .filter(Boolean)
                    .join(', ')
                : figureText(input.constant)}
          </span>
        ))}
        {asset.broken && <span className={styles.wrong}>{asset.broken.says}</span>}
      </td>
    </tr>
  )
}
