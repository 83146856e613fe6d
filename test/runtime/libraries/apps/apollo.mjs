import { ApolloServer } from '@apollo/server';
import { handlers, startServerAndCreateLambdaHandler } from '@as-integrations/aws-lambda';

const server = new ApolloServer({
  typeDefs: 'type Query { echo(input: String!): String! broken: String }',
  resolvers: { Query: { echo: (_, { input }) => input, broken: () => { throw new Error('the resolver failed'); } } },
  includeStacktraceInErrorResponses: false,
});

export const handler = startServerAndCreateLambdaHandler(server, handlers.createAPIGatewayProxyEventV2RequestHandler());
