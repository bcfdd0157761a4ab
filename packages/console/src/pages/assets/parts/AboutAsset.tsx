import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { IdentificationLink, identificationLink } from '../../../parts/IdentificationLink.tsx'
import type { Asset } from '../../../platform.ts'
import styles from '../drawing.module.css'
import { AppsHere } from './AppsHere.tsx'
import { FilledBy } from './FilledBy.tsx'
import { ModelsHere } from './ModelsHere.tsx'
import { OfClass } from './OfClass.tsx'
import { OfModel } from './OfModel.tsx'

/** What an asset is, apart from its points. */
export function AboutAsset({ asset, draws }: { asset: Asset; draws: boolean }) {
  const { t, i18n } = useTranslation('drawing')
  const navigate = useNavigate()
  const { position } = asset
  return (
    <div className={styles.about}>
      <section className={styles.block} aria-label={t('about.facts')}>
        <dl className={styles.facts}>
          <dt>{t('field.level')}</dt>
          <dd>
            {t(`level.${asset.level}`)}
            {asset.kind && ` · ${t(`kind.${asset.kind}`)}`}
          </dd>
          {asset.description && (
            <>
              <dt>{t('field.description')}</dt>
              <dd>{asset.description}</dd>
            </>
          )}
          {asset.tags.length > 0 && (
            <>
              <dt>{t('field.tags')}</dt>
              <dd>{asset.tags.join(', ')}</dd>
            </>
          )}
          {position && (
            <>
              <dt>{t('about.position')}</dt>
              <dd className="num">
                {position.latitude}, {position.longitude}
              </dd>
            </>
          )}
          {asset.retiredAt && (
            <>
              <dt>{t('about.retired')}</dt>
              <dd>{new Date(asset.retiredAt).toLocaleDateString(i18n.language)}</dd>
            </>
          )}
        </dl>
      </section>
      <OfClass asset={asset} draws={draws} />
      <OfModel asset={asset} draws={draws} />
      <ModelsHere asset={asset} />
      <AppsHere asset={asset} />
      <FilledBy asset={asset} draws={draws} />
      <section className={styles.block} aria-label={t('label.title')}>
        <div className={styles.blockHead}>
          <h3>{t('label.title')}</h3>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPrinter size={14} stroke={1.8} />}
            onClick={() => void navigate({ to: '/labels', search: { asset: asset.id } })}
          >
            {t('label.print')}
          </Button>
        </div>
        <div className={styles.label}>
          <IdentificationLink text={identificationLink(asset.id)} label={t('label.code', { name: asset.name })} />
          <div className={styles.labelText}>
            <span>{t('label.lesson')}</span>
            <code>{identificationLink(asset.id)}</code>
          </div>
        </div>
      </section>
    </div>
  )
}
