import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';

class OrderRepository {
  private readonly client: DynamoDBDocument;
  constructor(private readonly tableName: string, client?: DynamoDB) {
    this.client = DynamoDBDocument.from(client ?? new DynamoDB({}));
  }
  async find(id: string) {
    const { Item } = await this.client.get({ TableName: this.tableName, Key: { id } });
    return Item;
  }
  async save(order: object) {
    await this.client.put({ TableName: this.tableName, Item: order });
  }
}

const repository = new OrderRepository(process.env.ORDER_TABLE as string);

export const handler = async (event: { id: string }) => {
  const order = await repository.find(event.id);
  if (!order) await repository.save({ id: event.id });
};
