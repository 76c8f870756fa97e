/** Draws the outlines of groups: box with tier bands and solid line, soft hull with dashed line, or grey with "?". */
import type { Container } from './containers.ts'
import type { Outline } from './groups.ts'
import type { Box } from './labels.ts'
import type { Palette } from './palette.ts'

/** Below this zoom the marks are too small to read and each group is drawn as a glyph. */
export const FAR = 0.32

export function drawContainers(
  ctx: CanvasRenderingContext2D,
  containers: readonly Container[],
  zoom: number,
  p: Palette,
  chosen: string | null,
  partInvented: boolean
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
    if (outline === 'tiers') drawBands(ctx, container, p, zoom)
    if (container.group.family === 'CANNOT_TELL') drawDoubt(ctx, container, p)
    if (partInvented && container.group.invented) drawInvented(ctx, container, p, zoom)
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
function drawBands(ctx: CanvasRenderingContext2D, c: Container, p: Palette, zoom: number): void {
  ctx.save()
  ctx.beginPath()
  ctx.roundRect(c.x, c.y, c.width, c.height, 14)
  ctx.clip()
  ctx.fillStyle = p.tiers.band
  ctx.globalAlpha = c.picture.dotted ? 0.4 : 1
  c.bands.forEach((y, tier) => {
    if (tier % 2 === 0) return
    const above = (y + (c.bands[tier - 1] ?? y - 72)) / 2
    const next = c.bands[tier + 1] ?? c.unordered ?? 2 * y - above
    const below = tier + 1 < c.bands.length || c.unordered !== null ? (y + next) / 2 : next
    ctx.fillRect(c.x, above, c.width, below - above)
  })
  ctx.fillStyle = p.quiet
  ctx.globalAlpha = 1
  ctx.font = `600 ${tierFont(zoom)}px Inter Variable, system-ui, sans-serif`
  const names = zoom < FAR ? [] : tierNames(c, zoom)
  for (const { words, box } of names) ctx.fillText(words, box.x0, box.y1 - 3)
  const last = c.bands.at(-1)
  if (c.unordered !== null && last !== undefined) {
    // No tier: told apart from the tiers by a line of its own, and by its name.
    const top = (last + c.unordered) / 2
    ctx.strokeStyle = p.tiers.line
    ctx.globalAlpha = 0.7
    ctx.setLineDash([2, 5])
    ctx.beginPath()
    ctx.moveTo(c.x, top)
    ctx.lineTo(c.x + c.width, top)
    ctx.stroke()
  }
  ctx.restore()
}

const tierFont = (zoom: number): number => Math.max(9, Math.min(9.5 / zoom, 16))

/** The names of the bands and where each is written: at the top of its band, at the left. */
export function tierNames(c: Container, zoom: number): { words: string; box: Box }[] {
  const size = tierFont(zoom)
  const named = c.bands.map((y, tier) => ({
    words: `tier ${tier + 1}`,
    top: tier === 0 ? c.y : (y + (c.bands[tier - 1] ?? y)) / 2
  }))
  const last = c.bands.at(-1)
  if (c.unordered !== null && last !== undefined) named.push({ words: 'no order known', top: (last + c.unordered) / 2 })
  return named.map(({ words, top }) => {
    const x0 = c.x + 8
    return { words, box: { x0, x1: x0 + words.length * size * 0.58, y0: top, y1: top + size + 3 } }
  })
}

/** The watermark of one group: where real cases stand beside it, the mark must not reach them. */
function drawInvented(ctx: CanvasRenderingContext2D, c: Container, p: Palette, zoom: number): void {
  ctx.save()
  trace(ctx, c)
  ctx.clip()
  const size = Math.max(11, Math.min(13 / zoom, 26))
  ctx.font = `700 ${size}px Inter Variable, system-ui, sans-serif`
  ctx.fillStyle = p.quiet
  ctx.globalAlpha = 0.2
  ctx.translate(c.x + c.width / 2, c.y + c.height / 2)
  ctx.rotate(-0.35)
  ctx.textAlign = 'center'
  const words = 'INVENTED FOR TEACHING'
  const [across, down] = [size * 17, size * 7]
  const reach = Math.hypot(c.width, c.height) / 2
  for (let y = -Math.floor(reach / down) * down; y <= reach; y += down) {
    for (let x = -Math.floor(reach / across) * across; x <= reach; x += across) ctx.fillText(words, x, y)
  }
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

export const glyphSize = (c: Container, zoom: number): number => Math.min(c.width, c.height, 64 / zoom) * 0.8

/** Triangle with tiers, cluster of dots, or "?": what is left to see from afar. */
function drawGlyph(ctx: CanvasRenderingContext2D, c: Container, p: Palette, zoom: number): void {
  const size = glyphSize(c, zoom)
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
