import { useTranslation } from 'react-i18next'
import { bytesText } from '../../../parts/value-text.ts'
import type { AppVersion } from '../../../platform.ts'
import styles from '../apps.module.css'

/** What a package is made of, file by file; its bill tells the same with digests. */
export function FileList({ version: { files, bytes } }: { version: AppVersion }) {
  const { t } = useTranslation('apps')
  return (
    <details className={`panel ${styles.files}`}>
      <summary>{t('files.title', { count: files.length, size: sizeOf(bytes) })}</summary>
      <p className="label">{t(files.some(({ path }) => path === 'sbom.json') ? 'files.bill' : 'files.noBill')}</p>
      <ul>
        {files.map((file) => (
          <li key={file.path}>
            <code>{file.path}</code>
            <span className="label num">{sizeOf(file.bytes)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

const sizeOf = (bytes: number): string => Object.values(bytesText(bytes)).join(' ')
