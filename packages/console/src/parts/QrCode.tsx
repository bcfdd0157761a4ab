import { useMemo } from 'react'
import { encode } from 'uqr'

/** Modules of quiet around it (ISO/IEC 18004:2024 §9.1). */
const quiet = 4

/** A text as a QR code, drawn here: what it says leaves the page for nobody. Dark on white in both schemes, as cameras need it. */
export function QrCode({ text, label, size = 192 }: { text: string; label: string; size?: number }) {
  const { side, path } = useMemo(() => {
    const { data, size: modules } = encode(text, { ecc: 'M', border: quiet })
    const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])))
    return { side: modules, path: dark.join('') }
  }, [text])
  return (
    <svg
      width={size}
      height={size}
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} rx={2} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
