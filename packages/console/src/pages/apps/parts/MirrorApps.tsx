import { Button, Checkbox, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { bytesText } from '../../../parts/value-text.ts'
import { type AppMirror, type AppMirrorApps, platform } from '../../../platform.ts'
import styles from '../apps.module.css'
import { mirrorAppsQuery } from '../queries.ts'
import { said } from '../words.ts'

type Offered = AppMirrorApps['items'][number]

/** What another platform has: versions are chosen, and come behind everything else. */
export function MirrorApps({ mirror, onBack }: { mirror: AppMirror; onBack: () => void }) {
  const { t } = useTranslation('apps')
  const words = useFaultWords()
  const queries = useQueryClient()
  const { data, error, isPending } = useQuery(mirrorAppsQuery(mirror.id))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const take = useMutation({
    mutationFn: () =>
      platform.apps.takeFromMirror(
        mirror.id,
        [...chosen].map((name) => {
          const [app = '', version = ''] = name.split('@')
          return { app, version }
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['apps', 'mirrors'] })
      onBack()
    },
  })
  const set = (name: string, is: boolean) =>
    setChosen((before) => new Set(is ? [...before, name] : [...before].filter((each) => each !== name)))
  return (
    <>
      <p className={form.lesson}>{t('mirror.chooseLesson', { host: new URL(mirror.address).host })}</p>
      {error && <FormFault words={words(error)} />}
      {isPending && <Skeleton height={200} />}
      {data?.items.length === 0 && <p className="quiet">{t('mirror.nothing')}</p>}
      {data && data.items.length > 0 && (
        <ul className={styles.mirrorApps} tabIndex={0} aria-label={t('mirror.title')}>
          {data.items.map((one) => (
            <OfferedApp key={one.app} one={one} chosen={chosen} onChoose={set} />
          ))}
        </ul>
      )}
      {take.error && <FormFault words={words(take.error)} />}
      <div className={form.actions}>
        <Button variant="default" onClick={onBack}>
          {t('mirror.back')}
        </Button>
        <Button disabled={chosen.size === 0} loading={take.isPending} onClick={() => take.mutate()}>
          {t('mirror.take', { count: chosen.size })}
        </Button>
      </div>
    </>
  )
}

interface OfferedProps {
  one: Offered
  chosen: ReadonlySet<string>
  onChoose: (name: string, is: boolean) => void
}

function OfferedApp({ one: { app, title, owner, versions }, chosen, onChoose }: OfferedProps) {
  const { t } = useTranslation('apps')
  return (
    <li>
      <div>
        <p className={styles.foundTitle}>{said(title) || app}</p>
        <p className="label">
          {owner} · <code>{app}</code>
        </p>
      </div>
      <div className={styles.mirrorVersions}>
        {versions.map(({ version, bytes, here }) => (
          <Checkbox
            key={version}
            size="sm"
            label={`${version} · ${here === 'no' ? Object.values(bytesText(bytes)).join(' ') : t(`mirror.here.${here}`)}`}
            aria-label={`${said(title) || app} ${version}`}
            disabled={here !== 'no'}
            checked={here === 'same' || chosen.has(`${app}@${version}`)}
            onChange={(event) => onChoose(`${app}@${version}`, event.currentTarget.checked)}
          />
        ))}
      </div>
    </li>
  )
}
