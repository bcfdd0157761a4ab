import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceProfile } from '../../../platform.ts'
import { RemoveDialog } from './RemoveDialog.tsx'
import { StepDialog } from './StepDialog.tsx'
import { TrialDialog } from './TrialDialog.tsx'

type Move = DeviceProfile['may'][number]

/** What leads on stands out; what ends something does not. */
const onwards: readonly Move[] = ['submit', 'try', 'publish']

export function StepButtons({ profile }: { profile: DeviceProfile }) {
  const { t } = useTranslation('library')
  const [asked, setAsked] = useState<Move>()
  const close = () => setAsked(undefined)
  return (
    <>
      {profile.may.map((move) => (
        <Button
          key={move}
          size="xs"
          variant={onwards.includes(move) ? 'filled' : 'default'}
          onClick={() => setAsked(move)}
        >
          {t(`${move}.button`)}
        </Button>
      ))}
      {asked === 'try' && <TrialDialog profile={profile} onClose={close} />}
      {asked === 'remove' && <RemoveDialog profile={profile} onClose={close} />}
      {asked !== undefined && asked !== 'try' && asked !== 'remove' && (
        <StepDialog move={asked} profile={profile} onClose={close} />
      )}
    </>
  )
}
