import { labelWords, outlineMark, pictureOf, type GroupData } from '../../graph/groups.ts'

/** Skein's verdict as a badge; what a source calls it stands beside it, never in it. */
export function Verdict({ group }: { group: GroupData }) {
  const picture = pictureOf(group)
  const outline = group.family === 'CANNOT_TELL' ? 'undecided' : picture.outline
  return (
    <span className={`verdict verdict-${outline}`}>
      <span aria-hidden="true">{outlineMark(outline)}</span> {picture.badge}
    </span>
  )
}

export function SourceLabel({ group }: { group: GroupData }) {
  const words = labelWords(group)
  if (words === null) return null
  const outline = pictureOf(group).dotted ? pictureOf(group).outline : 'none'
  return <span className={`source-label source-label-${outline}`}>{words}</span>
}
