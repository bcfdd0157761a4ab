import { Button, Skeleton } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { type Device, type DeviceDiagnosis, PlatformFault } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { diagnosisQuery } from '../queries.ts'
import { Cycles } from './Cycles.tsx'
import styles from './diagnosis.module.css'
import { Failures } from './Failures.tsx'
import { Frames } from './Frames.tsx'
import { LinkLine } from './LinkLine.tsx'
import { TagsInTrouble } from './TagsInTrouble.tsx'
import { Tiles } from './Tiles.tsx'

/** How a device behind an edge answers, and what its last frames said: asked of the edge anew every five seconds. */
export function Diagnosis({ device }: { device: Device }) {
  const { t } = useTranslation('diagnosis')
  const mayRead = useMay('point:read')
  const [held, setHeld] = useState(false)
  const asked = useQuery({ ...diagnosisQuery(device.id, !held), enabled: mayRead })
  if (!mayRead || isForeign(asked.error)) return null
  const told = asked.data
  return (
    <section className={`panel ${styles.diagnosis}`} aria-labelledby="diagnosis">
      <div className={styles.head}>
        <h2 id="diagnosis">{t('title')}</h2>
        {told && (
          <span className="quiet">
            {t('asked')} <RelativeTime time={told.time} />
          </span>
        )}
        {told && (
          <Button
            className={styles.hold ?? ''}
            variant="default"
            size="xs"
            aria-pressed={held}
            leftSection={
              held ? <IconPlayerPlay size={14} aria-hidden="true" /> : <IconPlayerPause size={14} aria-hidden="true" />
            }
            onClick={() => setHeld(!held)}
          >
            {t(held ? 'goOn' : 'hold')}
          </Button>
        )}
      </div>
      {asked.isError && <NotTold fault={asked.error} stale={told !== undefined} />}
      {asked.isPending && <Skeleton height={180} m={18} w="auto" />}
      {told && <Told told={told} saidAbove={device.lastError} hold={() => setHeld(true)} />}
    </section>
  )
}

interface ToldProps {
  told: DeviceDiagnosis
  saidAbove: string | undefined
  hold: () => void
}

function Told({ told, saidAbove, hold }: ToldProps) {
  return (
    <>
      <LinkLine link={told.link} saidAbove={saidAbove} />
      <Tiles told={told} />
      <Failures failures={told.failures} />
      <Cycles cycles={told.cycles} />
      <TagsInTrouble tags={told.tags} />
      <Frames frames={told.frames} hold={hold} />
    </>
  )
}

/** What stands behind no edge of ours keeps no frames: there is nothing to show, and nothing wrong. */
const isForeign = (fault: unknown): boolean =>
  fault instanceof PlatformFault && fault.code === 'devices.not_behind_edge'

function NotTold({ fault, stale }: { fault: unknown; stale: boolean }) {
  const { t } = useTranslation('diagnosis')
  const words = useFaultWords()(fault)
  return (
    <div className={styles.notTold} role="status">
      <p className={styles.strong}>{words.says}</p>
      <p className="quiet">
        {words.remedy} {stale && t('stale')}
      </p>
    </div>
  )
}
