import { goodLook, goodLooks, goodNames, listed, OTHER_GOOD } from '../../graph/encodings.ts'

/** A good: colour, letter and word. */
export function GoodMark({ code }: { code: string }) {
  const look = goodLook(code)
  const narrower =
    code.includes('/') || look.code === 'other' ? ` (${code.split('/').at(-1)?.replaceAll('-', ' ') ?? ''})` : ''
  return (
    <span className="good">
      <GoodDot code={code} />
      {look.name}
      {narrower}
    </span>
  )
}

export function GoodDot({ code }: { code: string }) {
  const look = goodLook(code)
  return (
    <span className={`good-dot good-${look.code}`} aria-hidden="true">
      {look.letter}
    </span>
  )
}

/** Several goods in a row; nothing is said where none is known. */
export function GoodMarks({ codes }: { codes: readonly string[] }) {
  if (codes.length === 0) return <span className="quiet">no traded good recorded</span>
  return (
    <span className="goods">
      {goodLooks(codes).map((look) => (
        <span key={look.code} className="good">
          <GoodDot code={look.code} />
          {look === OTHER_GOOD ? listed(goodNames(codes.filter((code) => goodLook(code) === OTHER_GOOD))) : look.name}
        </span>
      ))}
    </span>
  )
}
