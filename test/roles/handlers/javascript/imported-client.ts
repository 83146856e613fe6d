import { stepFunctions } from '../clients/stepFunctions';
import { documents } from '../clients/documents';
import { settings } from './lib/settings';
const ARN = process.env.MACHINE_ARN ?? '';
export async function handler(event: { Records: { body: string }[] }): Promise<void> {
  for (const { body } of event.Records) {
    await stepFunctions.startExecution({ input: body, stateMachineArn: ARN });
    await documents.put({ TableName: settings.table, Item: JSON.parse(body) }).promise();
  }
}
