import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../../parts/FaultView.tsx'
import { type AppLibrary, platform } from '../../../platform.ts'
import styles from '../apps.module.css'
import { said } from '../words.ts'
import { AppFace } from './AppFace.tsx'

type Item = AppLibrary['items'][number]

/** Apps that come with the platform and are not on the shelf, or there in another version alone; for who may put them there. */
export function FromPlatform({ items }: { items: readonly Item[] }) {
  const { t } = useTranslation('apps')
  if (items.length === 0) return null
  return (
    <section className={styles.fromPlatform} aria-labelledby="from-platform">
      <h2 className="section-title" id="from-platform">
        {t('library.title')}
      </h2>
      <p className="quiet">{t('library.lesson')}</p>
      <ul className={styles.cards}>
        {items.map((item) => (
          <Offered key={item.folder} item={item} />
        ))}
      </ul>
    </section>
  )
}

function Offered({ item }: { item: Item }) {
  const { t } = useTranslation('apps')
  const queries = useQueryClient()
  const take = useMutation({
    mutationFn: () => platform.apps.takeFromLibrary(item.folder),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['apps'] }),
  })
  const name = said(item.title)
  return (
    <AppFace app={item} title={<span className={styles.offeredTitle}>{name}</span>}>
      {take.error && <FaultView fault={take.error} />}
      {item.taken && <span className="label">{t('library.older', { version: item.taken })}</span>}
      <Button
        size="xs"
        variant="default"
        loading={take.isPending}
        aria-label={t('library.takeNamed', { name })}
        onClick={() => take.mutate()}
      >
        {t('library.take')}
      </Button>
    </AppFace>
  )
}
