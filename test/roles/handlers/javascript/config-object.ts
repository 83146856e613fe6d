import { CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';
import { z } from 'zod';
const env = z.object({ DISTRIBUTION_ID: z.string() }).parse(process.env);
export const handler = async (event: { paths: string[] }) => {
  const client = new CloudFrontClient({});
  await client.send(new CreateInvalidationCommand({ DistributionId: env.DISTRIBUTION_ID, InvalidationBatch: { CallerReference: `${Date.now()}`, Paths: { Quantity: 1, Items: event.paths } } }));
};
