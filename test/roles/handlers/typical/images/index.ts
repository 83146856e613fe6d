import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

const s3 = new S3Client({});

interface Notification {
  readonly Records: ReadonlyArray<{ readonly s3: { readonly bucket: { readonly name: string }; readonly object: { readonly key: string } } }>;
}

export async function handler(event: Notification): Promise<void> {
  for (const record of event.Records) {
    const source = { Bucket: record.s3.bucket.name, Key: decodeURIComponent(record.s3.object.key) };
    const { Body } = await s3.send(new GetObjectCommand(source));
    const bytes = await Body?.transformToByteArray();
    await s3.send(new PutObjectCommand({ Bucket: process.env.THUMBNAILS, Key: `small/${source.Key}`, Body: bytes }));
  }
}
