const { SecretsManager } = require('aws-sdk');
const service = {
  client: new SecretsManager(),
  async load(name) {
    const { SecretString } = await this.client.getSecretValue({ SecretId: name }).promise();
    return JSON.parse(SecretString);
  },
};
exports.handler = async () => service.load(process.env.API_SECRET);
