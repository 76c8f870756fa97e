/**
 * Every kind of change that the service can make, on a small invented world: import in several versions, sleeping ties, judgements,
 * retracting, withdrawing, deriving afresh. The same moments on every engine, so that the statements must be the same as well.
 */
import { OWNER } from '../../../src/access/viewer.ts'
import { importDataset } from '../../../src/service/import/import.ts'
import type { ImportInput } from '../../../src/service/import/report.ts'
import { judge, unjudge, type Decision } from '../../../src/service/judge.ts'
import { retractClaim } from '../../../src/service/retract.ts'
import type { Skein } from '../../../src/service/skein.ts'
import { withdrawDataset } from '../../../src/service/withdraw.ts'
import { rederive } from '../../../src/store/rederive.ts'
import { datasetFolder } from '../../import/support.ts'

const SOURCES =
  'id,title,date,sourceType,cites,marking,audience\nfile,A court file,2004,COURT,,CLEAR,\nwire,A wire,2005,PRESS,file,CLEAR,\npaper,A paper,2006,PRESS,wire,CLEAR,\nnote,A note,2007,MEMO,,AMBER,'
const PEOPLE = `id,kind,name,country,aliases,source,grade,marking,audience
ana,Person,Ana Ábel,XA,Aninha,file,B2,CLEAR,
ana,Person,Ana Abel,XB,,paper,C3,GREEN,
bo,Person,Bo,,,wire,D4,CLEAR,
cy,Person,Cy,,,note,A1,AMBER,
di,Person,Di,,,note,A1,RED,north
firm,Group,The Firm,,,file,B2,CLEAR,
moot,Person,Moot,,,file,,CLEAR,`
const TIES = `kind,from,to,role,standing,weight,validFrom,validTo,source,grade,marking,audience
MEMBER_OF,ana,firm,boss,ALLEGED,,2001,2003-05,file,B2,CLEAR,
MEMBER_OF,ana,firm,boss,ACQUITTED,,,,paper,C3,GREEN,
MEMBER_OF,bo,firm,,,,,,wire,,CLEAR,
COMMANDS,ana,bo,,,,2002,2002,file,A1,CLEAR,
CONTACTS,bo,ana,,,2.5,,,wire,D4,CLEAR,
CONTACTS,bo,cy,,,,,,note,A1,AMBER,
KIN_OF,bo,ana,cousin,,,,,file,,CLEAR,
KIN_OF,moot,ana,cousin,,,,,file,,CLEAR,
ALLIED_WITH,firm,east/later:gang,,,,,,file,,CLEAR,`

const north = { name: 'north/case', title: 'The case in the north', howCollected: 'COURT_FILE' }
const east = { name: 'east/later', title: 'What came later', howCollected: 'PRESS' }
const JUDGED =
  'left,right,verdict,by,why\nana,east/later:anna,SAME,clerk,same birth date\nbo,east/later:bob,DIFFERENT,clerk,different faces'

const firstVersion = { 'sources.csv': SOURCES, 'people.csv': PEOPLE, 'ties.csv': TIES }
/** Bo's and Moot's rows are others (and Moot another kind of thing), the wire no longer repeats the file, a row of Ana's is secret. */
const secondVersion = {
  'sources.csv': SOURCES.replace('PRESS,file', 'PRESS,'),
  'people.csv': PEOPLE.replace('bo,Person,Bo,', 'bo,Person,Bo Berg,')
    .replace('moot,Person', 'moot,Company')
    .replace('C3,GREEN', 'C3,AMBER'),
  'ties.csv': TIES.split('\n')
    .filter((line) => !line.startsWith('KIN_OF,moot') && !line.startsWith('COMMANDS'))
    .join('\n'),
  'judgements.csv': JUDGED
}
const LATER = `id,kind,name,source\nanna,Person,Anna A.,\nbob,Person,Bob,\ngang,Group,The Gang,`
const LATER_TIES = `kind,from,to,marking\nMEMBER_OF,anna,gang,CLEAR\nCONTACTS,anna,north/case:bo,CLEAR\nMEMBER_OF,bob,gang,GREEN`
const MORE = `id,kind,name,protected\nwitness,Person,,true\nzed,Person,Zed,`

export async function writeEverything(skein: Skein, told: (what: string) => void): Promise<void> {
  const load = async (
    what: string,
    files: Record<string, string>,
    manifest: object,
    input: Partial<ImportInput> = {}
  ) => {
    const report = await importDataset(skein, OWNER, { paths: [datasetFolder(files, manifest)], ...input })
    told(`${what}: ${JSON.stringify({ ...report, seconds: undefined })}`)
  }
  const decide = (left: string, right: string, verdict: Decision['verdict'], marking: Decision['marking']) =>
    judge(skein, OWNER, { left, right, verdict, why: 'looked at', marking, audience: null })

  await load('first version', firstVersion, { ...north, assertions: [{ count: 'Person', is: 5 }] })
  await load('the same again', firstVersion, north)
  await load('second version, whose judgements wait', secondVersion, north)
  const assertions = [
    { count: 'MEMBER_OF', is: 2 },
    { record: 'anna', property: 'name', is: 'Anna A.' }
  ]
  await load('what slept wakes', { 'people.csv': LATER, 'ties.csv': LATER_TIES }, { ...east, assertions })
  await load('one more file', { 'more.csv': MORE }, east, { append: true })
  const same = await decide('north/case:cy', 'east/later:bob', 'SAME', 'GREEN')
  const other = await decide('north/case:cy', 'east/later:bob', 'DIFFERENT', 'CLEAR')
  told(JSON.stringify([same, other]))
  await unjudge(skein, OWNER, other.judgement.id)
  await decide('north/case:bo', 'east/later:bob', 'SAME', 'CLEAR')
  const [claim] = [...(await skein.store.claimsOf('north/case'))].filter(([, head]) => head.open).sort()
  await retractClaim(skein, OWNER, claim?.[0] ?? '')
  await load('back again', firstVersion, north)
  told(String(await skein.store.judgementsOf('north/case')))
}

/** Under another schema everything is derived afresh. */
export async function deriveAfresh(skein: Skein, told: (what: string) => void): Promise<void> {
  await rederive(skein.store.engine, { ...skein.ontology, hash: 'another schema' }, told)
  await rederive(skein.store.engine, skein.ontology, told)
}

export async function withdrawEverything(skein: Skein): Promise<void> {
  for (const dataset of ['north/case', 'east/later']) await withdrawDataset(skein, OWNER, dataset)
}
