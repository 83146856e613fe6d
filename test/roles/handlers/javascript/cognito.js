const { CognitoIdentityProviderClient, AdminCreateUserCommand, AdminSetUserPasswordCommand, InitiateAuthCommand } = require('@aws-sdk/client-cognito-identity-provider');
const idp = new CognitoIdentityProviderClient({});
const UserPoolId = process.env.USER_POOL_ID;
exports.signUp = async event => {
  const { email, password } = JSON.parse(event.body);
  await idp.send(new AdminCreateUserCommand({ UserPoolId, Username: email, MessageAction: 'SUPPRESS' }));
  await idp.send(new AdminSetUserPasswordCommand({ UserPoolId, Username: email, Password: password, Permanent: true }));
  return idp.send(new InitiateAuthCommand({ ClientId: process.env.CLIENT_ID, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: email, PASSWORD: password } }));
};
