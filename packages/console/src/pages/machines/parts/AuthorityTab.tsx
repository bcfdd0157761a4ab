import { Button, Skeleton } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FaultView, useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { CopyField } from '../../../parts/ShownOnce.tsx'
import { saveFile } from '../../../parts/save-file.ts'
import { platform } from '../../../platform.ts'
import styles from '../machines.module.css'
import { authorityQuery } from '../queries.ts'
import { RootDownload } from './RootDownload.tsx'
import { rootFile } from './root-file.ts'

/** What vouches for machines, and what it took back. */
export function AuthorityTab() {
  const { t } = useTranslation('machines')
  const words = useFaultWords()
  const authority = useQuery(authorityQuery)
  const list = useMutation({
    mutationFn: () => platform.machines.revocationList(),
    onSuccess: (pem) => saveFile(new Blob([pem], { type: 'application/x-pem-file' }), 'millrace.crl.pem'),
  })
  if (authority.isError) return <FaultView fault={authority.error} retry={() => void authority.refetch()} />
  if (authority.isPending) return <Skeleton height={220} radius={6} />
  return (
    <div className={styles.authority}>
      <section className={`panel ${styles.card}`} aria-labelledby="root">
        <h2 id="root" className="section-title">
          {t('authority.title')}
        </h2>
        <p className={styles.lesson}>{t('authority.lesson')}</p>
        <CopyField label={t('authority.fingerprint')} value={authority.data.fingerprint} />
        <CopyField label={t('authority.check')} value={`openssl x509 -in ${rootFile} -noout -fingerprint -sha256`} />
        <RootDownload />
      </section>
      <section className={`panel ${styles.card}`} aria-labelledby="crl">
        <h2 id="crl" className="section-title">
          {t('authority.crl')}
        </h2>
        <p className={styles.lesson}>{t('authority.crlLesson')}</p>
        <CopyField label={t('authority.crlAddress')} value={`${location.origin}/api/v1/machines/crl`} />
        {list.error && <FormFault words={words(list.error)} />}
        <span>
          <Button
            variant="default"
            size="xs"
            loading={list.isPending}
            leftSection={<IconDownload size={14} stroke={1.7} />}
            onClick={() => list.mutate()}
          >
            {t('authority.crlDownload')}
          </Button>
        </span>
      </section>
    </div>
  )
}
