import express from 'express';

export const app = express();
app.use(express.json(), express.urlencoded({ extended: true }), express.text());
app.all('/items', (request, response) => {
  const input = request.query.q ?? request.body?.input ?? '';
  if (input === 'fail') throw new Error('the route failed');
  response.cookie('seen', 'yes').set('x-input', encodeURIComponent(input)).status(201).json({ input, method: request.method, path: request.path });
});
app.use((error, request, response, _next) => {
  console.error(error.message);
  response.status(500).json({ message: error.message });
});
