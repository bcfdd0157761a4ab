import { useTranslation } from 'react-i18next'
import { Mark, type Tone } from '../../../parts/Mark.tsx'
import type { Study } from '../../../platform.ts'

const tones: Readonly<Record<Study['state'], Tone>> = {
  waits: 'hollow',
  runs: 'hollow',
  done: 'plain',
  failed: 'bad',
  cancelled: 'hollow',
}

export function StudyMark({ study }: { study: Study }) {
  const { t } = useTranslation('mechanisms')
  return <Mark tone={tones[study.state]}>{t(study.applied ? 'studies.applied' : `studies.${study.state}`)}</Mark>
}
