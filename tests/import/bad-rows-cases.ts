export const NODES = 'id,kind,name\na,Person,Ana\nb,Person,Bo\ng,Group,The Firm\ncoke,Good,Cocaine\n'

/** Files (beside good nodes), and what is wrong with them: `file:row column` and the reason. */
export const CASES: [
  title: string,
  files: Record<string, string | Buffer>,
  problems: [string, string][],
  manifest?: object
][] = [
  [
    'a kind of entity that does not exist',
    { 'more.csv': 'id,kind\nx,Persn\n' },
    [['more.csv:2 kind', 'there is no kind of entity Persn; did you mean Person?']]
  ],
  [
    'a kind of relation that does not exist',
    { 'ties.csv': 'kind,from,to\nMEMBER_OFF,a,g\n' },
    [['ties.csv:2 kind', 'there is no kind of relation MEMBER_OFF; did you mean MEMBER_OF?']]
  ],
  [
    'a relation among entities',
    { 'more.csv': 'id,kind\nx,KIN_OF\n' },
    [['more.csv:2 kind', 'KIN_OF is a kind of relation, not of entity']]
  ],
  [
    'a tie that only a judgement makes',
    { 'ties.csv': 'kind,from,to\nSAME_AS,a,b\n' },
    [['ties.csv:2 kind', 'SAME_AS follows from judgements']]
  ],
  [
    'a field that the ontology does not know',
    { 'more.csv': 'id,kind,legalNam\nx,Person,\n' },
    [['more.csv:1 legalNam', 'the ontology knows no field legalNam; did you mean legalName?']]
  ],
  [
    'a reserved name',
    { 'more.csv': 'id,kind,rank,name_1\nx,Person,0,X\n' },
    [
      ['more.csv:1 name_1', 'name_1 is a reserved name: the graph writes it itself'],
      ['more.csv:1 rank', 'rank is a reserved name: the graph writes it itself']
    ]
  ],
  [
    'an id of a relation',
    { 'ties.csv': 'id,kind,from,to\n1,KIN_OF,a,b\n' },
    [['ties.csv:1 id', 'a relation has no id']]
  ],
  [
    'a property that another kind has',
    { 'more.csv': 'id,kind,territory\nx,Person,North\n' },
    [['more.csv:2 territory', 'Person has no property territory']]
  ],
  [
    'a property that another relation has',
    { 'ties.csv': 'kind,from,to,standing\nKIN_OF,a,b,ALLEGED\n' },
    [['ties.csv:2 standing', 'KIN_OF has no property standing']]
  ],
  [
    'a value that an enum lacks',
    { 'ties.csv': 'kind,from,to,standing\nMEMBER_OF,a,g,CONVICTD\n' },
    [['ties.csv:2 standing', '"CONVICTD" is none of its values; did you mean CONVICTED?']]
  ],
  [
    'a date that does not exist',
    { 'ties.csv': 'kind,from,to,validFrom\nKIN_OF,a,b,2003-02-29\n' },
    [['ties.csv:2 validFrom', 'the day 2003-02-29 does not exist']]
  ],
  [
    'a date that is none',
    { 'more.csv': 'id,kind,founded\nx,Group,spring 2003\n' },
    [['more.csv:2 founded', '"spring 2003" is not a date']]
  ],
  [
    'an end before the beginning',
    { 'ties.csv': 'kind,from,to,validFrom,validTo\nKIN_OF,a,b,2003-05,2003-04-30\nKIN_OF,a,b,2003-05,2003\n' },
    [['ties.csv:2 validTo', '2003-04-30 is before validFrom 2003-05']]
  ],
  ['a latitude of 200', { 'more.csv': 'id,kind,latitude\nx,Place,200\n' }, [['more.csv:2 latitude', 'is above 90']]],
  [
    'a number that is none',
    { 'ties.csv': 'kind,from,to,weight\nCONTACTS,a,b,"1,5"\n' },
    [['ties.csv:2 weight', 'must be a number']]
  ],
  ['a grade that is none', { 'more.csv': 'id,kind,grade\nx,Person,G2\n' }, [['more.csv:2 grade', '"G2" is no grade']]],
  [
    'an end that the kind forbids',
    { 'ties.csv': 'kind,from,to\nMEMBER_OF,a,coke\nTRADES_IN,coke,a\n' },
    [
      ['ties.csv:2 to', 'MEMBER_OF cannot end at coke, which is a Good'],
      ['ties.csv:3 from', 'TRADES_IN cannot start at coke, which is a Good']
    ]
  ],
  [
    'an end that no row gives',
    { 'ties.csv': 'kind,from,to\nMEMBER_OF,a,cokee\n' },
    [['ties.csv:2 to', 'no row gives the record cokee; did you mean coke?']]
  ],
  [
    'an end of this dataset in full that no row gives',
    { 'ties.csv': 'kind,from,to\nMEMBER_OF,a,local/case:zzzz\n' },
    [['ties.csv:2 to', 'no row gives the record zzzz']]
  ],
  [
    'a tie to itself',
    { 'ties.csv': 'kind,from,to\nKIN_OF,a,a\nKIN_OF,b,local/case:b\n' },
    [
      ['ties.csv:2 to', 'a tie from a record to itself'],
      ['ties.csv:3 to', 'a tie from a record to itself']
    ]
  ],
  [
    'a protected person with a name',
    { 'more.csv': 'id,kind,name,protected\nx,Person,Xenia,true\n' },
    [['more.csv:2 name', 'x is protected, and name would identify them']]
  ],
  [
    'a protected person named by another row',
    { 'more.csv': 'id,kind,birthDate,protected,source\nx,Person,1990,,\nx,Person,,yes,\n' },
    [['more.csv:2 birthDate', 'x is protected, and birthDate would identify them']]
  ],
  [
    'two kinds for one record',
    { 'more.csv': 'id,kind\nb,Group\n' },
    [['nodes.csv:3 kind', 'b is a Group in more.csv row 2 and a Person here']]
  ],
  [
    'a marking that is none',
    { 'more.csv': 'id,kind,marking\nx,Person,AMBRE\n' },
    [['more.csv:2 marking', 'AMBRE is no marking; did you mean AMBER?']]
  ],
  [
    'RED without an audience',
    { 'more.csv': 'id,kind,marking\nx,Person,RED\ny,Person,AMBER_STRICT\nz,Person,AMBER\n' },
    [
      ['more.csv:2 audience', 'RED needs an audience'],
      ['more.csv:3 audience', 'AMBER_STRICT needs an audience']
    ]
  ],
  [
    'GREEN with an audience',
    { 'more.csv': 'id,kind,marking,audience\nx,Person,GREEN,org\ny,Person,,org\n' },
    [
      ['more.csv:2 audience', 'GREEN cannot have an audience'],
      ['more.csv:3 audience', 'CLEAR cannot have an audience']
    ]
  ],
  [
    'two audiences for one record',
    {
      'more.csv':
        'id,kind,note,marking,audience\nx,Person,1,AMBER,org;other\nx,Person,2,AMBER,other;org\nx,Person,3,AMBER,org\n'
    },
    [['more.csv:4 audience', 'x has the audience org here and another one in another row']]
  ],
  [
    'equal rows with different marking',
    { 'ties.csv': 'kind,from,to,marking\nPAYS,a,b,CLEAR\nPAYS,a,b,GREEN\n' },
    [['ties.csv:3 marking', 'an equal row has another marking or audience']]
  ],
  [
    'one rowId on two equal rows',
    { 'ties.csv': 'kind,from,to,rowId\nPAYS,a,b,7\nPAYS,a,b,7\n' },
    [['ties.csv:3 rowId', 'the rowId 7 stands on two equal rows']]
  ],
  [
    'a source that is not declared',
    { 'sources.csv': 'id,title\ncourt,Judgment\n', 'more.csv': 'id,kind,source\nx,Person,cuort\n' },
    [['more.csv:2 source', 'the source cuort is not declared; did you mean court?']]
  ],
  [
    'a source that stands twice',
    { 'sources.csv': 'id,title\ns,One\ns,Two\n' },
    [['sources.csv:3 id', 'the source s stands twice']]
  ],
  [
    'sources that cite themselves in the end',
    { 'sources.csv': 'id,cites\ns,t\nt,u\nu,t\nv,w\n' },
    [
      ['sources.csv:3 cites', 'the chain of what it cites comes back to it'],
      ['sources.csv:5 cites', 'the source w is not declared']
    ]
  ],
  [
    'an id that looks like another dataset’s',
    { 'more.csv': 'id,kind\nskein/goods:coke,Good\n' },
    [['more.csv:2 id', 'the id looks like a record of another dataset']]
  ],
  [
    'a row without id or kind',
    { 'more.csv': 'id,kind,note\n,Person,x\nx,,x\n' },
    [
      ['more.csv:2 id', 'has no id'],
      ['more.csv:3 kind', 'has no kind']
    ]
  ],
  [
    'a tie without an end',
    { 'ties.csv': 'kind,from,to,note\nKIN_OF,a,,\n' },
    [
      ['ties.csv:1 note', 'the ontology knows no field note'],
      ['ties.csv:2 to', 'has no to']
    ]
  ],
  ['a header without kind', { 'more.csv': 'id,name\nx,X\n' }, [['more.csv:1', 'the header lacks kind']]],
  [
    'the header of another program',
    { 'ties.csv': 'Source,Target,kind\na,b,KIN_OF\n' },
    [['ties.csv:1', 'the header lacks from and to']]
  ],
  [
    'NUL in a text',
    { 'more.csv': 'id,kind,note\nx,Person,a\u0000b\n' },
    [['more.csv:2 note', 'text holds half a character (a lone surrogate) or a NUL']]
  ],
  [
    'a lone surrogate in a text',
    { 'more.jsonl': '{"id":"x","kind":"Person","note":"a\\ud800b"}\n{"id":"y\\udc00","kind":"Person"}' },
    [
      ['more.jsonl:1 note', 'text holds half a character (a lone surrogate) or a NUL'],
      ['more.jsonl:2 id', 'the id holds a control character or half a character']
    ]
  ],
  [
    'bytes that are not UTF-8',
    { 'more.csv': Buffer.from('id,kind,note\nx,Person,caf\xe9\n', 'latin1') },
    [['more.csv:2', 'the row is not valid UTF-8']]
  ],
  [
    'cells too many',
    { 'more.csv': 'id,kind,note\nx,Person,one, two\n' },
    [['more.csv:2', 'has 4 cells, the header 3']]
  ],
  [
    'an unknown key in JSON lines, told once',
    { 'more.jsonl': '{"id":"x","kind":"Person","nam":"X"}\n{"id":"y","kind":"Person","nam":"Y"}' },
    [['more.jsonl:1 nam', 'the ontology knows no field nam; did you mean name?']]
  ],
  ['a number for an id', { 'more.jsonl': '{"id":5,"kind":"Person"}' }, [['more.jsonl:1 id', 'must be text']]],
  [
    'a judgement without verdict, reason or record',
    {
      'judgements.csv': 'left,right,verdict,why\na,b,SAMME,looks so\na,b,SAME,\na,q,SAME,looks so\na,a,SAME,looks so\n'
    },
    [
      ['judgements.csv:2 verdict', 'SAMME is no verdict; did you mean SAME?'],
      ['judgements.csv:3 why', 'says no reason'],
      ['judgements.csv:4 right', 'no row gives the record q'],
      ['judgements.csv:5 right', 'is the same record as left']
    ]
  ],
  ['a case that no row gives', {}, [['dataset.json: observedIn', 'no row gives a Case g']], { observedIn: 'g' }],
  ['a spreadsheet', { 'people.xlsx': 'PK' }, [['people.xlsx:', 'is not read']]],
  [
    'unknown and missing keys of the manifest',
    {},
    [
      ['dataset.json: howCollected', 'CASEWRK is none of its values; did you mean CASEWORK?'],
      ['dataset.json: licence', 'is missing'],
      ['dataset.json: titel', 'dataset.json has no key titel; did you mean title?']
    ],
    { licence: undefined, titel: 'T', howCollected: 'CASEWRK' }
  ],
  [
    'a name that is none',
    {},
    [['dataset.json: name', 'must be organisation/name in lower case, digits and hyphens']],
    { name: 'My case' }
  ],
  [
    'an assertion on no kind',
    {},
    [['dataset.json: assertions.0.count', 'Persn is none of its values; did you mean Person?']],
    { assertions: [{ count: 'Persn', is: 3 }] }
  ]
]
