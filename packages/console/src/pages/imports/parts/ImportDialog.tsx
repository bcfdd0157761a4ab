import { Modal, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FaultView, useKnownFault } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { countText } from '../../../parts/value-text.ts'
import type { Import } from '../../../platform.ts'
import styles from '../imports.module.css'
import { importQuery } from '../queries.ts'
import { ImportActions } from './ImportActions.tsx'
import { ImportStanding } from './ImportStanding.tsx'
import { Refusals } from './Refusals.tsx'

export default function ImportDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('imports')
  const { t: part } = useTranslation('parts')
  const { data, error, refetch } = useQuery(importQuery(id))
  return (
    <Modal
      opened
      onClose={onClose}
      size={760}
      title={data?.name ?? t('title')}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      {data && <KnownImport of={data} onClose={onClose} />}
      {!data && !error && <Skeleton height={180} />}
      {!data && error && <FaultView fault={error} retry={() => void refetch()} />}
    </Modal>
  )
}

function KnownImport({ of, onClose }: { of: Import; onClose: () => void }) {
  const { t } = useTranslation('imports')
  const known = useKnownFault()
  return (
    <div className={form.form}>
      <ImportStanding of={of} />
      {of.fault && <FormFault words={known(of.fault.code, { says: of.fault.detail, remedy: of.fault.remedy })} />}
      <dl className={styles.counts}>
        {(['rows', 'stored', 'refused'] as const).map((what) => (
          <div key={what}>
            <dt className="label">{t(what === 'stored' && of.dryRun ? 'column.wouldBe' : `column.${what}`)}</dt>
            <dd className="num">{countText(of[what])}</dd>
          </div>
        ))}
      </dl>
      {of.dryRun && of.state === 'done' && <p className={form.lesson}>{t('triedLesson')}</p>}
      {of.refused > 0 && <Refusals of={of} />}
      <ImportActions of={of} onClose={onClose} />
    </div>
  )
}
