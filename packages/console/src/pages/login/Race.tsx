import styles from './login.module.css'

const lines = [0, 1, 2, 3, 4, 5, 6]

/** The water of the mark, drawn large: level lines that run to the wheel. */
export function Race() {
  return (
    <svg className={styles.race} viewBox="0 0 720 300" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <g fill="none" strokeLinecap="round">
        {lines.map((line) => {
          const y = 70 + line * 34
          const lift = 26 - line * 3
          return (
            <path
              key={line}
              d={`M-40 ${y}C100 ${y - lift} 180 ${y + lift} 320 ${y}S560 ${y - lift} 760 ${y + lift / 2}`}
              stroke="#6fb0cc"
              strokeOpacity={0.08 + line * 0.05}
              strokeWidth={1.5 + line * 0.35}
            />
          )
        })}
      </g>
    </svg>
  )
}
