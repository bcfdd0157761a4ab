import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../desk.ts'
import { useEditor } from '../editor.ts'
import styles from '../flows.module.css'
import type { Problem } from '../use-check.ts'
import { useProblemWords } from '../use-problem-words.ts'

/** Every mistake of what is drawn; a click leads to its node. */
export function Problems({ current, onShow }: { current: boolean; onShow: (problem: Problem) => void }) {
  const { t } = useTranslation('flows')
  const { problems, nameOf } = useDesk()
  const { graph } = useEditor()
  const words = useProblemWords()
  if (problems.length === 0)
    return (
      <p className={styles.fine} role="status">
        <IconCheck size={16} stroke={2} aria-hidden="true" /> {t(current ? 'problems.none' : 'problems.checking')}
      </p>
    )
  return (
    <ul className={styles.problems} aria-label={t('problems.title')}>
      {problems.map((problem) => {
        const node = graph.nodes.find(({ id }) => id === problem.node)
        const { says, remedy } = words(problem)
        return (
          <li key={`${problem.node} ${problem.port} ${problem.wire} ${problem.setting} ${problem.says}`}>
            <button type="button" onClick={() => onShow(problem)}>
              <IconAlertTriangle size={15} stroke={1.8} aria-hidden="true" />
              <strong>{node ? nameOf(node) : (problem.node ?? t('problems.flow'))}</strong>
              <span>{says}</span>
              {remedy && <span className="quiet">{remedy}</span>}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
