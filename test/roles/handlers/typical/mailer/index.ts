import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

const mail = new SESv2Client({});
const ssm = new SSMClient({});

export const handler = async (event: { readonly to: string }) => {
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: process.env.GREETING }));
  await mail.send(new SendEmailCommand({
    FromEmailAddress: process.env.SENDER,
    Destination: { ToAddresses: [event.to] },
    Content: { Simple: { Subject: { Data: 'Hello' }, Body: { Text: { Data: Parameter?.Value ?? '' } } } },
  }));
};
