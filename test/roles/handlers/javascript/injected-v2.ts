import { DynamoDB, S3 } from 'aws-sdk';

export class Archive {
  constructor(private readonly documents: DynamoDB.DocumentClient, private readonly store: S3) {}
  async run(id: string) {
    const { Item } = await this.documents.get({ TableName: process.env.SOURCE_TABLE!, Key: { id } }).promise();
    await this.store.putObject({ Bucket: process.env.ARCHIVE_BUCKET!, Key: id, Body: JSON.stringify(Item) }).promise();
  }
}
