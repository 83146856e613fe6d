import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { createOrder, findOrder, listOrders, searchOrders, trackOrder, type NewOrder, type Search } from './orders';

type Event = APIGatewayProxyEventV2WithJWTAuthorizer;
type Route = (event: Event) => Promise<unknown>;

const routes: Readonly<Record<string, Route>> = {
  'GET /orders': async event => listOrders(customer(event), event.queryStringParameters ?? {}),
  'GET /orders/{id}': async event => findOrder(customer(event), Number(event.pathParameters?.id)),
  'POST /orders': async event => createOrder(customer(event), JSON.parse(body(event)) as NewOrder),
  'POST /orders/search': async event => searchOrders(customer(event), JSON.parse(body(event)) as Search),
  'POST /orders/track': async event => {
    const form = new URLSearchParams(body(event));
    return trackOrder(form.get('reference') ?? '', form.get('lastName') ?? '');
  },
};

export async function handler(event: Event): Promise<APIGatewayProxyStructuredResultV2> {
  const route = routes[event.routeKey];
  if (!route) return answer(404, { message: 'no such route' });
  try {
    const result = await route(event);
    return result === undefined ? answer(404, { message: 'no such order' }) : answer(200, result);
  } catch (error) {
    if (error instanceof SyntaxError) return answer(400, { message: 'the body is not JSON' });
    console.error('order request failed', error);
    return answer(500, { message: 'something went wrong, please try again' });
  }
}

/** The caller's customer number, which the identity provider vouches for. */
function customer(event: Event): number {
  return Number(event.requestContext.authorizer.jwt.claims['custom:customer']);
}

function body({ body: text = '', isBase64Encoded }: Event): string {
  return isBase64Encoded ? Buffer.from(text, 'base64').toString() : text;
}

function answer(statusCode: number, result: unknown): APIGatewayProxyStructuredResultV2 {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(result) };
}
