/** Draws the outlines of groups: box with tier bands and solid line, soft hull with dashed line, or grey with "?". */
import type { Container } from './containers.ts'
import type { Outline } from './groups.ts'
import type { Palette } from './palette.ts'

/** Below this zoom the marks are too small to read and each group is drawn as a glyph. */
export const FAR = 0.32

export function drawContainers(
  ctx: CanvasRenderingContext2D,
  containers: readonly Container[],
  zoom: number,
  p: Palette,
  chosen: string | null
): void {
  const big = [...containers].sort((a, b) => b.width * b.height - a.width * a.height)
  for (const container of big) {
    const { outline, dotted } = container.picture
    const look = p[outline]
    ctx.save()
    trace(ctx, container)
    // An outline that only follows a source's label is not filled: nothing of it is Skein's verdict.
    ctx.fillStyle = look.fill
    ctx.globalAlpha = dotted ? 0.35 : 1
    ctx.fill()
    ctx.globalAlpha = 1
    if (outline === 'tiers') drawBands(ctx, container, p)
    if (container.group.family === 'CANNOT_TELL') drawDoubt(ctx, container, p)
    ctx.lineWidth = (chosen === container.id ? 3 : 1.6) / Math.sqrt(zoom)
    ctx.strokeStyle = look.line
    ctx.lineCap = dotted ? 'round' : 'butt'
    ctx.setLineDash(dash(outline, dotted).map((length) => length / Math.sqrt(zoom)))
    trace(ctx, container)
    ctx.stroke()
    ctx.restore()
    if (zoom < FAR) drawGlyph(ctx, container, p, zoom)
  }
}

function dash(outline: Outline, dotted: boolean): number[] {
  if (dotted) return [0.1, 6]
  return outline === 'hull' ? [9, 6] : []
}

function trace(ctx: CanvasRenderingContext2D, c: Container): void {
  ctx.beginPath()
  if (c.hull.length > 2) {
    for (const [x, y] of c.hull) ctx.lineTo(x, y)
    ctx.closePath()
  } else ctx.roundRect(c.x, c.y, c.width, c.height, 14)
}

/** Every other tier is shaded, so that the eye counts them. */
function drawBands(ctx: CanvasRenderingContext2D, c: Container, p: Palette): void {
  ctx.save()
  ctx.beginPath()
  ctx.roundRect(c.x, c.y, c.width, c.height, 14)
  ctx.clip()
  ctx.fillStyle = p.tiers.band
  ctx.globalAlpha = c.picture.dotted ? 0.4 : 1
  c.bands.forEach((y, tier) => {
    if (tier % 2 === 0) return
    const above = (y + (c.bands[tier - 1] ?? y - 72)) / 2
    const below = (y + (c.bands[tier + 1] ?? 2 * y - above)) / 2
    ctx.fillRect(c.x, above, c.width, below - above)
  })
  ctx.fillStyle = p.tiers.line
  ctx.globalAlpha = 0.75
  ctx.font = '600 9px Inter Variable, system-ui, sans-serif'
  c.bands.forEach((y, tier) => ctx.fillText(`tier ${tier + 1}`, c.x + 9, y - 22))
  ctx.restore()
}

/** A large pale "?" behind the marks: Skein cannot tell, whatever the outline follows. */
function drawDoubt(ctx: CanvasRenderingContext2D, c: Container, p: Palette): void {
  const size = Math.min(c.width * 0.72, c.height * 0.72, 230)
  ctx.save()
  ctx.globalAlpha = 0.13
  ctx.fillStyle = p.undecided.line
  ctx.font = `700 ${size}px Inter Variable, system-ui, sans-serif`
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.fillText('?', c.x + c.width / 2, c.y + c.height / 2)
  ctx.restore()
}

/** Triangle with tiers, cluster of dots, or "?": what is left to see from afar. */
function drawGlyph(ctx: CanvasRenderingContext2D, c: Container, p: Palette, zoom: number): void {
  const size = Math.min(c.width, c.height, 64 / zoom) * 0.8
  const [x, y] = [c.x + c.width / 2, c.y + c.height / 2]
  ctx.save()
  ctx.translate(x, y)
  ctx.fillStyle = p[c.picture.outline].line
  ctx.strokeStyle = p[c.picture.outline].fill
  if (c.picture.outline === 'tiers') triangle(ctx, size)
  else if (c.picture.outline === 'hull') dots(ctx, size)
  else {
    ctx.font = `700 ${size}px Inter Variable, system-ui, sans-serif`
    ctx.textAlign = 'center'
    ctx.textBaseline = 'middle'
    ctx.fillText('?', 0, 0)
  }
  ctx.restore()
}

function triangle(ctx: CanvasRenderingContext2D, size: number): void {
  const h = size * 0.5
  ctx.beginPath()
  ctx.moveTo(0, -h)
  ctx.lineTo(h, h)
  ctx.lineTo(-h, h)
  ctx.closePath()
  ctx.fill()
  ctx.lineWidth = size * 0.06
  for (const level of [-0.2, 0.35]) {
    ctx.beginPath()
    ctx.moveTo(-h, level * h)
    ctx.lineTo(h, level * h)
    ctx.stroke()
  }
}

function dots(ctx: CanvasRenderingContext2D, size: number): void {
  for (let i = 0; i < 7; i++) {
    const r = i === 0 ? 0 : size * 0.33
    ctx.beginPath()
    ctx.arc(r * Math.cos(i * 1.047), r * Math.sin(i * 1.047), size * 0.12, 0, 2 * Math.PI)
    ctx.fill()
  }
}
