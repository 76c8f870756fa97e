import neo4j, { type Driver } from 'neo4j-driver'
import { isTransient } from './neo4j-errors.ts'

const FIRST_PASSWORD = 'neo4j'

/** Gives a fresh local Neo4j its password; one that has it already is left as it is. */
export async function setFirstPassword(uri: string, user: string, password: string): Promise<void> {
  if (await answers(uri, user, password)) return
  const driver = connect(uri, user, FIRST_PASSWORD)
  try {
    const change = { old: FIRST_PASSWORD, new: password }
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the driver types its options as a class
    await driver.executeQuery('ALTER CURRENT USER SET PASSWORD FROM $old TO $new', change, { database: 'system' })
  } finally {
    await driver.close()
  }
}

async function answers(uri: string, user: string, password: string): Promise<boolean> {
  const driver = connect(uri, user, password)
  try {
    await driver.verifyAuthentication({ database: 'system' })
    return await driver.getServerInfo({ database: 'system' }).then(() => true)
  } catch (error) {
    if (isTransient(error)) throw error
    return false
  } finally {
    await driver.close()
  }
}

function connect(uri: string, user: string, password: string): Driver {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the driver types its options as a class
  return neo4j.driver(uri, neo4j.auth.basic(user, password), { telemetryDisabled: true })
}
