import uPlot from 'uplot'
import type { Language } from '../i18n/language.ts'
import { axisWidth, timeMarks, valueMarks, valueRange } from './axes.ts'
import type { Stretch, Trend } from './trend.ts'

export interface PlotColors {
  ink: string
  grid: string
  trend: string
  soft: string
  warn: string
  bad: string
}

export function readColors(element: Element): PlotColors {
  const style = getComputedStyle(element)
  const read = (name: string) => style.getPropertyValue(name).trim()
  return {
    ink: read('--ink-3'),
    grid: read('--line-soft'),
    trend: read('--trend'),
    soft: read('--trend-soft'),
    warn: read('--warn'),
    bad: read('--bad'),
  }
}

/** Beyond them somebody has to look; in the unit of what is drawn. */
export interface Limits {
  readonly low?: number | undefined
  readonly high?: number | undefined
}

export interface PlotNeeds {
  width: number
  height: number
  colors: PlotColors
  font: string
  language: Language
  /** A switch: drawn between 0 and 1 with words on the axis. */
  words: readonly [string, string] | null
  stepped: boolean
  limits: () => Limits
  quality: () => readonly Stretch[]
  onCursor: (index: number | null) => void
  onSelect: (from: number, to: number) => void
}

export const plotData = (trend: Trend): uPlot.AlignedData => [trend.time, trend.max, trend.min, trend.mid]

/** Height of the strip at the foot of the plot that tells the quality, CSS pixels. */
const strip = 5

function drawQuality(u: uPlot, stretches: readonly Stretch[], colors: PlotColors): void {
  const { ctx, bbox } = u
  const foot = strip * uPlot.pxRatio
  ctx.save()
  ctx.beginPath()
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height)
  ctx.clip()
  for (const { from, to, rank } of stretches) {
    const left = u.valToPos(from, 'x', true)
    const right = Math.max(u.valToPos(to, 'x', true), left + 2 * uPlot.pxRatio)
    if (right < bbox.left || left > bbox.left + bbox.width) continue
    ctx.fillStyle = rank === 2 ? colors.bad : colors.warn
    ctx.globalAlpha = 0.11
    ctx.fillRect(left, bbox.top, right - left, bbox.height)
    ctx.globalAlpha = 1
    ctx.fillRect(left, bbox.top + bbox.height - foot, right - left, foot)
  }
  ctx.restore()
}

function drawLimits(u: uPlot, { low, high }: Limits, colors: PlotColors): void {
  const { ctx, bbox } = u
  ctx.save()
  ctx.strokeStyle = colors.warn
  ctx.lineWidth = uPlot.pxRatio
  ctx.setLineDash([5 * uPlot.pxRatio, 4 * uPlot.pxRatio])
  for (const limit of [low, high]) {
    if (limit === undefined) continue
    const y = Math.round(u.valToPos(limit, 'y', true))
    ctx.beginPath()
    ctx.moveTo(bbox.left, y)
    ctx.lineTo(bbox.left + bbox.width, y)
    ctx.stroke()
  }
  ctx.restore()
}

export function plotOptions(needs: PlotNeeds): uPlot.Options {
  const { colors, words } = needs
  const axis = { stroke: colors.ink, font: needs.font, grid: { stroke: colors.grid, width: 1 } }
  const paths = needs.stepped ? uPlot.paths.stepped!({ align: 1 }) : uPlot.paths.linear!()
  const edge = { stroke: 'transparent', width: 0, points: { show: false }, paths }
  return {
    width: needs.width,
    height: needs.height,
    padding: [10, 14, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      points: { size: 7, width: 2, stroke: colors.trend, fill: colors.trend, show: true },
      drag: { x: true, y: false, setScale: false },
      bind: {
        mousedown: (_, __, handler) => (event: MouseEvent) => (event.shiftKey ? handler(event) : null),
        dblclick: () => () => null,
      },
    },
    scales: {
      x: { time: true, range: (_, min, max) => [min, max] },
      y: {
        range: (_, min, max) => {
          const { low = min, high = max } = needs.limits()
          return words ? [-0.15, 1.15] : valueRange(Math.min(min, low, high), Math.max(max, low, high))
        },
      },
    },
    axes: [
      {
        ...axis,
        size: 44,
        gap: 6,
        space: 86,
        ticks: { show: false },
        values: (_, splits, __, ___, step) => timeMarks(splits, step, needs.language),
      },
      {
        ...axis,
        size: axisWidth,
        gap: 8,
        ticks: { show: false },
        ...(words ? { splits: () => [0, 1] } : {}),
        values: (_, splits) => (words ? [...words] : valueMarks(splits)),
      },
    ],
    series: [
      {},
      edge,
      edge,
      {
        stroke: colors.trend,
        width: 1.6,
        paths,
        points: { size: 4, fill: colors.trend, stroke: colors.trend, width: 0 },
        spanGaps: false,
      },
    ],
    bands: [{ series: [1, 2], fill: colors.soft }],
    hooks: {
      drawClear: [
        (u) => {
          drawQuality(u, needs.quality(), colors)
          drawLimits(u, needs.limits(), colors)
        },
      ],
      setCursor: [(u) => needs.onCursor(u.cursor.idx ?? null)],
      setSelect: [
        (u) => {
          if (u.select.width < 4) return
          const from = u.posToVal(u.select.left, 'x')
          const to = u.posToVal(u.select.left + u.select.width, 'x')
          u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
          needs.onSelect(from, to)
        },
      ],
    },
  }
}
