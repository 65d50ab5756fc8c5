import type { Ports } from '../base/ports.ts';
import { personData, writtenData } from '../retention/person-data.ts';
import type { OwnDataRecord } from './export-record.ts';
import type { PaperFile } from './make-paper.ts';

/** The same file as `roder person-data` writes, about the one who asked. */
export async function makeOwnData(
  ports: Pick<Ports, 'store'>,
  { tenantId, by, language }: OwnDataRecord,
): Promise<Omit<PaperFile, 'title'>> {
  const data = await personData(ports, { tenantId, personId: by });
  return {
    fileName: language === 'sv' ? 'roder-mina-uppgifter.json' : 'roder-my-data.json',
    contentType: 'application/json; charset=utf-8',
    body: Buffer.from(writtenData(data)),
  };
}
