import { spansOf } from './changelog/markdown.ts'
import styles from './developer.module.css'

/** One line of Markdown: what stands between back quotes is code. */
export function Line({ text }: { text: string }) {
  return spansOf(text).map(({ is, text: part }, index) => {
    const key = `${index} ${part}`
    if (is === 'code')
      return (
        <code key={key} className={styles.code}>
          {part}
        </code>
      )
    return is === 'strong' ? <strong key={key}>{part}</strong> : part
  })
}
