import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { exactTime, spanText } from '../../../parts/time-text.ts'
import { useSpanWords } from '../../../parts/use-span-words.ts'
import { useDesk } from '../desk.ts'
import { useEditor } from '../editor.ts'
import { episodesOf } from './episodes.ts'
import type { ReplayState } from './use-replay.ts'

/** As many as are read one by one. */
const most = 20

interface ConditionsProps {
  replay: ReplayState
  /** ISO 8601. */
  end: string
  onShow: (at: number) => void
}

/** Which alarms would have stood, how often and how long: what tells somebody that a limit is wrong. */
export function Conditions({ replay, end, onShow }: ConditionsProps) {
  const { t } = useTranslation('flows')
  const editor = useEditor()
  const desk = useDesk()
  const span = useSpanWords()
  const alarms = editor.graph.nodes.flatMap((node) => {
    if (node.type !== 'out.alarm') return []
    const from = editor.graph.wires.find(({ to }) => to.node === node.id)?.from
    const columns = from && replay.columnsOf(from.node, from.port)
    return columns ? [{ id: node.id, name: String(node.settings?.['name'] ?? desk.nameOf(node)), columns }] : []
  })
  return alarms.map(({ id, name, columns }) => {
    const episodes = episodesOf(columns)
    return (
      <div key={id} role="group" aria-label={name}>
        <h3>{t('replay.raised', { name, count: episodes.length })}</h3>
        <ul>
          {episodes.slice(0, most).map(({ from, to }) => (
            <li key={from}>
              <button type="button" onClick={() => onShow(from)}>
                <span className="num quiet">{exactTime(from / 1_000, currentLanguage())}</span>
                <strong className="num">{spanText(((to ?? Date.parse(end) * 1_000) - from) / 1e6, span)}</strong>
              </button>
            </li>
          ))}
        </ul>
      </div>
    )
  })
}
