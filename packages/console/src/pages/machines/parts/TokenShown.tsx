import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import form from '../../../parts/form.module.css'
import { CopyField, OnceNotice } from '../../../parts/ShownOnce.tsx'
import { dateFormat } from '../../../parts/time-text.ts'
import type { EnrolmentToken } from '../../../platform.ts'
import styles from '../machines.module.css'
import { authorityQuery } from '../queries.ts'
import { RootDownload } from './RootDownload.tsx'
import { rootFile } from './root-file.ts'

const moment: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' }

/** A folder that every shell takes without quotes. */
const folderOf = (name: string): string => `./${(name.split('/').at(-1) ?? name).replace(/[^\p{L}\p{N}._-]+/gu, '-')}`

/** The token, this once, and the command that uses it. */
export function TokenShown({ token, onClose }: { token: EnrolmentToken; onClose: () => void }) {
  const { t } = useTranslation('machines')
  const authority = useQuery(authorityQuery)
  const isSecure = location.protocol === 'https:'
  const until = dateFormat(currentLanguage(), moment).format(Date.parse(token.expiresAt))
  return (
    <div className={form.form}>
      <OnceNotice text={t('token.shown.once', { time: until })} />
      <CopyField label={t('token.shown.token')} value={token.token} />
      <div>
        <CopyField
          label={t('token.shown.command')}
          value={`npx millrace enrol ${location.origin} --token ${token.token} --out ${folderOf(token.name)}`}
        />
        <p className={styles.hint}>{t('token.shown.commandHint')}</p>
        {!isSecure && <p className={styles.hint}>{t('token.shown.plain')}</p>}
      </div>
      <section className={styles.root} aria-labelledby="root">
        <h3 id="root" className="section-title">
          {t('token.shown.root')}
        </h3>
        <p className={styles.lesson}>{t('token.shown.rootLesson', { option: `--ca ${rootFile}` })}</p>
        {authority.data && <CopyField label={t('token.shown.fingerprint')} value={authority.data.fingerprint} />}
        <RootDownload />
      </section>
      <div className={form.actions}>
        <Button onClick={onClose}>{t('token.shown.done')}</Button>
      </div>
    </div>
  )
}
