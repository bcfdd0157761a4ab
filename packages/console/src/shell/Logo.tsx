/** The mark: a mill wheel whose six floats stand out over the rim, turned by the race below it. */
export function Logo({ size = 28 }: { size?: number }) {
  const spokes = [0, 60, 120, 180, 240, 300]
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      role="img"
      aria-label="Millrace"
      fill="none"
      strokeLinecap="round"
    >
      <g stroke="currentColor" strokeWidth="1.9">
        <circle cx="16" cy="13" r="7.2" />
        <circle cx="16" cy="13" r="1.3" fill="currentColor" stroke="none" />
        {spokes.map((turn) => (
          <path key={turn} d="M16 10.4V2.6" transform={`rotate(${turn + 30} 16 13)`} />
        ))}
      </g>
      <path
        d="M3 27c2.2-2.3 4.3-2.3 6.5 0s4.3 2.3 6.5 0 4.3-2.3 6.5 0 4.3 2.3 6.5 0"
        stroke="#6fb0cc"
        strokeWidth="2.3"
      />
    </svg>
  )
}
