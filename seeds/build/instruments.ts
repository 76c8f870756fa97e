export interface Instrument {
  /** Chapter and number in the UN Treaty Collection. */
  code: string
  name: string
  aliases?: readonly string[]
  /** Day of adoption or of opening for signature. */
  adopted: string
  inForce?: string
  protects?: string
  note?: string
}

/** The instruments of 1904–2001 that the parties table covers, under short names. Entry into force and protected persons are from memory. */
export const INSTRUMENTS: readonly Instrument[] = [
  {
    code: '7-8',
    name: 'White Slave Traffic Agreement 1904',
    adopted: '1904-05-18',
    inForce: '1905-07-18',
    protects: 'women of full age under abuse or compulsion; girls',
    note: 'Duties of states, no offence. The table shows under this form only the states that the depositary lists; the early parties are missing.'
  },
  { code: '7-7', name: 'White Slave Traffic Agreement 1904, as amended 1949', adopted: '1949-05-04' },
  {
    code: '7-10',
    name: 'White Slave Traffic Convention 1910',
    adopted: '1910-05-04',
    inForce: '1912-08-08',
    protects: 'women; under 20 a minor',
    note: 'The table shows under this form only the states that the depositary lists; the early parties are missing.'
  },
  { code: '7-9', name: 'White Slave Traffic Convention 1910, as amended 1949', adopted: '1949-05-04' },
  {
    code: '7-6',
    name: 'Protocol of 1949 amending the Agreement of 1904 and the Convention of 1910',
    adopted: '1949-05-04'
  },
  {
    code: '7-3',
    name: 'Traffic in Women and Children Convention 1921',
    adopted: '1921-09-30',
    inForce: '1922-06-15',
    protects: 'women, and children of both sexes; under 21 a minor',
    note: 'Early parties are missing from the table.'
  },
  { code: '7-2', name: 'Traffic in Women and Children Convention 1921, as amended 1947', adopted: '1947-11-12' },
  {
    code: '7-5',
    name: 'Traffic in Women of Full Age Convention 1933',
    adopted: '1933-10-11',
    inForce: '1934-08-24',
    protects: 'women of full age',
    note: 'Early parties are missing from the table.'
  },
  { code: '7-4', name: 'Traffic in Women of Full Age Convention 1933, as amended 1947', adopted: '1947-11-12' },
  { code: '7-1', name: 'Protocol of 1947 amending the Conventions of 1921 and 1933', adopted: '1947-11-12' },
  {
    code: '7-11.a',
    name: 'Traffic in Persons and Exploitation of the Prostitution of Others Convention 1949',
    adopted: '1950-03-21',
    inForce: '1951-07-25',
    protects: 'any person',
    note: 'Approved by the General Assembly on 2 December 1949, opened for signature on 21 March 1950.'
  },
  {
    code: '7-11.b',
    name: 'Final Protocol of 1950 to the Convention of 1949',
    adopted: '1950-03-21',
    note: 'The table gives it the title of the Convention; that 7-11.b is the Final Protocol is from memory.'
  },
  {
    code: '18-3',
    name: 'Slavery Convention 1926',
    adopted: '1926-09-25',
    note: 'Early parties are missing from the table.'
  },
  { code: '18-2', name: 'Slavery Convention 1926, as amended 1953', adopted: '1953-12-07' },
  { code: '18-1', name: 'Protocol of 1953 amending the Slavery Convention', adopted: '1953-12-07' },
  { code: '18-4', name: 'Supplementary Slavery Convention 1956', adopted: '1956-09-07', inForce: '1957-04-30' },
  {
    code: '6-19',
    name: 'Illicit Traffic in Narcotic Drugs Convention 1988',
    aliases: ['Vienna Convention 1988'],
    adopted: '1988-12-20',
    inForce: '1990-11-11'
  },
  {
    code: '18-12',
    name: 'Convention against Transnational Organized Crime 2000',
    aliases: ['UNTOC', 'Palermo Convention'],
    adopted: '2000-11-15',
    inForce: '2003-09-29'
  },
  {
    code: '18-12.a',
    name: 'Trafficking in Persons Protocol 2000',
    aliases: ['Palermo Protocol'],
    adopted: '2000-11-15',
    inForce: '2003-12-25',
    protects: 'any person; under 18 a child'
  },
  {
    code: '18-12.b',
    name: 'Smuggling of Migrants Protocol 2000',
    adopted: '2000-11-15',
    inForce: '2004-01-28',
    protects: 'the State, and the rights of those smuggled'
  },
  { code: '18-12.c', name: 'Firearms Protocol 2001', adopted: '2001-05-31', inForce: '2005-07-03' }
]
