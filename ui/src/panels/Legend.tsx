import { GRADE_LOOKS } from '../graph/encodings.ts'
import { Fold } from './parts/Fold.tsx'

/** How to read the picture: outlines, lines, marks. */
export function Legend() {
  return (
    <Fold title="How to read it" className="legend" level={2}>
      <dl>
        <div>
          <dt>
            <span className="swatch swatch-tiers" />
          </dt>
          <dd>hierarchical: tiers in a box, solid line</dd>
        </div>
        <div>
          <dt>
            <span className="swatch swatch-hull" />
          </dt>
          <dd>loosely networked: soft outline, dashed line</dd>
        </div>
        <div>
          <dt>
            <span className="swatch swatch-undecided">?</span>
          </dt>
          <dd>Skein cannot tell, and no source says</dd>
        </div>
        <div>
          <dt>
            <span className="swatch swatch-dotted" />
          </dt>
          <dd>dotted: Skein cannot tell; drawn as its source calls it</dd>
        </div>
        {GRADE_LOOKS.map((look) => (
          <div key={look.step}>
            <dt>
              <Line dash={look.dash} width={2.4} />
            </dt>
            <dd>{look.words}</dd>
          </div>
        ))}
        <div>
          <dt>
            <Line dash={null} width={1} />
          </dt>
          <dd>not graded: thin</dd>
        </div>
        <div>
          <dt>
            <Line dash={null} width={3.4} arrow />
          </dt>
          <dd>order: thicker, with an arrow to whom it is given</dd>
        </div>
        <div>
          <dt>
            <Line dash={[9, 4]} width={2.4} bar />
          </dt>
          <dd>cross-bar: contested, look at the standing</dd>
        </div>
        <div>
          <dt>
            <span className="swatch swatch-octagon" />
          </dt>
          <dd>octagon: protected person, never named</dd>
        </div>
      </dl>
    </Fold>
  )
}

interface LineProps {
  dash: readonly number[] | null
  width: number
  arrow?: boolean
  bar?: boolean
}

function Line({ dash, width, arrow = false, bar = false }: LineProps) {
  return (
    <svg viewBox="0 0 44 14" width={44} height={14} aria-hidden="true" className="line">
      <line x1={2} x2={arrow ? 34 : 42} y1={7} y2={7} strokeWidth={width} strokeDasharray={dash?.join(' ')} />
      {arrow && <path d="M34 2.5 L42 7 L34 11.5 Z" className="line-head" />}
      {bar && <line x1={22} x2={22} y1={1} y2={13} strokeWidth={2.4} />}
    </svg>
  )
}
