import { Hourglass } from 'lucide-react'
import { useEffect, useState } from 'react'
import { use } from '../../state/derived.ts'

/** Says that questions wait for the viewer's allowance, for how long, and how not to wait. */
export function Waiting() {
  const until = use((state) => state.waiting)
  const owner = use((state) => state.viewer?.viewer.owner === true)
  const [now, setNow] = useState(0)
  useEffect(() => {
    if (until === null) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [until])
  if (until === null) return null
  const seconds = Math.max(1, Math.ceil((until - now) / 1_000))
  return (
    <div className="waiting">
      <Hourglass size={16} aria-hidden />
      {/* Said once; the seconds are for the eye. */}
      <p role="status">
        Much was asked in a short time: Skein goes on in a moment
        {owner ? '.' : '. Who signs in by the owner’s link or a key may ask ten times as much.'}
      </p>
      <p aria-hidden className="waiting-seconds">
        {now === 0 ? '' : `${seconds} s`}
      </p>
    </div>
  )
}
