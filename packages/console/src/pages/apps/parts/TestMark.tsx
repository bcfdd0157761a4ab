import { useTranslation } from 'react-i18next'
import { Mark, type Tone } from '../../../parts/Mark.tsx'
import type { AppTestSum } from '../../../platform.ts'

const tones: Readonly<Record<AppTestSum['state'], Tone>> = {
  none: 'hollow',
  waiting: 'hollow',
  running: 'hollow',
  passed: 'plain',
  failed: 'bad',
  stopped: 'bad',
}

/** What came of a version's own tests here, in a word. */
export function TestMark({ tests: { state, passed, failed } }: { tests: AppTestSum }) {
  const { t } = useTranslation('apps')
  const words =
    state === 'passed'
      ? t('tests.state.passed', { count: passed })
      : state === 'failed'
        ? t('tests.state.failed', { count: passed + failed, failed })
        : t(`tests.state.${state}`)
  return <Mark tone={tones[state]}>{words}</Mark>
}
