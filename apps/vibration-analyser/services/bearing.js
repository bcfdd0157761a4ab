/** ISO 13373-3: frequencies in Hz of a rolling bearing whose outer race stands still, pure rolling; `turn` in Hz, angle in degrees. */
export function bearingLines({ elements, element_diameter, pitch_diameter, contact_angle = 0 }, turn) {
  if (!(elements > 0 && element_diameter > 0 && pitch_diameter > element_diameter)) return []
  const ratio = (element_diameter / pitch_diameter) * Math.cos((contact_angle * Math.PI) / 180)
  return [
    { line: 'bpfo', hz: (elements / 2) * turn * (1 - ratio) },
    { line: 'bpfi', hz: (elements / 2) * turn * (1 + ratio) },
    { line: 'bsf2', hz: (pitch_diameter / element_diameter) * turn * (1 - ratio ** 2) },
    { line: 'ftf', hz: (turn / 2) * (1 - ratio) },
  ]
}
