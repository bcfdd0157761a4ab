import { useMemo } from 'react'
import { encode } from 'uqr'

/** Modules of quiet around the code (ISO/IEC 18004:2024 §9.1), and of the frame around that. */
const quiet = 4
const frame = 1
/** Legs of the triangle in the corner, in modules: it stays out of the quiet zone. */
const corner = 4

/**
 * A link that identifies one thing, as a QR code in the frame of IEC 61406-1 (clause 5): the triangle at the lower right tells
 * readers that it is an identification link. Dark on white in both schemes, as cameras need it.
 */
export function IdentificationLink({ text, label, size = 132 }: { text: string; label: string; size?: number }) {
  const { side, path } = useMemo(() => {
    const { data, size: modules } = encode(text, { ecc: 'M', border: quiet })
    const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x + frame} ${y + frame}h1v1h-1z`] : [])))
    return { side: modules + 2 * frame, path: dark.join('') }
  }, [text])
  const edge = side - frame / 2
  return (
    <svg width={size} height={size} viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
      <rect
        x={frame / 2}
        y={frame / 2}
        width={edge - frame / 2}
        height={edge - frame / 2}
        fill="none"
        stroke="#000"
        strokeWidth={frame}
      />
      <path d={`M${side} ${side - corner}v${corner}h${-corner}z`} fill="#000" />
    </svg>
  )
}

/** Where a scan of a thing leads: https, at most 255 signs (IEC 61406-1 clause 4), and the same for ever. */
export const identificationLink = (id: string): string => `${window.location.origin}/id/${id}`
