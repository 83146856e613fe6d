import ejs from 'ejs';
import Handlebars from 'handlebars';
import jwt from 'jsonwebtoken';
import _ from 'lodash';
import { v4, v5 } from 'uuid';
import { z } from 'zod';
import { each } from './input.mjs';

const Order = z.object({ input: z.string().max(2000), count: z.number().int().default(1) });
const page = Handlebars.compile('<h1>{{title}}</h1>{{#each items}}<li>{{this}}</li>{{/each}}');
const template = _.template('Dear <%- name %>, <% if (many) { %>all<% } %>');

export const handler = each(async input => {
  const order = Order.parse({ input });
  const token = jwt.sign({ input, iat: 1 }, 'key');
  return {
    order,
    invalid: Order.safeParse({ input: 7 }).error?.message,
    ejs: ejs.render('<p><%= input %></p><% for (const i of [1, 2]) { %>[<%= i %>]<% } %>', { input }),
    page: page({ title: input, items: [input, 'b'] }),
    template: template({ name: input, many: true }),
    words: _.chain(input).words().map(_.camelCase).uniq().value(),
    merged: _.merge({}, { a: { b: 1 } }, { a: { c: input } }),
    token,
    verified: jwt.verify(token, 'key'),
    forged: _.attempt(() => jwt.verify(`${token}x`, 'key')).message,
    id: v5(input, v5.URL),
    random: v4().length,
  };
});
