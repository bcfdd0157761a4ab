import { Checkbox } from '@mantine/core'
import { type Icon, IconBell, IconEye, IconPencil, IconPlug, IconTerminal2, IconWorldUpload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Mark } from '../../../parts/Mark.tsx'
import type { AppAsked, AppManifest } from '../../../platform.ts'
import styles from '../apps.module.css'
import { keyOf, useAskedWords } from '../words.ts'

const icons: Readonly<Record<AppAsked['kind'], Icon>> = {
  action: IconEye,
  write: IconPencil,
  host: IconWorldUpload,
  event: IconBell,
  http: IconPlug,
  process: IconTerminal2,
}

interface ConsentListProps {
  manifest: AppManifest
  asks: readonly AppAsked[]
  /** Agreed to, by key; without `onAgree` the list is read alone. */
  agreed?: ReadonlySet<string>
  /** What the reader may not do himself, and so cannot agree to. */
  beyond?: readonly AppAsked[]
  onAgree?: (key: string, agrees: boolean) => void
}

/** What an app asks for, one thing a line: each is agreed to by itself. */
export function ConsentList({ manifest, asks, agreed, beyond = [], onAgree }: ConsentListProps) {
  const { t } = useTranslation('apps')
  const words = useAskedWords(manifest)
  const not = new Set(beyond.map(keyOf))
  if (asks.length === 0) return <p className="quiet">{t('asks.nothing')}</p>
  return (
    <ul className={styles.asks}>
      {asks.map((asked) => {
        const key = keyOf(asked)
        const { what, why, grave } = words(asked)
        const Sign = icons[asked.kind]
        const mark = not.has(key) ? (
          <Mark tone="bad">{t('asks.beyond')}</Mark>
        ) : grave ? (
          <Mark tone="warn">{t('asks.grave')}</Mark>
        ) : null
        return (
          <li key={key} className={styles.ask}>
            {onAgree ? (
              <Checkbox
                label={what}
                description={why}
                disabled={not.has(key)}
                checked={agreed?.has(key) ?? false}
                onChange={(event) => onAgree(key, event.currentTarget.checked)}
              />
            ) : (
              <div className={styles.asked}>
                <Sign size={17} stroke={1.6} aria-hidden="true" />
                <div>
                  {what}
                  {why && <p className="label">{why}</p>}
                </div>
              </div>
            )}
            {mark}
          </li>
        )
      })}
    </ul>
  )
}
