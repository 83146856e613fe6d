/* What the functions do is not what the example is about. */
exports.handler = async () => ({ statusCode: 202 });
