import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { exactTime } from '../../../parts/time-text.ts'
import { useEditor } from '../editor.ts'
import { testOf } from '../tests/test-of.ts'
import { exactFrom, placeAt } from './columns.ts'
import type { ReplayState } from './use-replay.ts'

/** Instants before the moment that are kept. */
const kept = 60

/** The stretch before the moment that is looked at becomes a test of the flow. */
export function KeepTest({ replay }: { replay: ReplayState }) {
  const { t } = useTranslation('flows')
  const editor = useEditor()
  const { at, instants } = replay
  const result = replay.replay?.result
  const from = at === undefined ? undefined : (instants[Math.max(0, placeAt(instants, at) - kept)] ?? at)
  // Of what is thinned no test is made: it would say that there was nothing between.
  const isExact = from === undefined || !result || from >= exactFrom(result.wires, result.rows)
  function keep() {
    if (at === undefined || from === undefined) return
    const name = exactTime(at / 1_000, currentLanguage())
    const test = testOf({ name, graph: editor.graph, columnsOf: replay.columnsOf, from, to: at })
    editor.change((was) => ({ ...was, tests: [...(was.tests ?? []), test] }))
  }
  return (
    <Button
      size="compact-xs"
      variant="default"
      disabled={at === undefined || !isExact || editor.path.length > 0}
      title={isExact ? undefined : t('tests.keepExact')}
      onClick={keep}
    >
      {t('tests.keep')}
    </Button>
  )
}
